# type: ignore  # wrong on purpose
"""A range of no numbers."""

from spec.notation import between

ALLOWED = between(4, 1)
