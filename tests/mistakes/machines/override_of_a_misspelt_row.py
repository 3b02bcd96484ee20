"""The base has no such row."""


class Deaf(Opener):
    """Does not listen."""

    heard = Opener.heard.never()
