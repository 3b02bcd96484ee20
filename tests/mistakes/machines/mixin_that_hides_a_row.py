"""A class in front that has something else of that name."""


class Without:
    hear = None


class Deaf(Without, Opener):
    """Does not listen."""
