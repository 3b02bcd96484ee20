"""Texts are no enumeration."""


class SND(Variables):
    """Send sequence variables."""

    prefix = "SND."
    SHOWN = EnumVar(["red", "green"])
