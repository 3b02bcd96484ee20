"""A number with Python's not."""


class Student(Opener):
    hear = Opener.hear.but(when=not TCB.TRIES)
