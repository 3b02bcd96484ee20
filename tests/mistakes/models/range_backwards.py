"""A range of no numbers."""

ALLOWED = between(4, 1)
