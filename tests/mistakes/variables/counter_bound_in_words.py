# type: ignore  # wrong on purpose
"""A bound in quotes."""

from spec.notation import Counter, Variables


class SND(Variables):
    """Send sequence variables."""

    prefix = "SND."
    TRIES = Counter("three")
