"""Python's own 'not'."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), when=not TCB.PASSIVE, to=OPEN)
