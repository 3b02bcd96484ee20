"""Bounds in a list."""

from spec.tcp import CLOSE, opening

system = opening(at_most=[CLOSE])
