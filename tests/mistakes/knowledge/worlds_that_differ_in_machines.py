# type: ignore  # wrong on purpose
"""Another machine, which the ends would have to find out about."""

from spec.notation import (
    LOSSY_BAG,
    TRUE,
    A,
    Flag,
    Machine,
    Message,
    Model,
    Sometimes,
    State,
    System,
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


class Deaf(Machine):
    """Hears nothing."""

    start, final = IDLE, (IDLE, OPEN)
    open = row(at=IDLE, on=call("open"), do=[SEG.send(), TCB.SENT.set_to(TRUE)], to=OPEN)


other = System(Opener, Deaf, LOSSY_BAG, at_most={call("open"): 1})
Model(system, {"told": Sometimes("A is told", A[TCB.TOLD])}, worlds=(other,))
