"""A guard that asks for knowledge."""


class Student(Opener):
    hear = Opener.hear.but(when=Knows(A, B[TCB.SENT]))
