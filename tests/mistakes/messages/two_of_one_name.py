"""Two kinds of message with one name."""


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
