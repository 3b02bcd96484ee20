"""A channel that holds more."""

other = System(Opener, Opener, LOSSY_BAG.holding(9), at_most={call("open"): 1})

Model(system, {"told": Sometimes("A is told", A[TCB.TOLD])}, worlds=(other,))
