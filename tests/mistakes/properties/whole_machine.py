"""A comparison of an end with a state."""

opened = Sometimes("A is open", A == OPEN)
