"""No state at all."""


class Student(Blank):
    go = row(at=[], on=call("go"), to=OPEN)
