"""Python's own 'and'."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    hear = row(at=IDLE, on=arrival(SEG), when=TCB.PASSIVE and SEG.ACK == TCB.ISS, to=OPEN)
