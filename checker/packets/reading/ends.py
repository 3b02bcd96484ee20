"""Which end of a connection is the client, and which the server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.packets.reading.segment import ACK, SYN, Segment
from checker.packets.reading.sequence import SPACE

EPHEMERAL = 32768
"""The least port that Linux gives a client that asks for none."""


@dataclass(frozen=True, slots=True)
class Ends:
    """The addresses of the two ends."""

    client: str
    server: str
    known: bool
    """Whether a SYN, or a port, tells which of them is which; else who sent the first segment is called the client."""

    @property
    def names(self) -> tuple[str, str]:
        """``client 192.0.2.1:40001`` and ``server 192.0.2.2:80``; the addresses alone where nobody can say."""
        return (f"client {self.client}", f"server {self.server}") if self.known else (self.client, self.server)


def ends_of(segments: Sequence[Segment]) -> Ends:
    """Who opened: the sender of a SYN; where both sent one of their own, or none was seen, their ports decide."""
    first = segments[0]
    opened = list(dict.fromkeys(_openers(segments)))
    low, high = sorted((first.source, first.target), key=_port)
    by_port = _port(low) < EPHEMERAL <= _port(high)
    client = opened[0] if len(opened) == 1 else high if by_port else opened[0] if opened else first.source
    return Ends(client, first.target if client == first.source else first.source, bool(opened) or by_port)


def _openers(segments: Sequence[Segment]) -> Iterator[str]:
    for one in segments:
        if SYN in one and not (ACK in one and _answers(one, segments)):
            yield one.target if ACK in one else one.source


def _answers(answer: Segment, segments: Sequence[Segment]) -> bool:
    """Whether the SYN that it answers was seen."""
    syns = (one for one in segments if SYN in one and one.source == answer.target)
    return any((one.seq + 1) % SPACE == answer.ack for one in syns)


def _port(address: str) -> int:
    return int(address.rpartition(":")[2])
