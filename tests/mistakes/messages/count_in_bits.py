# type: ignore  # wrong on purpose
"""A counter as control bits."""

import enum

from spec.notation import (
    ControlBits,
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


class Ctl(enum.IntFlag):
    """Control bits."""

    SYN = 1
    ACK = 2


class FLAGGED(Message):
    """A segment with control bits."""

    CTL = ControlBits(Ctl)


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

    go = row(at=IDLE, on=call("go"), do=[FLAGGED.send(CTL=TCB.TRIES)], to=OPEN)
