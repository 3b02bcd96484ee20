"""A number is no formula."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), when=TCB.TRIES, to=OPEN)
