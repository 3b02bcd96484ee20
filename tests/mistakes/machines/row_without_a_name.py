"""A row that is written down and given to nobody."""


class More(Opener):
    row(at=OPEN, on=call("close"), to=IDLE)
