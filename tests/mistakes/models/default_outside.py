"""A default out of its own range."""


@model(MOST=between(1, 4))
def opening(MOST: int = 7) -> Model:
    """Both ends open, at most MOST times."""
    return Model(System(Opener, Opener, LOSSY, at_most={call("open"): MOST}), {})
