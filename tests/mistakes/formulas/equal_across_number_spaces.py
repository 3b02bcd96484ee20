"""An own number is compared with one of the peer's."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), when=TCB.ISS == TCB.IRS, to=OPEN)
