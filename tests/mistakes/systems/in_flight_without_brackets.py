# type: ignore  # wrong on purpose
"""One message, not in brackets."""

from spec.notation import (
    LOSSY,
    TRUE,
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


class Opener(Machine):
    """Opens, and remembers a number of its own and one of the peer's."""

    start, final = IDLE, (OPEN,)

    open = row(at=IDLE, on=call("open"), do=[TCB.ISS.choose(), SEG.send(SEQ=TCB.ISS)], to=OPEN)
    hear = row(at=OPEN, on=arrival(SEG), do=[TCB.IRS.set_to(SEG.SEQ), TCB.PASSIVE.set_to(TRUE)])


system = System(Opener, Opener, LOSSY, in_flight=SEG.flying("B", SEQ=90))
