"""Another machine, which the ends would have to find out about."""


class Deaf(Opener):
    """Hears nothing."""

    hear = Opener.hear.never()


other = System(Opener, Deaf, LOSSY_BAG, at_most={call("open"): 1})

Model(system, {"told": Sometimes("A is told", A[TCB.TOLD])}, worlds=(other,))
