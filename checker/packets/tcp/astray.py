"""Segments that passed the tap and did not reach the end, or reached it later than others that passed after them.

Where the tap is far from the end, the end tells it itself: it acknowledges less than what passed, though all of that
would have been read by then, or it sends again what a segment that passed acknowledges.  Where the tap is near, both
ends have to tell of it: the end leaves out a segment when it speaks of a later one, and the other end sends it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from checker.packets.reading.segment import ACK, FIN, RST, SYN, Segment
from checker.packets.reading.sequence import SPACE, ahead

PROBE = 1
"""Octets of a probe, at most: it has a number that has been acknowledged, and says nothing of what arrived."""
MOST_TEXT = 1 << 16
"""Octets on a SYN, and the SYN itself, at most."""


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
    answers: list[int] = []
    before: Segment | None = None
    for place, one in enumerate(segments):
        if not sent[place]:
            passed = [at for at in passed if not _is_again(found, segments, at, place)]
            passed += [place] if SYN not in one else []
            answers += [place] if SYN in one and ACK in one else []
        elif SYN in one and ACK not in one:  # it asks again, though a SYN,ACK had passed
            late = [at for at in answers if segments[at].seconds < one.seconds - unread_for]
            found.lost.update(at for at in late if 0 < ahead(segments[at].ack, one.seq) <= MOST_TEXT)
        elif SYN in one:  # it answers a SYN, which would not be so if an earlier reset had not arrived
            opened = max((at for at in range(place) if not sent[at] and SYN in segments[at]), default=0)
            passed = [at for at in passed if RST not in segments[at] or at > opened]
        elif ACK in one:
            passed = [at for at in passed if not _is_settled(segments[at], one)]
            late = [at for at in passed if segments[at].seconds < one.seconds - unread_for]
            if before is not None and _tells_of_a_gap(before, one, [segments[at] for at in passed]):
                late = [at for at in passed if segments[at].occupies]
            if place in found.late.values():  # all that waits behind it would be acknowledged with it
                late += [
                    at for at in passed if at not in late and segments[at].occupies and segments[at].seq == one.ack
                ]
            for at in late:
                if _is_contradicted(segments[at], one):
                    passed.remove(at)
                    _note(found, segments, sent, at, place)
            before = one
    return found


def lost_behind(segments: Sequence[Segment], sent: Sequence[bool]) -> set[int]:
    """The places of segments that passed a tap near the end and did not reach it, as both ends tell."""
    found = set[int]()
    passed: dict[int, _Fate] = {}
    for place, one in enumerate(segments):
        if sent[place] and ACK in one and RST not in one:
            passed = {at: fate for at, fate in passed.items() if not _is_held(segments[at], one)}
            for at, fate in passed.items():
                beyond = any(ahead(first, _end(segments[at])) >= 0 for first, _ in one.options.held)
                fate.left_out = fate.left_out or beyond or (fate.followed and ahead(one.ack, segments[at].seq) <= 0)
        elif not sent[place]:
            again = [at for at in passed if _is_whole(segments[at], one)]
            found.update(at for at in again if passed.pop(at).left_out)
            for at, fate in passed.items():
                fate.followed = fate.followed or ahead(one.seq, _end(segments[at])) >= 0
            if one.occupies > (one.length == PROBE) and SYN not in one:
                passed[place] = _Fate()
    return found


@dataclass(slots=True)
class _Fate:
    """What is known of a segment that passed."""

    followed: bool = False
    """Whether something behind it has passed."""
    left_out: bool = False
    """Whether the end has spoken of that without it."""


def _is_held(passed: Segment, one: Segment) -> bool:
    """Whether the end says that it has it."""
    held = any(ahead(passed.seq, first) >= 0 >= ahead(_end(passed), last) for first, last in one.options.held)
    return held or ahead(one.ack, _end(passed)) >= 0


def _is_whole(passed: Segment, again: Segment) -> bool:
    """Whether the second has all that the first has."""
    return ahead(again.seq, passed.seq) <= 0 <= ahead(_end(again), _end(passed)) and bool(again.occupies)


def _tells_of_a_gap(before: Segment, one: Segment, passed: Sequence[Segment]) -> bool:
    """Whether the end acknowledges again what it had acknowledged, because something else than the next came."""
    again = one.ack == before.ack and one.window == before.window and not one.occupies and RST not in one
    following = [other for other in passed if other.occupies and ahead(_end(other), one.ack) > 0]
    return again and len(following) > 1


def _is_again(found: Arrivals, segments: Sequence[Segment], before: int, place: int) -> bool:
    """Whether the segment at the second place is the same again, though the first was not acknowledged: it was lost."""
    one, other = segments[before], segments[place]
    if not one.length or one.seq != other.seq or other.occupies < one.occupies or one.length <= PROBE:
        return False
    found.lost.add(before)
    return True


def _is_settled(passed: Segment, one: Segment) -> bool:
    """Whether nothing that the end sends later can say any more that it did not arrive."""
    if passed.occupies:
        return ahead(one.ack, _end(passed)) >= 0
    return RST not in passed and ahead(one.seq, passed.ack) >= 0 and bool(one.occupies)


def _is_contradicted(passed: Segment, one: Segment) -> bool:
    """Whether the end would have sent something else if the segment had arrived."""
    if RST in passed:
        return True
    if RST in one:
        return False
    if passed.occupies:
        return ahead(one.ack, passed.seq) >= 0 and ahead(one.ack, _end(passed)) < 0
    is_probe = one.length <= PROBE and FIN not in one and ahead(passed.ack, one.seq) == 1
    return bool(one.occupies) and ahead(passed.ack, one.seq) > 0 and not is_probe


def _note(found: Arrivals, segments: Sequence[Segment], sent: Sequence[bool], passed: int, place: int) -> None:
    """It arrived after the segment at that place, or never."""
    one = segments[passed]
    for later in range(place + 1, len(segments) if one.occupies else 0):
        other = segments[later]
        if not sent[later] and ahead(other.seq, one.seq) <= 0 < ahead(_end(other), one.seq):
            break  # sent again: that is the one that arrived
        if sent[later] and ACK in other and RST not in other and ahead(other.ack, segments[place].ack) > 0:
            found.late[passed] = later
            return
    found.lost.add(passed)


def _end(one: Segment) -> int:
    return (one.seq + one.occupies) % SPACE
