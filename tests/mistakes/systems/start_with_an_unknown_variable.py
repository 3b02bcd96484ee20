"""A variable that the machine does not have."""

system = System(Opener, Opener, LOSSY, start={"A": at(OPEN, (TCB.NXT, 101))})
