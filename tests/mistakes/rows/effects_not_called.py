"""A function in place of what it makes."""


class Bad(Opener):
    """B."""

    open = Opener.open.but(do=SEG.send)
