# type: ignore  # wrong on purpose
"""One name for two rows."""

from spec.notation import Machine, State, call, row


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class Student(Machine):
    """A machine with a mistake."""

    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), to=OPEN)
    go = row(at=OPEN, on=call("back"), to=IDLE)  # noqa: PIE794  # the mistake
