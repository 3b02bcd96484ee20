"""A state where a name is meant."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=timer(IDLE), to=OPEN)
