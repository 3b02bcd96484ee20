"""Two sequence numbers are added."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), when=TCB.ISS == TCB.NXT + TCB.IRS, to=OPEN)
