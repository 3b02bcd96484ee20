"""A sequence number is compared with a plain number."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), when=TCB.ISS == 5, to=OPEN)
