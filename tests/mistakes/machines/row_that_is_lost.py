"""A name that is used twice, first for a row."""


class More(Opener):
    close = row(at=OPEN, on=call("close"), to=IDLE)
    close = "close"
