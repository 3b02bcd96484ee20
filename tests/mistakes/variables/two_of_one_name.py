# type: ignore  # wrong on purpose
"""Two groups of variables without prefixes."""

from spec.notation import Machine, Ours, SeqVar, State, Theirs, Variables, call, row


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class Snd(Variables):
    """What is sent."""

    NXT = SeqVar(Ours)


class Rcv(Variables):
    """What is received."""

    NXT = SeqVar(Theirs)


class Student(Machine):
    """A machine with a mistake."""

    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), do=[Snd.NXT.set_to(0), Rcv.NXT.set_to(0)], to=OPEN)
