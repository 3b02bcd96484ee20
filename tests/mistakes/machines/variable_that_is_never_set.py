"""A variable that no row sets."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    hear = row(at=IDLE, on=arrival(SEG), when=SEG.ACK == TCB.ISS, to=OPEN)
