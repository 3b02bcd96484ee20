"""Two groups of variables without prefixes."""


class Snd(Variables):
    """What is sent."""

    NXT = SeqVar(Ours)


class Rcv(Variables):
    """What is received."""

    NXT = SeqVar(Theirs)


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=[Snd.NXT.set_to(0), Rcv.NXT.set_to(0)], to=OPEN)
