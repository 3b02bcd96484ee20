"""An override that replaces nothing."""


class Deaf(Opener):
    """Does not listen."""

    heard = Opener.hear.but(do=[])
