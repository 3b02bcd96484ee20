"""A state where a beginning is meant."""

system = System(Opener, Opener, LOSSY, start={"A": OPEN})
