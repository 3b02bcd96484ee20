"""One row, two names."""


class More(Opener):
    close = abort = row(at=OPEN, on=call("close"), to=IDLE)
