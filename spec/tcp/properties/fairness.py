"""The fairness that many promises of TCP need."""

from __future__ import annotations

from spec.notation import (
    EVERYTHING,
    A,
    B,
    Fairness,
    weak,
)
from spec.tcp.variables import (
    RETRANSMIT,
)

Fair = tuple[Fairness, ...]
ANYTHING_WEAK: Fair = (weak(EVERYTHING),)
RETRANSMISSION: Fair = (weak(A.does(RETRANSMIT)), weak(B.does(RETRANSMIT)))
