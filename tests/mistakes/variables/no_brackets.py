# type: ignore  # wrong on purpose
"""A kind of variable, not a variable."""

from spec.notation import SeqVar, Variables


class SND(Variables):
    """Send sequence variables."""

    prefix = "SND."
    UNA = SeqVar
