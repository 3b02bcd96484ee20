"""A call, where a state belongs."""


class Bad(Opener):
    """B."""

    open = Opener.open.but(to=call("open"))
