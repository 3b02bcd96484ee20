"""A row that is struck out where it is written."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), to=OPEN).never()
