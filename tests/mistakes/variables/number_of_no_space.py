# type: ignore  # wrong on purpose
"""The space in quotes."""

from spec.notation import SeqVar, Variables


class SND(Variables):
    """Send sequence variables."""

    prefix = "SND."
    UNA = SeqVar("ours")
