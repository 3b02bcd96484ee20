"""A variable that no row sets."""


class Student(Blank):
    hear = row(at=IDLE, on=arrival(SEG), when=SEG.ACK == TCB.ISS, to=OPEN)
