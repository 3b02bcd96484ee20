"""A call in quotes."""

system = System(Opener, Opener, LOSSY, at_most={"open": 1})
