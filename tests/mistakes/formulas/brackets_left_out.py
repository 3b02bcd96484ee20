"""Brackets left out: & binds closer than ==."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    hear = row(at=IDLE, on=arrival(SEG), when=TCB.TRIES == 0 & TCB.TRIES < 2, to=OPEN)
