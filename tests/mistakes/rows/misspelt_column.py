"""A column that is not there."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), goto=OPEN)
