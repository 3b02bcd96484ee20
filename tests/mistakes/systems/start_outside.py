"""A number that the number space does not have."""

system = System(Opener, Opener, LOSSY, start={"A": at(OPEN, (TCB.ISS, 5000))})
