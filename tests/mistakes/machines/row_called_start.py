"""A row called start."""


class More(Opener):
    start = row(at=OPEN, on=call("close"), to=IDLE)
