"""The segments of a capture, sorted into connections and written as RFC 9293 writes them.

SEQ and ACK are the 32 bits of the header (RFC 9293 3.1); *relative* ones count from the first SYN of their side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from checker.packets.reading.options import NONE, Options
from checker.packets.reading.sequence import ahead
from checker.results import End

ENDS: Final[tuple[End, End]] = ("A", "B")

FIN: Final = 0x01
SYN: Final = 0x02
RST: Final = 0x04
ACK: Final = 0x10
FLAGS: Final = {
    "SYN": SYN,
    "FIN": FIN,
    "RST": RST,
    "PSH": 0x08,
    "URG": 0x20,
    "ECE": 0x40,
    "CWR": 0x80,
    "AE": 0x100,
    "ACK": ACK,
}
"""The control bits in the order in which they are written, as in ``CTL=SYN,ACK``; AE is RFC 9768's."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One TCP segment as it was seen, with the numbers of its header."""

    seconds: float
    """When it was seen, in seconds since the first packet of the capture."""
    source: str
    """``192.0.2.1:40001``."""
    target: str
    seq: int
    ack: int
    """Meaningless where the ACK bit is not set."""
    control: int
    """The control bits, FIN being the lowest."""
    length: int
    """Octets of data."""
    datagram: int = 0
    """The identification of the IPv4 datagram; 0 where there is none."""
    window: int = 0
    """The window as the header has it, not yet scaled."""
    options: Options = NONE
    index: int = 0
    """Its place among all packets of the file, from 0."""

    def __contains__(self, flag: int) -> bool:
        return bool(self.control & flag)

    @property
    def occupies(self) -> int:
        """SEG.LEN: the sequence numbers that it takes, SYN and FIN counted."""
        return self.length + (SYN in self) + (FIN in self)

    @property
    def content(self) -> tuple[str, int, int, int, int]:
        """What two segments have in common that are the same segment, sent or seen twice."""
        return (self.source, self.seq, self.ack if ACK in self and not self.occupies else 0, self.control, self.length)

    def text(self, ours: int, theirs: int) -> str:
        """As RFC 9293 writes it, SEQ counted from ``ours`` and ACK from ``theirs``.

        >>> Segment(0.0, "a:1", "b:2", 1001, 501, ACK, 10).text(1000, 500)
        '<SEQ=1><ACK=1><CTL=ACK><DATA=10>'
        """
        flags = ",".join(name for name, bit in FLAGS.items() if bit in self)
        parts = {
            "SEQ": str(_distance(self.seq, ours)),
            "ACK": str(_distance(self.ack, theirs)) if ACK in self else "",
            "CTL": flags,
            "DATA": str(self.length) if self.length else "",
        }
        return "".join(f"<{name}={value}>" for name, value in parts.items() if value)


def _distance(number: int, base: int) -> int:
    """How far a sequence number lies after another one, negative where it lies before it.

    >>> _distance(3, 2**32 - 2), _distance(90, 100), _distance(2**32 - 1, 0)
    (5, -10, 4294967295)
    """
    return ahead(number, base) if base else number


@dataclass(frozen=True, slots=True)
class Conversation:
    """One connection: its two ends, A being the one that opened it, and its segments in the order of the capture."""

    ends: tuple[str, str]
    segments: tuple[Segment, ...]

    def sender(self, segment: Segment) -> End:
        """The end that sent it."""
        return "A" if segment.source == self.ends[0] else "B"

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
        return f"{self.ends[0]} to {self.ends[1]}, {numbers}"

    def lines(self, *, absolute: bool = False) -> list[tuple[End, str, str]]:
        """``(sender, segment, note)`` of every segment; the note says when, and whether it was seen before.

        A note calls the nth segment line n, counting from 1.
        """
        base: dict[End, int] = {end: 0 if absolute else self.first_syn(end) or 0 for end in ENDS}
        digits = max((len(f"{one.seconds:.6f}") for one in self.segments), default=0)
        lines: list[tuple[End, str, str]] = []
        for segment, again in zip(self.segments, _seen_before(self.segments), strict=True):
            sender = self.sender(segment)
            text = segment.text(base[sender], base[_other(sender)])
            lines.append((sender, text, f"{segment.seconds:{digits}.6f} s" + (f"  {again}" if again else "")))
        return lines


def _other(end: End) -> End:
    return "B" if end == "A" else "A"


def copies(segments: Sequence[Segment]) -> dict[int, int]:
    """The places of segments that are copies of others, each with the place of the first.

    A copy has the same IP identification and the same content: it was recorded, or delivered, more than once.
    """
    first: dict[object, int] = {}
    found: dict[int, int] = {}
    for place, one in enumerate(segments):
        if one.datagram and first.setdefault((one.content, one.datagram), place) != place:
            found[place] = first[one.content, one.datagram]
    return found


def _seen_before(segments: Sequence[Segment]) -> Iterator[str]:
    """What each segment is that was seen before, in words; empty for one that was not."""
    again = copies(segments)
    first: dict[object, int] = {}
    for place, one in enumerate(segments):
        line = first.setdefault(one.content, place) + 1
        if place in again:
            yield f"copy of line {again[place] + 1} (same IP identification)"
        elif line == place + 1:
            yield ""
        else:
            yield f"retransmission of line {line}" if one.occupies else f"same as line {line}"


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
            latest[pair] = _Growing(_opener_first(segment))
            found.append(latest[pair])
        latest[pair].add(segment)
    return tuple(Conversation(one.ends, tuple(one.segments)) for one in found)


@dataclass(slots=True)
class _Growing:
    """A connection to which segments are still added, and what of them tells its end."""

    ends: tuple[str, str]
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


def _opener_first(segment: Segment) -> tuple[str, str]:
    """The ends of the connection that this segment begins; who answers a SYN did not open it."""
    answer = SYN in segment and ACK in segment
    return (segment.target, segment.source) if answer else (segment.source, segment.target)
