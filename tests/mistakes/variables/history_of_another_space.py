"""An own number is remembered, not one of the peer's."""


class Student(Blank):
    hear = row(at=IDLE, on=arrival(SEG), do=[TCB.PAST.remember(SEG.SEQ)], to=OPEN)
