"""A variable that stands in no class."""

LONELY = SeqVar(Ours)


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=[LONELY.choose()], to=OPEN)
