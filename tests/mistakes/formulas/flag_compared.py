"""A flag is compared as if it were a number."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), when=TCB.PASSIVE == TRUE, to=OPEN)
