"""A parameter without a default."""


@model(MOST=between(1, 4))
def opening(MOST: int) -> Model:
    """Both ends open, at most MOST times."""
    return Model(System(Opener, Opener, LOSSY, at_most={call("open"): MOST}), {})
