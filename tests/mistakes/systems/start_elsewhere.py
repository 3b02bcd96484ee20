"""A state of another machine."""

system = System(Opener, Opener, LOSSY, start={"A": at(AWAY)})
