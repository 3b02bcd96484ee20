"""Python's own 'and'."""


class Student(Blank):
    hear = row(at=IDLE, on=arrival(SEG), when=TCB.PASSIVE and SEG.ACK == TCB.ISS, to=OPEN)
