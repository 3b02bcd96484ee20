# type: ignore  # wrong on purpose
"""Whose octets does it count?"""

from spec.notation import SeqVar, Variables


class SND(Variables):
    """Send sequence variables."""

    prefix = "SND."
    UNA = SeqVar()
