"""What the verdicts about time, incarnations and attackers are held against: mutants, and bounds raised by one."""

from __future__ import annotations

from spec.notation import Change, limited, once_more, one_more_forgery, one_more_tick, param_raised, struck, variant
from spec.tcp.connection import Tcp
from spec.tcp.variables import RETRANSMIT, SEND
from spec.tcp.variants.mutants import NoTimeWait
from spec.tcp.variants.readings import ForgetsNumbers, Rfc793

NO_TIME_WAIT = variant(A=NoTimeWait)
B_SENDS_ITS_FIN_ONCE = limited(RETRANSMIT, 0, "B")
OBEYS_RESETS = variant(A=Tcp, B=Tcp, name="TIME-WAIT obeys resets")
NOT_QUIET = variant(params={"QUIET": 0}, name="without quiet time")
ANSWERS_WHEN_QUIET = struck("quiet_segment", end="B").called("B answers in its quiet time")
FORGETS_NUMBERS = variant(A=ForgetsNumbers)
BY_RFC_793 = variant(A=Rfc793, B=Rfc793, name="by RFC 793")


def too_short(ticks: int, enough: int) -> tuple[Change, ...]:
    """A TIME-WAIT one tick shorter than what is enough; none where that is no tick, or it is too short already."""
    return (param_raised("TIME_WAIT", enough - 1 - ticks),) if 1 < enough <= ticks else ()


LONGER_LIVES = one_more_tick() & param_raised("TIME_WAIT", 2)
"""The MSL is a tick longer, and so 2 MSL are two."""
LONGER_QUIET = one_more_tick() & param_raised("QUIET")
ONE_REPETITION = limited(RETRANSMIT, 1)
MORE_TEXT = once_more(SEND)
ONE_MORE_FORGERY = one_more_forgery()
