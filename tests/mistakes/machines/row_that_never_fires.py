# type: ignore  # wrong on purpose
"""An unguarded RETURN above takes its event."""

from spec.notation import RETURN, Machine, State, call, row


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class Student(Machine):
    """A machine with a mistake."""

    start, final = IDLE, (IDLE, OPEN)

    first = row(at=(IDLE, OPEN), on=call("go"), to=OPEN, then=RETURN)
    second = row(at=OPEN, on=call("go"), to=IDLE)
