"""A range from a text."""


@model(N=between("1", 3))
def small(N: int = 1) -> Model:
    """Small."""
    return Model(System(Opener, Opener, LOSSY), {})
