# type: ignore  # wrong on purpose
"""How far does it count?"""

from spec.notation import Counter, Variables


class SND(Variables):
    """Send sequence variables."""

    prefix = "SND."
    TRIES = Counter()
