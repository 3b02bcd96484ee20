# type: ignore  # wrong on purpose
"""A state of another machine."""

from spec.notation import Machine, State, call, row


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class Elsewhere(State):
    """The states of another machine."""

    AWAY = "AWAY"


(AWAY,) = Elsewhere


class Student(Machine):
    """A machine with a mistake."""

    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), to=AWAY)
