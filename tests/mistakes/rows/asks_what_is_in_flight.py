"""A guard that sees the network."""


class Student(Opener):
    hear = Opener.hear.but(when=nothing_in_flight)
