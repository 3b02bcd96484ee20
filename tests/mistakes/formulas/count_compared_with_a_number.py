"""A counter is compared with a sequence number."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), when=TCB.TRIES < TCB.ISS, to=OPEN)
