"""A chained comparison."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    hear = row(at=IDLE, on=arrival(SEG), when=TCB.ISS < SEG.ACK <= TCB.NXT, to=OPEN)
