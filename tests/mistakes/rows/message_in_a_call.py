"""No message arrives when the user calls."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), when=SEG.SEQ == TCB.IRS, do=[TCB.IRS.set_to(0)], to=OPEN)
