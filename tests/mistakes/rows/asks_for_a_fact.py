"""A guard that asks for a fact."""


class Student(Opener):
    hear = Opener.hear.but(when=fact("fog"))
