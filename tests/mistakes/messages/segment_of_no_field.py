"""A field that a segment has not."""

from spec.tcp import ISS, SYN, send

WORD = send(SEQQ=ISS, CTL=SYN)
