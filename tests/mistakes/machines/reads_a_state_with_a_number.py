"""States are texts."""


class Where(State):
    """Where an end stands."""

    IDLE = 1
    OPEN = 2


class Student(Machine):
    start, final = Where.IDLE, (Where.OPEN,)

    go = row(at=Where.IDLE, on=call("go"), to=Where.OPEN)
