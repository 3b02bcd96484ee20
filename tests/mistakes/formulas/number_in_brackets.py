"""Python's own 'in'."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    hear = row(at=IDLE, on=arrival(SEG), when=SEG.ACK in (TCB.ISS, TCB.NXT), to=OPEN)
