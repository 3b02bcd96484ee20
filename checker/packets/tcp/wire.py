"""The segments of one connection as one end sent them and had them delivered, with what their options mean.

Windows are told in full, right edges that move back are not believed, and a segment whose time stamp is old is
marked (PAWS, RFC 7323 5.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from checker.packets.judging import Observed
from checker.packets.reading import Segment
from checker.packets.reading.conversations import ACK, FIN, RST, SYN
from checker.packets.reading.options import MOST_SCALE
from checker.packets.tcp.distance import unread_for
from spec.tcp.variables import Ctl

SPACE: Final = 1 << 32
HALF: Final = 1 << 31
LEAST_MSS: Final = 536
"""The largest segment that a peer takes which says nothing of it (RFC 9293 3.7.1, MUST-15)."""
MOST: Final = 1 << 30


def far(number: int, from_: int) -> int:
    """How many numbers lie from one to another, going up.

    >>> far(3, SPACE - 2), far(90, 100) == SPACE - 10
    (5, True)
    """
    return (number - from_) % SPACE


def ahead(number: int, of: int) -> int:
    """How far a number lies after another one, negative where it lies before it.

    >>> ahead(3, SPACE - 2), ahead(90, 100)
    (5, -10)
    """
    return (number - of + HALF) % SPACE - HALF


@dataclass(frozen=True)
class Wire:
    """The segments of one connection, seen at one end."""

    packets: tuple[Observed, ...]
    stale: tuple[bool, ...]
    """Whether the segment of that place is older than what came before it, by its time stamp."""
    last_text: tuple[int | None, ...]
    """At each place: the number after the last text that the end sends from there on, in this incarnation."""
    largest: int
    """SMSS."""

    called: bool
    """Whether a peer ever asked for a connection."""
    again: tuple[int | None, ...]
    """At each place: the number up to which everything had been sent when something was sent again."""
    held_up_to: tuple[int | None, ...]
    """At each place: the number after the last text that the end has said to hold beyond a gap."""
    idle: tuple[float, ...]
    """At each place: the seconds since the segment before."""
    quiet: tuple[float, ...]
    """At each place: the seconds since something was delivered."""
    unread_from: tuple[int, ...]
    """At each place: that of the first segment that the end need not have read by then."""
    starved: tuple[bool, ...]
    """At each place: whether the next segment that the end sends announces a window of 0."""

    @property
    def initial_numbers(self) -> tuple[int, ...]:
        """The numbers of the SYNs that the end sent."""
        syns = [one.fields["SEQ"] for one in self.packets if one.sent and one.fields["CTL"] & Ctl.SYN]
        return tuple(dict.fromkeys(syns))


def wire(segments: Sequence[Segment], address: str) -> Wire:
    """The segments as they look from that address."""
    sent = [one.source == address for one in segments]
    windows = _windows(segments, sent)
    packets = tuple(
        Observed(mine, _fields(one, window), place, one.seconds)
        for place, (one, mine, window) in enumerate(zip(segments, sent, windows, strict=True))
    )
    theirs = [one for one, mine in zip(segments, sent, strict=True) if not mine and SYN in one]
    return Wire(
        packets,
        stale=tuple(_stale(segments, sent)),
        last_text=_last_text(segments, sent),
        largest=next((one.options.mss for one in theirs if one.options.mss), LEAST_MSS),
        called=any(ACK not in one for one in theirs),
        again=tuple(_again(segments, sent)),
        held_up_to=tuple(_held(segments, sent)),
        idle=(0.0, *(one.seconds - before.seconds for before, one in pairwise(segments))),
        quiet=tuple(_quiet(segments, sent)),
        unread_from=_unread_from(segments, unread_for(segments, sent)),
        starved=_starved(packets),
    )


def _unread_from(segments: Sequence[Segment], seconds: float) -> tuple[int, ...]:
    first = 0
    found: list[int] = []
    for one in segments:
        while segments[first].seconds < one.seconds - seconds:
            first += 1
        found.append(first)
    return tuple(found)


def _quiet(segments: Sequence[Segment], sent: Sequence[bool]) -> Iterator[float]:
    last = float("-inf")
    for one, mine in zip(segments, sent, strict=True):
        yield one.seconds - last
        last = last if mine else one.seconds


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


def _starved(packets: Sequence[Observed]) -> tuple[bool, ...]:
    found: list[bool] = []
    following = False
    for one in reversed(packets):
        if one.sent and not one.fields["CTL"] & Ctl.RST:
            following = one.fields["WND"] == 0
        found.append(following)
    return tuple(found[::-1])


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


def _windows(segments: Sequence[Segment], sent: Sequence[bool]) -> list[int]:
    """The window of each segment in octets; of what was delivered the largest right edge told so far counts."""
    shifts: dict[bool, int | None] = {}
    edge: int | None = None
    newest: int | None = None
    found: list[int] = []
    for one, mine in zip(segments, sent, strict=True):
        if SYN in one:
            shifts[mine] = one.options.scale
            edge = None
        window = one.window if SYN in one else one.window << _shift(shifts, mine)
        if mine and RST not in one:
            end = (one.seq + one.occupies) % SPACE
            newest = end if newest is None or SYN in one or ahead(end, newest) > 0 else newest
        elif ACK in one and newest is not None and -MOST < ahead(one.ack, newest) <= 0:
            told = (one.ack + window) % SPACE
            edge = told if edge is None or ahead(told, edge) > 0 else edge
            window = min(max(ahead(edge, one.ack), 0), MOST)
        found.append(window)
    return found


def _shift(shifts: dict[bool, int | None], mine: bool) -> int:
    """The shift of that side's windows; the largest one where it was not seen what was agreed."""
    if len(shifts) == 2:
        both = None not in shifts.values()
        return (shifts[mine] or 0) if both else 0
    return 0 if None in shifts.values() else MOST_SCALE


def _last_text(segments: Sequence[Segment], sent: Sequence[bool]) -> tuple[int | None, ...]:
    found: list[int | None] = []
    last: int | None = None
    for one, mine in zip(reversed(segments), reversed(sent), strict=True):
        if mine and one.length:
            end = (one.seq + one.length) % SPACE
            last = end if last is None or ahead(end, last) > 0 else last
        found.append(last)
        last = None if mine and SYN in one else last  # what is before belongs to another incarnation
    return tuple(found[::-1])


def _stale(segments: Sequence[Segment], sent: Sequence[bool]) -> Iterator[bool]:
    """PAWS: a stamp older than the newest one of a segment that had the next number expected, or an older one."""
    recent: int | None = None
    acked: int | None = None
    opening: Segment | None = None
    for one, mine in zip(segments, sent, strict=True):
        stamp = one.options.stamp
        if mine:
            if opening is not None and ACK in one and one.ack == (opening.seq + 1) % SPACE:
                recent, opening = opening.options.stamp, None
            acked = one.ack if ACK in one else None if SYN in one else acked
            recent = None if SYN in one and ACK not in one else recent
            yield False
            continue
        if SYN in one:
            opening = one
        old = stamp is not None and recent is not None and RST not in one and ahead(stamp, recent) < -1
        yield old
        if stamp is not None and recent is not None and acked is not None and not old and SYN not in one:
            recent = stamp if ahead(one.seq, acked) <= 0 and ahead(stamp, recent) > 0 else recent
