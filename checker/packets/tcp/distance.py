"""How far the tap is from the end that is judged, in seconds, as the capture itself tells it.

A packet is captured before the end has read it, and what the end sends is captured after it left: right at the end
that takes microseconds, at the other end of a link a whole round trip.  The quickest answer in the capture says which.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from checker.packets.reading.segment import ACK, Segment
from checker.packets.reading.sequence import SPACE
from checker.packets.tcp.acks import LATEST

TIMES: Final = 30
"""How many times longer than the quickest answer others may take: queues fill, and a host has other things to do."""
TIMES_MORE: Final = 4
"""The same where that is longer than the least retransmission timeout."""
AT_LEAST: Final = 0.002
"""Seconds that a host may take to read what has been captured on it."""
UNKNOWN: Final = 1.0
"""Seconds where the capture has no answer: the least retransmission timeout (RFC 6298 2.4)."""
FAR: Final = 0.001
"""Seconds: an answer that takes longer than that has crossed a link, on which segments can be lost."""


@dataclass(frozen=True, slots=True)
class Distance:
    """What the quickest answer in a capture says of the tap."""

    quickest: float | None
    """Seconds; None where nothing in the capture answers anything."""

    @property
    def unread_for(self) -> float:
        """For how many seconds what was delivered may stay unread."""
        if self.quickest is None:
            return UNKNOWN
        return max(AT_LEAST, min(TIMES * self.quickest, UNKNOWN), TIMES_MORE * self.quickest)

    @property
    def is_far(self) -> bool:
        """Whether segments may be lost between the tap and the end, as far as is known."""
        return self.quickest is None or self.quickest > FAR


def measured(segments: Sequence[Segment], sent: Sequence[bool]) -> Distance:
    """From the shortest time between a segment and an acknowledgement of exactly what it ended with."""
    delivered: dict[int, float] = {}
    found: float | None = None
    for one, mine in zip(segments, sent, strict=True):
        if not mine and one.occupies:
            delivered.setdefault((one.seq + one.occupies) % SPACE, one.seconds)
        elif mine and ACK in one and one.ack in delivered:
            took = max(one.seconds - delivered.pop(one.ack), 0.0)
            found = took if found is None else min(found, took)
    return Distance(found)


def goes_back(segments: Sequence[Segment]) -> bool:
    """Whether some were recorded long after what stands behind them."""
    return any(one.seconds - following.seconds > LATEST for one, following in pairwise(segments))
