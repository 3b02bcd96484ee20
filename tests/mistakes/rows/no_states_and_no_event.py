"""Only where it leads."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(to=OPEN)
