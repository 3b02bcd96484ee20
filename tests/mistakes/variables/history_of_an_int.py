"""A plain number is remembered."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=[TCB.PAST.remember(100)], to=OPEN)
