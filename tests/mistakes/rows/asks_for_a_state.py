"""A guard that asks for the state of an end."""


class Student(Opener):
    hear = Opener.hear.but(when=A.is_in(IDLE))
