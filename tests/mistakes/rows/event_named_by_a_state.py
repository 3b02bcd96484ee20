"""A state where a name is meant."""


class Student(Blank):
    go = row(at=IDLE, on=timer(IDLE), to=OPEN)
