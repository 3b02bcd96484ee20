"""A kind of message is no event."""

asked = Sometimes("a segment is on its way", B.gets(SEG))
