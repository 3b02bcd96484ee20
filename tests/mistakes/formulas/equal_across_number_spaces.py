"""An own number is compared with one of the peer's."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), when=TCB.ISS == TCB.IRS, to=OPEN)
