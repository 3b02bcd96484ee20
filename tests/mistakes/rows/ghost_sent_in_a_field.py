"""What only remembers is told to the peer."""


class SEG(Message):
    """A segment; of which connection it is no rule may know."""

    LEN = Amount(1)
    OF = Amount(2, ghost=True)


class Student(Machine):
    start, final = IDLE, (IDLE,)

    go = row(at=IDLE, on=call("go"), do=[SEG.send(LEN=TCB.NOW), TCB.NOW.set_to(1)])
    hear = row(at=IDLE, on=arrival(SEG), do=[TCB.NOW.set_to(SEG.OF)])
    wait = row(at=IDLE, on=TICK, when=TCB.TRIES < 1, do=[TCB.TRIES.set_to(1)])
