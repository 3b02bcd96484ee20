"""A state in quotes."""

opened = Sometimes("A is open", A.is_in("OPEN"))
