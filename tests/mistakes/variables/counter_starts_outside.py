"""A counter starts outside its bounds."""


class SND(Variables):
    """Send sequence variables."""

    prefix = "SND."
    TRIES = Counter(3, start=4)
