# type: ignore  # wrong on purpose
"""States are texts."""

from spec.notation import Machine, State, call, row


class Where(State):
    """Where an end stands."""

    IDLE = 1
    OPEN = 2


class Student(Machine):
    """A machine with a mistake."""

    start, final = Where.IDLE, (Where.OPEN,)

    go = row(at=Where.IDLE, on=call("go"), to=Where.OPEN)
