"""Whose octets does it count?"""


class SND(Variables):
    """Send sequence variables."""

    prefix = "SND."
    UNA = SeqVar()
