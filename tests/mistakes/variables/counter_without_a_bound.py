"""How far does it count?"""


class SND(Variables):
    """Send sequence variables."""

    prefix = "SND."
    TRIES = Counter()
