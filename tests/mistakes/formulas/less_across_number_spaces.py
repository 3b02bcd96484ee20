"""SEQ where ACK was meant."""


class Student(Blank):
    hear = row(at=IDLE, on=arrival(SEG), when=SEG.SEQ < TCB.NXT, to=OPEN)
