"""A kind of message is no event."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=SEG, to=OPEN)
