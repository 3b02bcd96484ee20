"""A kind of variable, not a variable."""


class SND(Variables):
    """Send sequence variables."""

    prefix = "SND."
    UNA = SeqVar
