# type: ignore  # wrong on purpose
"""A counter starts outside its bounds."""

from spec.notation import Counter, Variables


class SND(Variables):
    """Send sequence variables."""

    prefix = "SND."
    TRIES = Counter(3, start=4)
