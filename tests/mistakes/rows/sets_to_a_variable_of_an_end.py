"""An effect that reads a variable from outside."""


class Student(Opener):
    hear = Opener.hear.but(do=[TCB.PASSIVE.set_to(A[TCB.PASSIVE])])
