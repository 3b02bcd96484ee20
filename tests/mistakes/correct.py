"""A student's file without a mistake; each mistake stands in a file of its own, which goes on from here."""

import enum

from spec.notation import *


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class Elsewhere(State):
    """The states of another machine."""

    AWAY = "AWAY"


(AWAY,) = Elsewhere


class Ctl(enum.IntFlag):
    """Control bits."""

    SYN = 1
    ACK = 2


class SEG(Message):
    """A segment."""

    SEQ = Number(Theirs)
    ACK = Number(Ours)


class FLAGGED(Message):
    """A segment with control bits."""

    CTL = ControlBits(Ctl)


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
    TOLD = Flag()
    SENT = Flag(ghost=True)
    NOW = Counter(2, ghost=True)


class Blank(Machine):
    """Where nothing happens yet."""

    start, final = IDLE, (IDLE, OPEN)


class Opener(Machine):
    """Opens, and remembers a number of its own and one of the peer's."""

    start, final = IDLE, (OPEN,)

    open = row(
        at=IDLE,
        on=call("open"),
        do=[TCB.ISS.choose(), SEG.send(SEQ=TCB.ISS), TCB.SENT.set_to(TRUE)],
        to=OPEN,
    )
    hear = row(
        at=OPEN,
        on=arrival(SEG),
        do=[TCB.IRS.set_to(SEG.SEQ), TCB.PASSIVE.set_to(TRUE), TCB.TOLD.set_to(TRUE)],
    )


system = System(Opener, Opener, LOSSY_BAG, at_most={call("open"): 1}, facts=("fog",))
