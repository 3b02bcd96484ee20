"""Segments that must have been sent although the capture does not hold them, or holds them later.

Where the other end acknowledges octets and their sender goes on behind them, but no segment of the capture holds them,
the capture lacks them.  Where a segment comes before octets that are captured later and its sender's IP
identifications, or the distance of the tap, say that these were sent first, they were lost or overtaken on their way
to the tap.  Where the end that is judged acknowledges octets that never passed, and their sender says nothing later
that contradicts it, the capture lacks these, too.  All are put in, so that an end is not blamed for what the tap did
not see.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from checker.packets.reading.segment import ACK, FIN, RST, SYN, Segment
from checker.packets.reading.sequence import DATAGRAMS, SPACE, ahead, far
from checker.packets.tcp.opening import ABSENT, TOGETHER, syn_acks, third

MOST: Final = 1 << 24
"""Octets of the largest stretch that is taken to be missing."""
LOOKED_AT: Final = 1000
"""Later segments among which one that was sent earlier is looked for."""
MOST_HOLES: Final = 100
"""Holes that are looked at: a capture with more tells nothing of its ends."""
LARGEST_FRAME: Final = 1460
"""Octets of data in one Ethernet frame: what is longer was captured before it was cut up, or put together."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """Octets that no segment of the capture holds."""

    sent: bool
    """Whether the end must have sent them; else they were delivered to it."""
    first: int
    octets: int
    before: int
    """The place of the segment before which they must have been sent."""
    since: int
    """The place of the last segment of their sender before that: right behind it they may have been sent."""
    opens: bool = False
    """Whether it is a SYN,ACK."""


@dataclass(slots=True)
class _Way:
    """One direction of a connection: what of it is captured, and what is acknowledged."""

    places: list[int] = field(default_factory=list[int])
    """Its segments."""
    resets: list[int] = field(default_factory=list[int])
    acks: list[int] = field(default_factory=list[int])
    """The other end's segments that acknowledge something."""


def completed(
    segments: Sequence[Segment], sent: Sequence[bool], *, is_far: bool
) -> tuple[list[Segment], list[Lacking]]:
    """The segments with those that are missing put in (their index is ABSENT), and what the capture lacks."""
    lacking: list[Lacking] = []
    put_in: list[tuple[int, Segment]] = list(third(segments, sent))
    for gap, answer in syn_acks(segments, sent):
        lacking.append(Lacking(gap.mine, answer.seq, 1, gap.before, gap.since, opens=True))
        put_in.append((gap.before, answer))
    for mine in (True, False):
        for stretch in _stretches(segments, sent, mine):
            for one, segment in _lacking(segments, stretch, mine=mine, is_far=is_far):
                lacking.append(one)
                put_in.append((one.before, segment))
            if mine:
                put_in += _overtaken(segments, stretch, is_far=is_far)
            elif (untold := _never_passed(segments, stretch)) is not None:
                lacking.append(untold[0])
                put_in.append((untold[0].before, untold[1]))
    whole: list[Segment] = []
    waiting = sorted(put_in, key=lambda pair: pair[0], reverse=True)
    for place, captured in enumerate(segments):
        while waiting and waiting[-1][0] == place:
            whole.append(replace(waiting.pop()[1], seconds=captured.seconds))
        whole.append(captured)
    return whole, sorted(lacking, key=lambda one: one.before)


def _stretches(segments: Sequence[Segment], sent: Sequence[bool], mine: bool) -> Iterator[_Way]:
    """The direction of one end, cut where that end begins to count anew."""
    way = _Way()
    syn: int | None = None
    for place, one in enumerate(segments):
        if sent[place] == mine:
            if SYN in one and one.seq != syn:
                if syn is not None or way.places:
                    yield way
                    way = _Way()
                syn = one.seq
            (way.resets if RST in one else way.places).append(place)
        elif ACK in one and RST not in one:
            way.acks.append(place)
    yield way


def _lacking(segments: Sequence[Segment], way: _Way, *, mine: bool, is_far: bool) -> Iterator[tuple[Lacking, Segment]]:
    places = way.places if not (mine and is_far) or not way.places else sorted([*way.places, *way.resets])
    holes = _holes(segments, places)
    if not holes:
        return
    origin = segments[way.places[0]].seq
    acked = [(ahead(segments[place].ack, origin), place) for place in way.acks]
    for first, last in holes[:MOST_HOLES]:
        if last - first > MOST or _ends_before(segments, way.places, (origin + first) % SPACE):
            continue
        behind = [place for place in places if ahead(segments[place].seq, origin) >= last]
        if not behind:
            continue
        before = min([place for ack, place in acked if first < ack] + behind)
        told = [ack for ack, place in acked if place >= before]
        early = any(ack == last and SYN in segments[place] for ack, place in acked)  # on an earlier SYN (RFC 7413)
        if (max(told) < last if told else not mine) or (not early and _none_between(segments, places, before)):
            continue
        yield _put_in(segments, way, (origin + first) % SPACE, last - first, before, sent=mine)


