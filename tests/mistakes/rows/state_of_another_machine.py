"""A state of another machine."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), to=AWAY)
