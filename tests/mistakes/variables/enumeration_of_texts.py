# type: ignore  # wrong on purpose
"""Texts are no enumeration."""

from spec.notation import EnumVar, Variables


class SND(Variables):
    """Send sequence variables."""

    prefix = "SND."
    SHOWN = EnumVar(["red", "green"])
