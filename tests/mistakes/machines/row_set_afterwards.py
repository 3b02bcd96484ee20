"""A row that comes after the class."""


class More(Opener):
    """Opens."""


More.hear = Opener.hear.but(do=[])
