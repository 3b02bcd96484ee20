"""Bounds in the place of the client."""

from spec.tcp import CLOSE, opening

system = opening({CLOSE: 1})
