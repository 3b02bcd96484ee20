"""Control bits in quotes."""

from spec.tcp import ISS, send

WORD = send(SEQ=ISS, CTL="SYN")
