# type: ignore  # wrong on purpose
"""A number that the number space does not have."""

from spec.notation import (
    LOSSY,
    Counter,
    Flag,
    History,
    Machine,
    Message,
    Number,
    Ours,
    SeqVar,
    State,
    System,
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


class TCB(Variables):
    """What an end keeps."""

    ISS = SeqVar(Ours)
    NXT = SeqVar(Ours)
    IRS = SeqVar(Theirs)
    PASSIVE = Flag()
    WAS = Flag(ghost=True)
    TRIES = Counter(3)
    PAST = History(Ours)


class Listener(Machine):
    """Remembers one of the peer's numbers."""

    start, final = IDLE, (IDLE,)

    hear = row(at=IDLE, on=arrival(SEG), do=[TCB.IRS.set_to(SEG.SEQ)])


system = System(Listener, Listener, LOSSY, modulus=64, in_flight=(SEG.flying("B", SEQ=90),))
