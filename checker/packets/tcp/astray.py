"""Segments that passed the tap and did not reach the end, or reached it later than others that passed after them.

Only where the tap is far from the end.  The end tells it itself: it acknowledges less than what passed, though all of
that would have been read by then, or it sends again what a segment that passed acknowledges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from checker.packets.reading.conversations import ACK, FIN, RST, SYN, Segment
from checker.packets.reading.sequence import SPACE, ahead

PROBE = 1
"""Octets of a probe, at most: it has a number that has been acknowledged, and says nothing of what arrived."""


@dataclass(slots=True)
class Arrivals:
    """What became of the segments that passed the tap on their way to the end, by their places."""

    lost: set[int] = field(default_factory=set[int])
    late: dict[int, int] = field(default_factory=dict[int, int])
    """Those that arrived later, each with the place of the segment before which it did."""

    def in_order(self, segments: Sequence[Segment]) -> list[Segment]:
        """The segments as they arrived at the end, and left it."""
        waiting: dict[int, list[Segment]] = {}
        for place, before in self.late.items():
            waiting.setdefault(before, []).append(replace(segments[place], seconds=segments[before].seconds))
        found: list[Segment] = []
        for place, one in enumerate(segments):
            found += waiting.get(place, ())
            if place not in self.lost and place not in self.late:
                found.append(one)
        return found


def arrivals(segments: Sequence[Segment], sent: Sequence[bool], unread_for: float) -> Arrivals:
    """What became of each segment, where the end reads within so many seconds what has passed the tap."""
    found = Arrivals()
    passed: list[int] = []
    for place, one in enumerate(segments):
        if not sent[place]:
            if SYN not in one and RST not in one:
                passed.append(place)
        elif ACK in one and RST not in one and SYN not in one:
            passed = [p for p in passed if not _is_settled(segments[p], one)]
            for before in [p for p in passed if segments[p].seconds < one.seconds - unread_for]:
                if _is_contradicted(segments[before], one):
                    passed.remove(before)
                    _note(found, segments, sent, before, place)
    return found


def _is_settled(passed: Segment, one: Segment) -> bool:
    """Whether nothing that the end sends later can say any more that it did not arrive."""
    return ahead(one.ack, _end(passed)) >= 0 and ahead(one.seq, passed.ack) >= 0 and bool(one.occupies)


def _is_contradicted(passed: Segment, one: Segment) -> bool:
    """Whether the end would have sent something else if the segment had arrived."""
    if passed.occupies and ahead(one.ack, passed.seq) >= 0 and ahead(one.ack, _end(passed)) < 0:
        return True
    again = one.occupies and ahead(passed.ack, one.seq) > 0
    is_probe = one.length <= PROBE and FIN not in one and ahead(passed.ack, one.seq) == 1
    return bool(again) and not is_probe and not passed.occupies


def _note(found: Arrivals, segments: Sequence[Segment], sent: Sequence[bool], passed: int, place: int) -> None:
    """It arrived after the segment at that place, or never."""
    one = segments[passed]
    for later in range(place + 1, len(segments)):
        other = segments[later]
        if not sent[later] and one.occupies and ahead(other.seq, one.seq) <= 0 < ahead(_end(other), one.seq):
            break  # sent again: that is the one that arrived
        if sent[later] and ACK in other and RST not in other and ahead(other.ack, segments[place].ack) > 0:
            found.late[passed] = later
            return
    found.lost.add(passed)


def _end(one: Segment) -> int:
    return (one.seq + one.occupies) % SPACE
