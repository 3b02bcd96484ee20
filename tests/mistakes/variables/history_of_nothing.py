# type: ignore  # wrong on purpose
"""What does it remember?"""

from spec.notation import History, Variables


class SND(Variables):
    """Send sequence variables."""

    prefix = "SND."
    PAST = History()
