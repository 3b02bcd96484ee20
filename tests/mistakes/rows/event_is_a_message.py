"""A kind of message is no event."""


class Student(Blank):
    go = row(at=IDLE, on=SEG, to=OPEN)
