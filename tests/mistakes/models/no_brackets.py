"""@model without brackets."""


@model
def opening() -> Model:
    """Both ends open, at most MOST times."""
    return Model(System(Opener, Opener, LOSSY, at_most={call("open"): 1}), {})
