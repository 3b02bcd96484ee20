# type: ignore  # wrong on purpose
"""A dead end that is not called one."""

from spec.notation import Machine, State, call, row


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class Student(Machine):
    """A machine with a mistake."""

    start = IDLE

    go = row(at=IDLE, on=call("go"), to=OPEN)
