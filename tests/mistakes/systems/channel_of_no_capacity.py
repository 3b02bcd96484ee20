# type: ignore  # wrong on purpose
"""Nothing fits into it."""

from spec.notation import LOSSY

LINE = LOSSY.holding(0)
