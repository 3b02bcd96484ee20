"""A row of the base once more."""


class More(Opener):
    again = Opener.open
