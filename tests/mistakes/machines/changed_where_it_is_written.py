"""A row that is struck out where it is written."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), to=OPEN).never()
