# type: ignore  # wrong on purpose
"""A state where a name is meant."""

from spec.notation import Machine, State, row, timer


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class Student(Machine):
    """A machine with a mistake."""

    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=timer(IDLE), to=OPEN)
