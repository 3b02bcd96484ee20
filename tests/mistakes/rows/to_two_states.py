"""A row that leads to two states."""


class Student(Blank):
    go = row(at=IDLE, on=call("open"), to=(IDLE, OPEN))
