# type: ignore  # wrong on purpose
"""A variable that stands in no class."""

from spec.notation import Machine, Ours, SeqVar, State, call, row


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


LONELY = SeqVar(Ours)


class Student(Machine):
    """A machine with a mistake."""

    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), do=[LONELY.choose()], to=OPEN)
