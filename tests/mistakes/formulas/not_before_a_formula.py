"""Python's own 'not'."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), when=not TCB.PASSIVE, to=OPEN)
