"""A colon in place of the equals sign."""


class Deaf(Opener):
    hear: Opener.hear.but(do=[])
