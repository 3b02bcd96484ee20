"""A guard that sees what is on its way."""


class Student(Opener):
    hear = Opener.hear.but(when=A.gets(arrival(SEG)))
