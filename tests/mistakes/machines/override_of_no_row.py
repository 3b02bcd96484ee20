"""An override of a row of another machine."""


class Closer(Machine):
    """Another machine."""

    start, final = OPEN, (IDLE,)

    close = row(at=OPEN, on=call("close"), to=IDLE)


class Both(Opener):
    """Opens and closes."""

    close = Closer.close.but(to=OPEN)
