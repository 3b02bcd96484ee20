"""A plain number is remembered."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), do=[TCB.PAST.remember(100)], to=OPEN)
