"""A system where a model is meant."""


@model()
def opening() -> Model:
    """Both ends open."""
    return System(Opener, Opener, LOSSY)


opening()
