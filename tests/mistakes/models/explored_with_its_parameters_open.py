"""A function of parameters where the model that it makes is meant."""

from checker.verdicts.exploring import explore


@model(MOST=between(1, 4))
def opening(MOST: int = 1) -> Model:
    """Both ends open, at most MOST times."""
    return Model(System(Opener, Opener, LOSSY, at_most={call("open"): MOST}), {})


explore(opening)
