# type: ignore  # wrong on purpose
"""Two states that are one."""

from spec.notation import Machine, State, call, row


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "IDLE"


class Student(Machine):
    """A machine with a mistake."""

    start, final = Where.IDLE, (Where.OPEN,)

    go = row(at=Where.IDLE, on=call("go"), to=Where.OPEN)
