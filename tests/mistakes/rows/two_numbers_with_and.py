"""Two numbers with Python's and."""


class Student(Opener):
    hear = Opener.hear.but(when=TCB.TRIES and TCB.PASSIVE)
