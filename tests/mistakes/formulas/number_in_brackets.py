"""Python's own 'in'."""


class Student(Blank):
    hear = row(at=IDLE, on=arrival(SEG), when=SEG.ACK in (TCB.ISS, TCB.NXT), to=OPEN)
