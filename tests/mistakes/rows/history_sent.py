# type: ignore  # wrong on purpose
"""Nor may a message carry it."""

from spec.notation import (
    Amount,
    Counter,
    Flag,
    History,
    Machine,
    Message,
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


class TCB(Variables):
    """What an end keeps."""

    ISS = SeqVar(Ours)
    NXT = SeqVar(Ours)
    IRS = SeqVar(Theirs)
    PASSIVE = Flag()
    WAS = Flag(ghost=True)
    TRIES = Counter(3)
    PAST = History(Ours)


class Past(Variables):
    """What is only remembered."""

    OPENED = Counter(2, ghost=True)


class COUNT(Message):
    """A number of times."""

    TIMES = Amount(2)


class Student(Machine):
    """A machine with a mistake."""

    start, final = IDLE, (IDLE,)

    go = row(at=IDLE, on=call("go"), do=[Past.OPENED.set_to(1), COUNT.send(TIMES=Past.OPENED)])
