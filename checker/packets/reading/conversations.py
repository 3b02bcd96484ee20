"""The segments of a capture, sorted into connections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from checker.packets.reading.ends import Ends, ends_of
from checker.packets.reading.segment import ACK, FIN, RST, SYN, Segment
from checker.results.runs import End

ENDS: Final[tuple[End, End]] = ("A", "B")
TWICE: Final = 0.001
"""Seconds between the two times that one packet is recorded."""
FEW: Final = 0.8
"""The part of what has numbers that comes in twos, where all was recorded twice: a capture may end between two."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One connection: its two ends, A being the client, and its segments in the order of the capture."""

    ends: Ends
    segments: tuple[Segment, ...]

    def sender(self, segment: Segment) -> End:
        """The end that sent it."""
        return "A" if segment.source == self.ends.client else "B"

    def first_syn(self, end: End) -> int | None:
        """The sequence number of an end's first SYN, None where none was seen."""
        return next((one.seq for one in self.segments if SYN in one and self.sender(one) == end), None)

    def heading(self, *, absolute: bool = False) -> str:
        """Which connection it is and what its sequence numbers count from."""
        unseen: list[End] = [end for end in ENDS if self.first_syn(end) is None]
        if absolute:
            numbers = "absolute SEQ and ACK"
        elif len(unseen) == 2:
            numbers = "absolute SEQ and ACK (no SYN was seen)"
        elif unseen:
            numbers = f"SEQ relative to {_other(unseen[0])}'s first SYN, {unseen[0]}'s absolute (it sent none)"
        else:
            numbers = "SEQ relative to each side's first SYN"
        return f"{self.ends.client} to {self.ends.server}, {numbers}"

    def lines(self, *, absolute: bool = False) -> list[tuple[End, str, str]]:
        """``(sender, segment, note)`` of every segment; the note says when, and whether it was seen before.

        A note calls the nth segment line n, counting from 1, and names its frame where these are not the numbers of
        all lines.
        """
        base: dict[End, int] = {end: 0 if absolute else self.first_syn(end) or 0 for end in ENDS}
        digits = max((len(f"{one.seconds:.6f}") for one in self.segments), default=0)
        apart = any(one.index != place for place, one in enumerate(self.segments))
        lines: list[tuple[End, str, str]] = []
        for segment, again in zip(self.segments, _seen_before(self.segments), strict=True):
            sender = self.sender(segment)
            text = segment.text(base[sender], base[_other(sender)])
            noted = (f"{segment.seconds:{digits}.6f} s", f"frame {segment.frame}" if apart else "", again)
            lines.append((sender, text, "  ".join(part for part in noted if part)))
        return lines


def _other(end: End) -> End:
    return "B" if end == "A" else "A"


def copies(segments: Sequence[Segment]) -> dict[int, int]:
    """The places of segments that are copies of others, each with the place of the first.

    A copy has the same IP identification and the same content: it was recorded, or delivered, more than once.  Without
    identifications (IPv6 has none) it is one where all of the capture was recorded twice.
    """
    first: dict[object, int] = {}
    found = _recorded_twice(segments)
    for place, one in enumerate(segments):
        if one.datagram and first.setdefault((one.content, one.datagram), place) != place:
            found[place] = first[one.content, one.datagram]
    return found


def _recorded_twice(segments: Sequence[Segment]) -> dict[int, int]:
    """All but the first of several, where none has an identification and what has numbers comes so, but for a few."""
    latest: dict[object, int] = {}
    found: dict[int, int] = {}
    if any(one.datagram for one in segments):
        return found
    for place, one in enumerate(segments):
        before = latest.get(one.content)
        if before is not None and one.seconds - segments[before].seconds <= TWICE:
            found[place] = found.get(before, before)
        latest[one.content] = place
    numbered = {place for place, one in enumerate(segments) if one.occupies}
    several = numbered & {*found, *found.values()}
    return found if several and len(several) > FEW * len(numbered) else {}


def _seen_before(segments: Sequence[Segment]) -> Iterator[str]:
    """What each segment is that was seen before, in words; empty for one that was not."""
    again = copies(segments)
    first: dict[object, int] = {}
    for place, one in enumerate(segments):
        line = first.setdefault(one.content, place) + 1
        if place in again:
            yield f"copy of line {again[place] + 1} ({_why_a_copy(segments[place])})"
        elif line == place + 1:
            yield ""
        else:
            yield f"retransmission of line {line}" if one.occupies else f"same as line {line}"


def _why_a_copy(one: Segment) -> str:
    return "same IP identification" if one.datagram else "all was recorded twice"


def conversations(segments: Iterable[Segment]) -> tuple[Conversation, ...]:
    """The connections of a capture, in the order of their first segments.

    A connection is two addresses with their ports.  A SYN with another number begins a new one between the same
    two after an RST, or after a FIN from both.
    """
    found: list[_Growing] = []
    latest: dict[frozenset[str], _Growing] = {}
    for segment in segments:
        pair = frozenset((segment.source, segment.target))
        if pair not in latest or latest[pair].is_followed_by(segment):
            latest[pair] = _Growing(pair)
            found.append(latest[pair])
        latest[pair].add(segment)
    talks: dict[frozenset[str], list[Segment]] = {}
    for one in found:
        talks.setdefault(one.pair, []).extend(one.segments)
    whose = {pair: ends_of(sorted(talk, key=lambda one: one.index)) for pair, talk in talks.items()}
    return tuple(Conversation(whose[one.pair], tuple(one.segments)) for one in found)


@dataclass(slots=True)
class _Growing:
    """A connection to which segments are still added, and what of them tells its end."""

    pair: frozenset[str]
    segments: list[Segment] = field(default_factory=list[Segment])
    syns: dict[str, int] = field(default_factory=dict[str, int])
    """The number of each side's first SYN."""
    fins: set[str] = field(default_factory=set[str])
    """Who has sent a FIN."""
    reset: bool = False

    def add(self, segment: Segment) -> None:
        """Take a segment in."""
        self.segments.append(segment)
        self.reset = self.reset or RST in segment
        if SYN in segment:
            self.syns.setdefault(segment.source, segment.seq)
        if FIN in segment:
            self.fins.add(segment.source)

    def is_followed_by(self, segment: Segment) -> bool:
        """Whether the segment opens another connection between the same ends."""
        over = self.reset or len(self.fins) == 2
        return over and SYN in segment and ACK not in segment and segment.seq != self.syns.get(segment.source)
