"""Two states with Python's or."""


class Student(Opener):
    hear = Opener.hear.but(at=IDLE or OPEN)
