# type: ignore  # wrong on purpose
"""Two kinds of message with one name."""

from spec.notation import LOSSY, Machine, Message, Number, Ours, State, System, Theirs, arrival, call, row


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class SEG(Message):
    """A segment."""

    SEQ = Number(Theirs)
    ACK = Number(Ours)


class Caller(Machine):
    """Sends a segment."""

    start, final = IDLE, (IDLE,)

    open = row(at=IDLE, on=call("open"), do=[SEG.send()])


class SEG(Message):
    """Another segment."""

    NUM = Number(Theirs)


class Hearer(Machine):
    """Waits for the other segment."""

    start, final = IDLE, (OPEN,)

    hear = row(at=IDLE, on=arrival(SEG), to=OPEN)


system = System(Caller, Hearer, LOSSY)
