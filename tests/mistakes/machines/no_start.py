# type: ignore  # wrong on purpose
"""Where does it start?"""

from spec.notation import Machine, State, call, row


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class Student(Machine):
    """A machine with a mistake."""

    go = row(at=IDLE, on=call("go"), to=OPEN)
    back = row(at=OPEN, on=call("back"), to=IDLE)
