# type: ignore  # wrong on purpose
"""A field of a message that does not arrive."""

from spec.notation import (
    Amount,
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
    arrival,
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


class DATA(Message):
    """Some octets."""

    SEQ = Number(Theirs)
    LEN = Amount(2)


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

    hear = row(at=IDLE, on=arrival(SEG), do=[TCB.IRS.set_to(DATA.SEQ)], to=OPEN)
