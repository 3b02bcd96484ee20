"""The space in quotes."""


class SND(Variables):
    """Send sequence variables."""

    prefix = "SND."
    UNA = SeqVar("ours")
