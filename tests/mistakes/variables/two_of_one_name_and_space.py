# type: ignore  # wrong on purpose
"""The same, of one number space."""

from spec.notation import Machine, Ours, SeqVar, State, Variables, call, row


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class Snd(Variables):
    """What is sent."""

    LAST = SeqVar(Ours)


class Rcv(Variables):
    """What is received."""

    LAST = SeqVar(Ours)


class Student(Machine):
    """A machine with a mistake."""

    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), do=[Snd.LAST.choose()], to=OPEN)
    back = row(at=OPEN, on=call("back"), do=[Rcv.LAST.set_to(0)], to=IDLE)
