"""What has been delivered in order, and the ACKs that acknowledge all of it, or more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from checker.packets.reading.segment import ACK, RST, SYN, Segment
from checker.packets.reading.sequence import SPACE, ahead
from checker.packets.tcp.missing import LARGEST_FRAME

MOMENT: Final = 0.001
"""Seconds within which packets may be recorded in another order than they passed, and one ACK follows another."""


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
    """Of each segment that was sent, whether the next one that the end sends acknowledges more, a moment later."""
    found: list[bool] = []
    following: Segment | None = None
    for one, mine in zip(reversed(segments), reversed(sent), strict=True):
        soon = mine and following is not None and following.seconds - one.seconds <= moment
        found.append(soon and following is not None and ACK in following and ahead(following.ack, one.ack) > 0)
        following = one if mine else following
    return reversed(found)


def taken(segments: Sequence[Segment], sent: Sequence[bool]) -> tuple[bool, ...]:
    """Of each segment that was delivered, whether all of it was acknowledged before it was delivered again."""
    found = [False] * len(segments)
    waiting: dict[int, int] = {}
    for place, one in enumerate(segments):
        if not sent[place]:
            if one.occupies:
                waiting[one.seq] = place
        elif ACK in one and RST not in one:
            done = [at for at in waiting.values() if ahead(one.ack, segments[at].seq + segments[at].occupies) >= 0]
            for at in done:
                found[at] = True
                del waiting[segments[at].seq]
    return tuple(found)


NEXT: Final = 8
"""Packets after which that is over."""


def as_read(segments: Sequence[Segment], sent: Sequence[bool]) -> list[Segment]:
    """The segments with those put first that were recorded a moment after what acknowledges them."""
    delivered = _Delivered()
    found: list[Segment] = []
    put_first = set[int]()
    for place, one in enumerate(segments):
        if place in put_first:
            continue
        if sent[place] and ACK in one and RST not in one and delivered.next is not None:
            if ahead(one.ack, delivered.next) > 0:
                for other in range(place + 1, min(place + NEXT, len(segments))):
                    if not sent[other] and _is_answered(segments[other], one):
                        put_first.add(other)
                        found.append(replace(segments[other], seconds=one.seconds))
                        delivered.see(segments[other])
        elif not sent[place]:
            delivered.see(one)
        elif ACK in one:
            delivered.next = one.ack
        found.append(one)
    return found


def _is_answered(delivered: Segment, one: Segment) -> bool:
    """Whether the segment acknowledges some of what was recorded after it as delivered."""
    end = (delivered.seq + delivered.occupies) % SPACE
    soon = delivered.seconds - one.seconds <= MOMENT
    return soon and ahead(one.ack, delivered.seq) > 0 and ahead(one.ack, end) <= 0
