"""A parameter out of its range."""


@model(MOST=between(1, 4))
def opening(MOST: int = 1) -> Model:
    """Both ends open, at most MOST times."""
    return Model(System(Opener, Opener, LOSSY, at_most={call("open"): MOST}), {})


opening(MOST=9)
