"""A world is a system."""

system = System(Opener, Opener, LOSSY_BAG, at_most={call("open"): 1}, facts=("fog",))
Model(system, {"told": Sometimes("A is told", A[TCB.TOLD])}, worlds=("fog",))
