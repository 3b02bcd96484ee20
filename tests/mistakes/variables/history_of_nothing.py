"""What does it remember?"""


class SND(Variables):
    """Send sequence variables."""

    prefix = "SND."
    PAST = History()
