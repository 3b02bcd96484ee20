"""A segment's bits in quotes."""

from spec.tcp.variables import rcv

event = rcv("RST")
