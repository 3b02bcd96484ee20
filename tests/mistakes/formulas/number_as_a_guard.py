"""A number is no formula."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), when=TCB.TRIES, to=OPEN)
