"""A bound in quotes."""


class SND(Variables):
    """Send sequence variables."""

    prefix = "SND."
    TRIES = Counter("three")
