"""A type alone sets nothing."""


class Deaf(Opener):
    hear: object
