"""A counter is compared with a sequence number."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), when=TCB.TRIES < TCB.ISS, to=OPEN)
