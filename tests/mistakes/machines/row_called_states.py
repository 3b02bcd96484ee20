"""A row with a name that every machine has."""


class More(Opener):
    states = row(at=OPEN, on=call("close"), to=IDLE)
