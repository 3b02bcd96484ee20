"""A number is no row."""


class Deaf(Opener):
    hear = 0
