"""What has been delivered in order, and the ACKs that acknowledge all of it, or more."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from checker.packets.reading.segment import ACK, RST, SYN, Segment
from checker.packets.reading.sequence import DATAGRAMS, SPACE, ahead
from checker.packets.tcp.missing import LARGEST_FRAME

MOMENT: Final = 0.001
"""Seconds within which packets may be recorded in another order than they passed, and one ACK follows another."""

LATEST: Final = 1.0
"""Seconds: what is read later than that would have been sent again (the least retransmission timeout, RFC 6298 2.4)."""


@dataclass(slots=True)
class _Delivered:
    """What has been delivered: the next number expected, and what is beyond a gap."""

    next: int | None = None
    beyond: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])

    def see(self, one: Segment) -> None:
        """Take in what a segment brings."""
        if SYN in one:
            self.next, self.beyond = (one.seq + 1) % SPACE, []
        if one.occupies:
            self.take(one.seq, (one.seq + one.occupies) % SPACE)

    def take(self, first: int, last: int) -> None:
        """Take a stretch in."""
        if self.next is None or ahead(last, self.next) <= 0:
            return
        self.beyond.append((first, last))
        while here := [one for one in self.beyond if ahead(one[0], self.next) <= 0]:
            for _, end in here:
                self.next = end if ahead(end, self.next) > 0 else self.next
            self.beyond = [one for one in self.beyond if one not in here]


@dataclass(slots=True)
class _Acked:
    """How often a number has been acknowledged, and how many segments it acknowledges (RFC 5681 4.2: one ACK each)."""

    number: int | None = None
    acks: int = 0
    segments: int = 0
    waiting: list[int] = field(default_factory=list[int])
    """The numbers after those segments that have not been acknowledged."""

    def may_again(self, number: int) -> bool:
        """Whether it may be acknowledged once more."""
        return number == self.number and self.acks < self.segments

    def see(self, number: int) -> None:
        """It is acknowledged."""
        if self.number is None or ahead(number, self.number) > 0:
            done = [end for end in self.waiting if ahead(number, end) >= 0]
            self.waiting = [end for end in self.waiting if ahead(number, end) < 0]
            self.number, self.acks, self.segments = number, 0, len(done)
        self.acks += number == self.number


def acks_all(segments: Sequence[Segment], sent: Sequence[bool], unread_for: float) -> Iterator[bool]:
    """Of each segment that was sent, whether it acknowledges all that had been delivered in order before.

    Or what several segments brought that came together, and not more often than that; or once more what it had
    acknowledged before it read the rest, which it acknowledges a moment later: as long, in seconds, as what was
    captured may stay unread.
    """
    delivered, acked = _Delivered(), _Acked()
    soon = max(MOMENT, unread_for)
    for one, mine, more in zip(segments, sent, _acks_more(segments, sent, soon), strict=True):
        if mine:
            acks = ACK in one and RST not in one
            if acks and delivered.next is None:
                delivered.next = one.ack
            again = acked.may_again(one.ack) or (more and one.ack == acked.number)
            yield acks and (one.ack == delivered.next or again)
            if acks:
                acked.see(one.ack)
            continue
        yield False
        acked.waiting += [(one.seq + one.occupies) % SPACE] * (-(-one.occupies // LARGEST_FRAME))
        delivered.see(one)


def _acks_more(segments: Sequence[Segment], sent: Sequence[bool], moment: float) -> Iterator[bool]:
    """Of each segment that was sent, whether the end acknowledges more a moment later, and nothing else before."""
    found: list[bool] = []
    following: Segment | None = None
    more: Segment | None = None
    for one, mine in zip(reversed(segments), reversed(sent), strict=True):
        if mine and following is not None:
            more = more if (following.ack, following.control & ACK) == (one.ack, one.control & ACK) else following
        soon = mine and more is not None and more.seconds - one.seconds <= moment
        found.append(soon and more is not None and ACK in more and ahead(more.ack, one.ack) > 0)
        following = one if mine else following
    return reversed(found)


def may_answer(segments: Sequence[Segment], sent: Sequence[bool]) -> tuple[bool, ...]:
    """Of each segment, whether a SYN,ACK that acknowledges it follows, or nothing that was sent."""
    found: list[bool] = []
    answers: list[int] = []
    silent = True
    for one, mine in zip(reversed(segments), reversed(sent), strict=True):
        silent = silent and not mine
        if mine and SYN in one and ACK in one:
            answers.append(one.ack)
        found.append(silent or any(0 < ahead(ack, one.seq) <= one.length + 1 for ack in answers))
    return tuple(found[::-1])


def taken(segments: Sequence[Segment], sent: Sequence[bool], *, at_end: bool = False) -> tuple[bool, ...]:
    """Of each segment that was delivered, whether all of it was acknowledged before any of it was delivered again.

    ``at_end``: what is said where the capture ends before a peer would send it again.
    """
    found = [False] * len(segments)
    waiting: list[int] = []
    newest: int | None = None
    for place, one in enumerate(segments):
        end = (one.seq + one.occupies) % SPACE
        if not sent[place] and one.occupies:
            if newest is not None and ahead(one.seq, newest) < 0:
                waiting = [at for at in waiting if not _overlap(segments[at], one)]
            newest = end if newest is None or SYN in one or ahead(end, newest) > 0 else newest
            waiting.append(place)
        elif sent[place] and ACK in one and RST not in one:
            for at in waiting:
                found[at] = ahead(one.ack, segments[at].seq + segments[at].occupies) >= 0
            waiting = [at for at in waiting if not found[at]]
    for at in waiting:
        found[at] = at_end and segments[-1].seconds - segments[at].seconds <= LATEST
    return tuple(found)


def _overlap(one: Segment, other: Segment) -> bool:
    return ahead(one.seq, other.seq) < other.occupies and ahead(other.seq, one.seq) < one.occupies


def left_unread(segments: Sequence[Segment], sent: Sequence[bool], taken: Sequence[bool]) -> Iterator[int | None]:
    """Of each segment that was sent, the place of the first delivered that it shows not to have been read; or None.

    It goes on, with an ACK of more than before, with octets, or right before an ACK of more, acknowledges up to there,
    and what follows is acknowledged a while later without being sent again: it was read late.
    """
    waiting = deque[int]()
    newest: int | None = None
    for place, (one, soon) in enumerate(zip(segments, _acks_more(segments, sent, MOMENT), strict=True)):
        shown: int | None = None
        if not sent[place]:
            if SYN in one:  # it begins to count anew
                waiting.clear()
                newest = None
            if one.occupies:
                waiting.append(place)
        elif ACK in one and RST not in one:
            more = newest is None or ahead(one.ack, newest) > 0
            newest = one.ack if more else newest
            while waiting and ahead(one.ack, segments[waiting[0]].seq + segments[waiting[0]].occupies) >= 0:
                waiting.popleft()
            if waiting and (more or ((one.occupies or soon) and one.ack == newest)):
                following = segments[waiting[0]]
                late = one.seconds - following.seconds <= LATEST and ahead(following.seq, one.ack) <= 0
                shown = waiting[0] if late and taken[waiting[0]] else None
        yield shown


NEXT: Final = 8
"""Packets after which that is over."""


def as_read(segments: Sequence[Segment], sent: Sequence[bool]) -> list[Segment]:
    """The segments, those put first that were recorded a moment after what acknowledges them, or what left later."""
    delivered = _Delivered()
    found: list[Segment] = []
    put_first = set[int]()
    earlier = _left_earlier(segments, sent)
    for place, one in enumerate(segments):
        if place in put_first:
            continue
        if place in earlier:
            put_first.add(earlier[place])
            found.append(replace(segments[earlier[place]], seconds=one.seconds))
        if sent[place] and ACK in one and RST not in one:
            if delivered.next is None or ahead(one.ack, delivered.next) > 0:
                for other in _answered_early(segments, sent, place, delivered.next):
                    put_first.add(other)
                    found.append(replace(segments[other], seconds=one.seconds))
                    delivered.see(segments[other])
            delivered.next = one.ack if delivered.next is None else delivered.next
        elif not sent[place]:
            delivered.see(one)
        found.append(one)
    return found


def _left_earlier(segments: Sequence[Segment], sent: Sequence[bool]) -> dict[int, int]:
    """By the places of segments that were sent, that of one recorded a moment later which left before it.

    The IP identifications say so, where they count from one datagram to the next; and the first of two resets cannot
    be the answer of an end that is gone already, if the second is what that end sent when it went.
    """
    found: dict[int, int] = {}
    mine = [place for place, is_mine in enumerate(sent) if is_mine]
    for place, later in pairwise(mine):
        one, other = segments[place], segments[later]
        gone = one.control & (RST | ACK) == RST and other.control & (RST | ACK) == RST | ACK and other.seq
        if gone and other.seconds - one.seconds <= MOMENT:
            found[place] = later
    mine = [place for place in mine if segments[place].datagram]
    for before, place, later in zip(mine, mine[1:], mine[2:], strict=False):
        steps = [(segments[at].datagram - segments[before].datagram) % DATAGRAMS for at in (later, place)]
        if steps == [1, 2] and segments[later].seconds - segments[place].seconds <= MOMENT:
            found[place] = later
    return found


def _answered_early(segments: Sequence[Segment], sent: Sequence[bool], place: int, expected: int | None) -> list[int]:
    """The places of what was recorded a moment after the segment that acknowledges all of it; at first a SYN.

    Or some of it, where it is longer than a frame, and therefore came in parts.
    """
    one = segments[place]
    found: list[int] = []
    for at in range(place + 1, min(place + NEXT, len(segments))):
        other = segments[at]
        end = (other.seq + other.occupies) % SPACE
        soon = other.seconds - one.seconds <= MOMENT and (SYN in other or expected is not None)
        new = other.occupies and (SYN in other or expected is None or ahead(end, expected) > 0)
        acked = ahead(one.ack, end) >= 0 or (other.length > LARGEST_FRAME and ahead(one.ack, other.seq) > 0)
        if not sent[at] and soon and new and acked:
            found.append(at)
    ends = [(segments[at].seq + segments[at].occupies) % SPACE for at in found]
    return found if any(ahead(end, one.ack) >= 0 for end in ends) else []
