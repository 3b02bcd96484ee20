"""The same, of one number space."""


class Snd(Variables):
    """What is sent."""

    LAST = SeqVar(Ours)


class Rcv(Variables):
    """What is received."""

    LAST = SeqVar(Ours)


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=[Snd.LAST.choose()], to=OPEN)
    back = row(at=OPEN, on=call("back"), do=[Rcv.LAST.set_to(0)], to=IDLE)
