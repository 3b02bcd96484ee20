# type: ignore  # wrong on purpose
"""One of several states in quotes."""

from spec.notation import Machine, State, call, row


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class Student(Machine):
    """A machine with a mistake."""

    start, final = IDLE, (IDLE, OPEN)

    go = row(at=(IDLE, "OPEN"), on=call("go"))
