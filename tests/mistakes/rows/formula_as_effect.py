# type: ignore  # wrong on purpose
"""A comparison where a variable is to be set."""

from spec.notation import (
    Counter,
    Flag,
    History,
    Machine,
    Message,
    Number,
    Ours,
    SeqVar,
    State,
    Theirs,
    Variables,
    call,
    row,
)


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class SEG(Message):
    """A segment."""

    SEQ = Number(Theirs)
    ACK = Number(Ours)


class TCB(Variables):
    """What an end keeps."""

    ISS = SeqVar(Ours)
    NXT = SeqVar(Ours)
    IRS = SeqVar(Theirs)
    PASSIVE = Flag()
    WAS = Flag(ghost=True)
    TRIES = Counter(3)
    PAST = History(Ours)


class Student(Machine):
    """A machine with a mistake."""

    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), do=[TCB.ISS == TCB.NXT], to=OPEN)
