"""No state at all."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=[], on=call("go"), to=OPEN)
