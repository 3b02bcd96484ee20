"""A timer, where states belong."""


class Bad(Opener):
    """B."""

    open = Opener.open.but(at=timer("late"))
