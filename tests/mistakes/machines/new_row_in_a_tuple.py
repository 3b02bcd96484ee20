"""A comma behind a new row."""


class More(Opener):
    close = row(at=OPEN, on=call("close"), to=IDLE),  # fmt: skip
