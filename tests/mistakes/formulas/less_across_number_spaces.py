"""SEQ where ACK was meant."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    hear = row(at=IDLE, on=arrival(SEG), when=SEG.SEQ < TCB.NXT, to=OPEN)
