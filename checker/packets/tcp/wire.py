"""The segments of one connection as one end sent them and had them delivered, with what their options mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from checker.packets.judging import Fields, Observed
from checker.packets.reading.conversations import copies
from checker.packets.reading.segment import ACK, FIN, RST, SYN, Segment
from checker.packets.reading.sequence import SPACE, ahead
from checker.packets.tcp.acks import acks_all, as_read, left_unread, may_answer, taken
from checker.packets.tcp.astray import Arrivals, arrivals, lost_behind
from checker.packets.tcp.distance import Distance, measured
from checker.packets.tcp.missing import Lacking, completed
from checker.packets.tcp.opening import ABSENT
from checker.packets.tcp.outstanding import outstanding
from checker.packets.tcp.stamps import stale
from checker.packets.tcp.windows import Windows, announced
from spec.tcp.variables import Ctl

LEAST_MSS: Final = 536
"""The largest segment that a peer takes which says nothing of it (RFC 9293 3.7.1, MUST-15)."""

NUMBERS: Final = 4
"""Initial numbers to come that are thought of at a time."""


@dataclass(frozen=True)
class Wire:
    """The segments of one connection, seen at one end; each tuple has one element for each of them."""

    segments: tuple[Segment, ...]
    """Without copies of what the end sent, and with those that the capture lacks."""
    lines: tuple[int | None, ...]
    """The place of each among the segments captured; None where it was not."""
    lacking: tuple[Lacking, ...]
    """What the capture lacks; ``before`` counts the segments captured."""
    lost: frozenset[int]
    """The places, among the segments captured, of those that did not reach the end."""
    packets: tuple[Observed, ...]
    copied: tuple[bool, ...]
    """Whether it is a copy: it was recorded twice, or delivered twice."""
    stale: tuple[bool, ...]
    """Whether it is older than what came before it, by its time stamp."""
    windows: Windows
    last_data: tuple[int | None, ...]
    """The number after the last data that the end sends from there on, in this incarnation."""
    again: tuple[int | None, ...]
    """The number up to which everything had been sent when something was sent again."""
    held_up_to: tuple[int | None, ...]
    """The number after the last data that the end has said to hold beyond a gap."""
    quiet: tuple[float, ...]
    """The seconds since something was delivered that is no probe."""
    taken: tuple[bool, ...]
    """Whether all of what it delivered was acknowledged."""
    not_again: tuple[bool, ...]
    """The same, or it would have been, had the capture gone on."""
    acks_all: tuple[bool, ...]
    """Whether it acknowledges all that was delivered in order before, or one of the segments that came together."""
    unread_from: tuple[int, ...]
    """The place of the first segment that the end need not have read by then."""
    may_answer: tuple[bool, ...]
    """Of a SYN that was delivered, whether a SYN,ACK follows that acknowledges it, or nothing follows."""
    ends_next: tuple[bool, ...]
    """Whether the next segment that the end sends once it has read this one may be a reset or a SYN."""
    numbers: tuple[tuple[int, ...], ...]
    """The numbers of the SYNs that the end sends next, and of the last one before; of many only the nearest."""
    starved: tuple[bool, ...]
    """Whether the next segment that the end sends announces a window of 0."""
    distance: Distance
    largest: int
    """SMSS: the largest segment that the peer takes."""
    accepts: int | None
    """The largest segment that the end takes; None where the capture does not say."""
    called: bool
    """Whether a peer ever asked for a connection."""
    fast_open: bool
    """Whether a SYN brings data (RFC 7413), or may have before the capture began."""

    def since_before(self, packet: Observed) -> float:
        """Seconds since the segment before."""
        return packet.seconds - self.packets[max(packet.place - 1, 0)].seconds


def seen_from(captured: Sequence[Segment], address: str) -> Wire:
    """The segments as they look from that address."""
    twice = copies(captured)
    kept = [place for place, one in enumerate(captured) if place not in twice or one.source != address]
    known = as_read([captured[place] for place in kept], [captured[place].source == address for place in kept])
    mine = [one.source == address for one in known]
    away = measured(known, mine)
    whole, lacking = completed(known, mine, is_far=away.is_far)
    whole = [*outstanding(known, mine), *whole]
    sent = [one.source == address for one in whole]
    found = arrivals(whole, sent, away.unread_for) if away.is_far else Arrivals(lost_behind(whole, sent))
    lost = {whole[place].index for place in found.lost}
    whole = found.in_order(whole)
    sent = [one.source == address for one in whole]
    places = {one.index: place for place, one in enumerate(captured)}
    lines = tuple(None if one.index == ABSENT else places[one.index] for one in whole)
    told = announced(whole, sent)
    packets = tuple(
        Observed(mine, _fields(one, window), place, one.seconds, one.index == ABSENT)
        for place, (one, mine, window) in enumerate(zip(whole, sent, told.octets, strict=True))
    )
    not_again = taken(whole, sent, at_end=True)
    unread_from = _unread_from(whole, away.unread_for, left_unread(whole, sent, not_again))
    syns = [(one, mine) for one, mine in zip(whole, sent, strict=True) if SYN in one]
    return Wire(
        tuple(whole),
        lines,
        tuple(replace(one, before=kept[one.before], since=kept[one.since]) for one in lacking),
        frozenset(places[index] for index in lost if index != ABSENT),
        packets,
        copied=tuple(line is not None and line in twice for line in lines),
        stale=tuple(stale(whole, sent)),
        windows=told,
        last_data=_last_data(whole, sent),
        again=tuple(_again(whole, sent)),
        held_up_to=tuple(_held(whole, sent)),
        quiet=tuple(_quiet(whole, sent)),
        taken=taken(whole, sent),
        not_again=not_again,
        acks_all=tuple(acks_all(whole, sent, away.unread_for)),
        unread_from=unread_from,
        may_answer=may_answer(whole, sent),
        ends_next=_ends_next(packets, unread_from),
        numbers=_initial_numbers(packets),
        starved=_next_sent(packets, lambda fields: not fields["CTL"] & Ctl.RST and fields["WND"] == 0),
        distance=away,
        largest=next((one.options.mss for one, mine in syns if not mine and one.options.mss), LEAST_MSS),
        accepts=next((one.options.mss or LEAST_MSS for one, mine in syns if mine), None),
        called=any(ACK not in one for one, mine in syns if not mine),
        fast_open=any(one.length for one, _ in syns) or whole[0].control & (SYN | ACK) == SYN | ACK,
    )


def _initial_numbers(packets: Sequence[Observed]) -> tuple[tuple[int, ...], ...]:
    syns = [one for one in packets if one.sent and one.fields["CTL"] & Ctl.SYN]
    found: list[tuple[int, ...]] = []
    first = 0
    for one in packets:
        while first < len(syns) and syns[first].place < one.place:
            first += 1
        near = [syn.fields["SEQ"] for syn in syns[max(first - 1, 0) : first + 4 * NUMBERS]]
        numbers = tuple(dict.fromkeys(near))[: NUMBERS + 1] or (0,)
        found.append(found[-1] if found and found[-1] == numbers else numbers)  # one object: most are alike
    return tuple(found)


def _unread_from(segments: Sequence[Segment], seconds: float, shown: Iterable[int | None]) -> tuple[int, ...]:
    first = 0
    found: list[int] = []
    for one, unread in zip(segments, shown, strict=True):
        while segments[first].seconds < one.seconds - seconds:
            first += 1
        found.append(first if unread is None else min(first, unread))
    return tuple(found)


def _quiet(segments: Sequence[Segment], sent: Sequence[bool]) -> Iterator[float]:
    last = float("-inf")
    acked: int | None = None
    for one, mine in zip(segments, sent, strict=True):
        yield one.seconds - last
        if mine:
            acked = one.ack if ACK in one else acked
        elif acked is None or ahead(one.seq, acked) >= 0:
            last = one.seconds  # not a probe: such a one has a number that was acknowledged


def _held(segments: Sequence[Segment], sent: Sequence[bool]) -> Iterator[int | None]:
    held: int | None = None
    for one, mine in zip(segments, sent, strict=True):
        if mine and ACK in one:
            edges = [edge for _, edge in one.options.held if ahead(edge, one.ack) > 0]  # else it tells of a duplicate
            held = max(edges, key=lambda edge: ahead(edge, one.ack), default=None)
        yield held


def _again(segments: Sequence[Segment], sent: Sequence[bool]) -> Iterator[int | None]:
    newest: int | None = None
    again: int | None = None
    for one, mine in zip(segments, sent, strict=True):
        if mine and SYN in one:
            newest, again = (one.seq + 1) % SPACE, None
        elif mine and one.occupies:
            end = (one.seq + one.occupies) % SPACE
            if newest is not None and ahead(one.seq, newest) < 0:
                again = newest
            newest = end if newest is None or ahead(end, newest) > 0 else newest
        yield again


def _next_sent(packets: Sequence[Observed], which: Callable[[Fields], bool]) -> tuple[bool, ...]:
    """At each place, whether the next segment that the end sends is such a one."""
    found: list[bool] = []
    following = False
    for one in reversed(packets):
        following = which(one.fields) if one.sent else following
        found.append(following)
    return tuple(found[::-1])


def _ends_next(packets: Sequence[Observed], unread_from: Sequence[int]) -> tuple[bool, ...]:
    """The next one that the end sends is a reset or a SYN; or one before which the segment need not have been read."""
    found = list(_next_sent(packets, _ends))
    for one in packets:
        if one.sent and _ends(one.fields):
            found[unread_from[one.place] : one.place] = [True] * (one.place - unread_from[one.place])
    return tuple(found)


def _ends(fields: Fields) -> bool:
    return bool(fields["CTL"] & (Ctl.RST | Ctl.SYN))


def _fields(one: Segment, window: int) -> dict[str, int]:
    bits = {SYN: Ctl.SYN, RST: Ctl.RST, FIN: Ctl.FIN, ACK: Ctl.ACK}
    control = sum(int(bit) for flag, bit in bits.items() if flag in one)
    return {
        "SEQ": one.seq,
        "ACK": one.ack if ACK in one else 0,
        "CTL": control,
        "DATA": one.length,
        "WND": window,
    }


def _last_data(segments: Sequence[Segment], sent: Sequence[bool]) -> tuple[int | None, ...]:
    found: list[int | None] = []
    last: int | None = None
    for one, mine in zip(reversed(segments), reversed(sent), strict=True):
        if mine and one.length:
            end = (one.seq + one.length) % SPACE
            last = end if last is None or ahead(end, last) > 0 else last
        found.append(last)
        last = None if mine and SYN in one else last  # what is before belongs to another incarnation
    return tuple(found[::-1])
