"""A row taken out of the class."""


class More(Opener):
    """Opens."""


del More.hear
