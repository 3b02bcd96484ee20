"""Rows in a list have no names."""


class More(Opener):
    more = [row(at=OPEN, on=call("close"), to=IDLE), row(at=OPEN, on=call("abort"), to=IDLE)]  # noqa: RUF012  # the mistake
