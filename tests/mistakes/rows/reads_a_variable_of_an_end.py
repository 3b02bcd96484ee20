"""A guard that reads a variable from outside."""


class Student(Opener):
    hear = Opener.hear.but(when=B[TCB.PASSIVE])
