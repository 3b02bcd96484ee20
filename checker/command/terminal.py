"""The terminal that the output goes to, if it goes to one."""

from __future__ import annotations

import sys

PLAIN = 100
"""Columns where there is no terminal, so that what is saved is the same everywhere."""
NARROWEST = 60


def columns() -> int:
    """How many columns to keep to."""
    on_a_terminal = getattr(sys, "stdout", None) is not None and sys.stdout.isatty()
    if not on_a_terminal:
        return PLAIN
    import shutil  # with all that packs files: only where it is needed

    return max(shutil.get_terminal_size().columns, NARROWEST)
