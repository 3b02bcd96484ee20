"""A parameter without a range."""


@model()
def opening(MOST: int = 1) -> Model:
    """Both ends open, at most MOST times."""
    return Model(System(Opener, Opener, LOSSY, at_most={call("open"): MOST}), {})
