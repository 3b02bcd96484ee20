# type: ignore  # wrong on purpose
"""The enumeration instead of its members."""

from spec.notation import Machine, State, call, row


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class Student(Machine):
    """A machine with a mistake."""

    start, final = IDLE, (IDLE, OPEN)

    go = row(at=Where, on=call("go"), to=OPEN)
