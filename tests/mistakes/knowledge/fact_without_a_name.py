# type: ignore  # wrong on purpose
"""A fact has a name."""

from spec.notation import (
    LOSSY_BAG,
    TRUE,
    Flag,
    Machine,
    Message,
    State,
    System,
    Variables,
    arrival,
    call,
    fact,
    row,
)


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class SEG(Message):
    """A segment."""


class TCB(Variables):
    """What an end keeps."""

    TOLD = Flag()
    SENT = Flag(ghost=True)


class Opener(Machine):
    """Opens, and hears that the other end does."""

    start, final = IDLE, (OPEN,)

    open = row(at=IDLE, on=call("open"), do=[SEG.send(), TCB.SENT.set_to(TRUE)], to=OPEN)
    hear = row(at=(IDLE, OPEN), on=arrival(SEG), do=[TCB.TOLD.set_to(TRUE)])


system = System(Opener, Opener, LOSSY_BAG, at_most={call("open"): 1}, facts=("fog",))
fact("")
