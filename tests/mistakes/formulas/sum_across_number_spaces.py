"""Two sequence numbers are added."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), when=TCB.ISS == TCB.NXT + TCB.IRS, to=OPEN)
