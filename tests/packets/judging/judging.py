"""Judging captures in tests: real ones, and the same with a segment changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from checker.packets.reading import Capture, Segment, read
from checker.packets.reading.conversations import conversations
from checker.packets.reading.pairs import Pair, pairs
from checker.packets.tcp.conformance import Conformance, conform
from checker.packets.tcp.tables import TABLES
from checker.results.runs import End

DATA = Path(__file__).parents[1] / "captures"
REAL = DATA / "kernel" / "s15_last_ack_lost.client.pcap"
"""At the client, which closes first; the last ACK is lost, the FIN comes again.  Line by line, ``>`` was sent:

0 > SYN; 1 < SYN,ACK; 2 > ACK; 3 > 20 octets; 4 < ACK; 5 < 10 octets; 6 > ACK; 7 > FIN; 8 < ACK of it; 9 < FIN;
10 > ACK; 11 < FIN; 12 > ACK.
"""


def only_pair(path: Path) -> Pair:
    """The one pair of ports of a capture."""
    (pair,) = pairs(read(path))
    return pair


def segments() -> list[Segment]:
    """Those of the real capture."""
    return list(only_pair(REAL).talk.segments)


def report(seen: Sequence[Segment], end: End = "A", *tables: str) -> Conformance:
    """The judgement of these segments."""
    numbered = [replace(one, index=index) for index, one in enumerate(seen)]
    (pair,) = pairs(Capture(conversations(numbered)))
    return conform(pair, end, {name: TABLES[name] for name in tables or TABLES})


def states(judged: Conformance) -> list[str]:
    """The states after each segment that is allowed."""
    return ["|".join(around.after) for _, around in sorted(judged.states.items())]
