"""A sequence number as a length."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=[DATA.send(SEQ=TCB.ISS, LEN=TCB.ISS)], to=OPEN)
