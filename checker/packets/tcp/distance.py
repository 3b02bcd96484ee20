"""How far the tap is from the end that is judged, in seconds, as the capture itself tells it.

A packet is captured before the end has read it, and what the end sends is captured after it left: right at the end
that takes microseconds, at the other end of a link a whole round trip.  The quickest answer in the capture says which.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from checker.packets.reading.conversations import ACK, RST, SPACE, Segment

TIMES: Final = 4
"""How many times longer than the quickest answer others may take: queues fill, and a host has other things to do."""
AT_LEAST: Final = 0.002
"""Seconds that a host may take to read what has been captured on it."""
UNKNOWN: Final = 1.0
"""Seconds where the capture has no answer: the least retransmission timeout (RFC 6298 2.4)."""


def unread_for(segments: Sequence[Segment], sent: Sequence[bool]) -> float:
    """For how many seconds what was delivered may stay unread."""
    quickest = _quickest(segments, sent)
    return UNKNOWN if quickest is None else max(TIMES * quickest, AT_LEAST)


def _quickest(segments: Sequence[Segment], sent: Sequence[bool]) -> float | None:
    """The shortest time from a segment to an acknowledgement of exactly what it ended with."""
    delivered: dict[int, float] = {}
    found: float | None = None
    for one, mine in zip(segments, sent, strict=True):
        if not mine and one.occupies:
            delivered.setdefault((one.seq + one.occupies) % SPACE, one.seconds)
        elif mine and ACK in one and RST not in one and one.ack in delivered:
            took = one.seconds - delivered.pop(one.ack)
            found = took if found is None else min(found, took)
    return found
