# type: ignore  # wrong on purpose
"""One final state, not in brackets."""

from spec.notation import Machine, State, call, row


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class Student(Machine):
    """A machine with a mistake."""

    start, final = IDLE, OPEN

    go = row(at=IDLE, on=call("go"), to=OPEN)
