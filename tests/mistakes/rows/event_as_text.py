"""An event in quotes."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on="SYN", to=OPEN)
