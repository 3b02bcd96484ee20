"""A chained comparison."""


class Student(Blank):
    hear = row(at=IDLE, on=arrival(SEG), when=TCB.ISS < SEG.ACK <= TCB.NXT, to=OPEN)
