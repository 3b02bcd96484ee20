"""A sequence number as a length."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), do=[DATA.send(SEQ=TCB.ISS, LEN=TCB.ISS)], to=OPEN)
