"""A comma behind an override makes a tuple of it."""


class Deaf(Opener):
    hear = Opener.hear.but(do=[]),  # fmt: skip
