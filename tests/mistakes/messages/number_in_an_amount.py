# type: ignore  # wrong on purpose
"""A sequence number as a length."""

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
    call,
    row,
)


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


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

    go = row(at=IDLE, on=call("go"), do=[DATA.send(SEQ=TCB.ISS, LEN=TCB.ISS)], to=OPEN)
