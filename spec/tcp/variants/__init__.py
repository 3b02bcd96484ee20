"""The machines that depart from the table: other readings of RFC 9293, other designs, Linux, deliberate mistakes."""
