"""Brackets left out: & binds closer than ==."""


class Student(Blank):
    hear = row(at=IDLE, on=arrival(SEG), when=TCB.TRIES == 0 & TCB.TRIES < 2, to=OPEN)
