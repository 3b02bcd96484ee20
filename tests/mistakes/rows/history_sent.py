"""Nor may a message carry it."""


class Past(Variables):
    """What is only remembered."""

    OPENED = Counter(2, ghost=True)


class COUNT(Message):
    """A number of times."""

    TIMES = Amount(2)


class Student(Machine):
    start, final = IDLE, (IDLE,)

    go = row(at=IDLE, on=call("go"), do=[Past.OPENED.set_to(1), COUNT.send(TIMES=Past.OPENED)])