def _put_in(
    segments: Sequence[Segment], way: _Way, number: int, octets: int, before: int, *, sent: bool
) -> tuple[Lacking, Segment]:
    last = max((place for place in way.places if place < before), default=way.places[0])
    absent = replace(segments[last], seq=number, control=ACK, length=octets, datagram=0, index=ABSENT)
    return Lacking(sent, number, octets, before, min(last, before)), absent


def _never_passed(segments: Sequence[Segment], way: _Way) -> tuple[Lacking, Segment] | None:
    """What the end alone tells of: it acknowledges more than passed in the whole capture.

    Not where the other end says afterwards that it has not sent so much, or had sent a FIN; nor in a SYN,ACK, which
    acknowledges a SYN.
    """
    places, acks = way.places, [place for place in way.acks if SYN not in segments[place]]
    if not places or not acks:
        return None
    origin = segments[places[0]].seq
    ends = {place: ahead(segments[place].seq, origin) + segments[place].occupies for place in places}
    high = max(ends.values())
    if acks and SYN not in segments[places[0]]:  # what the first ACK tells of may have passed before the capture began
        high = max(high, ahead(segments[acks[0]].ack, origin))
    before, acked = next(((at, ack) for at in acks if (ack := ahead(segments[at].ack, origin)) > high), (0, 0))
    number = (origin + high) % SPACE
    if not 0 < acked - high <= MOST or _ends_before(segments, places, number):
        return None
    passed = max((ends[place] for place in places if place < before), default=0)
    later = [place for place in places if place > before and ahead(segments[place].seq, origin) < acked]
    if any(not segments[place].occupies or ends[place] > passed for place in later):
        return None
    return _put_in(segments, way, number, acked - high, before, sent=False)


def _holes(segments: Sequence[Segment], places: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches below the highest number used that no segment holds, counted from the first one's number."""
    origin = segments[places[0]].seq if places else 0
    held = sorted(
        (ahead(one.seq, origin), ahead(one.seq, origin) + one.occupies) for one in (segments[place] for place in places)
    )
    found: list[tuple[int, int]] = []
    high = 0
    for first, last in held:
        if first > high:
            found.append((high, first))
        high = max(high, last)
    return found


def _ends_before(segments: Sequence[Segment], places: Sequence[int], number: int) -> bool:
    """Whether a FIN has the last number before that one: nothing follows it."""
    ends = (segments[place] for place in places if FIN in segments[place])
    return any((one.seq + one.occupies) % SPACE == number for one in ends)


def _none_between(segments: Sequence[Segment], places: Sequence[int], before: int) -> bool:
    """Whether the IP identifications say that the capture has all that was sent for a while before that place."""
    at = bisect_left(places, before)
    near = [segments[place] for place in places[max(at - TOGETHER, 0) : at + 1]]
    return len(near) > 1 and all(_follows(one, following) for one, following in pairwise(near))


def _follows(one: Segment, following: Segment) -> bool:
    """Whether nothing was sent between the two."""
    step = (following.datagram - one.datagram) % DATAGRAMS
    return bool(one.datagram and following.datagram) and step == 1 and one.length <= LARGEST_FRAME


def _overtaken(segments: Sequence[Segment], way: _Way, *, is_far: bool) -> Iterator[tuple[int, Segment]]:
    """What was sent before a segment and captured only after it."""
    high: int | None = None
    for number, place in enumerate(way.places):
        one = segments[place]
        if high is not None and 0 < ahead(one.seq, high) < MOST:
            last = segments[way.places[number - 1]]
            for later in _filling(segments, way.places[number + 1 : number + LOOKED_AT], high, one.seq):
                if is_far or _sent_between(last, later, one):
                    yield place, later
        end = (one.seq + one.occupies) % SPACE
        high = end if high is None or ahead(end, high) > 0 else high


def _filling(segments: Sequence[Segment], places: Sequence[int], first: int, last: int) -> Iterator[Segment]:
    """The later segments that hold the numbers from the first to before the last, cut to these."""
    later = [segments[place] for place in places if segments[place].occupies]
    overlapping = [one for one in later if ahead(one.seq, last) < 0 < ahead(one.seq + one.occupies, first)]
    for one in sorted(overlapping, key=lambda one: ahead(one.seq, first)):
        end = (one.seq + one.length) % SPACE
        if ahead(one.seq, first) > 0 or ahead(end + (FIN in one), first) <= 0:
            continue
        inside = min(far(end, first), far(last, first))
        fin = FIN in one and ahead(last, end) > 0
        yield replace(one, seq=first, control=one.control if fin else one.control & ~FIN, length=inside, index=ABSENT)
        first = (first + inside + fin) % SPACE


def _sent_between(before: Segment, one: Segment, after: Segment) -> bool:
    """Whether the IP identifications say that it was sent between the two."""
    if not (before.datagram and one.datagram and after.datagram):
        return False
    whole = (after.datagram - before.datagram) % DATAGRAMS
    return 0 < (one.datagram - before.datagram) % DATAGRAMS < whole < DATAGRAMS // 2
