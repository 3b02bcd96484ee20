"""Which connections a capture holds, and which side of one is meant by client and server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.packets.reading.conversations import ACK, SYN, Conversation, Segment
from checker.packets.reading.errors import CaptureError
from checker.packets.reading.reader import Capture
from checker.packets.reading.sequence import SPACE
from checker.results import End

EPHEMERAL = 32768
"""The least port that Linux gives a client that asks for none."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Everything that two ports said to each other, one connection after the other; A is the client."""

    talk: Conversation
    addresses: tuple[str, str]
    guessed: bool
    """Whether no SYN tells which of them is the client."""

    def judged(self, end: str) -> End | None:
        """The side that is meant: ``client``, ``server``, or one of the addresses; None if it is neither's."""
        if end in ("client", "server"):
            return "A" if end == "client" else "B"
        sides: dict[str, End] = {self.addresses[0]: "A", self.addresses[1]: "B"}
        hosts: dict[str, End] = {address.rpartition(":")[0]: side for address, side in sides.items()}
        return sides.get(end) or (hosts.get(end) if len(hosts) == 2 else None)


def pairs(capture: Capture) -> list[Pair]:
    """The pairs of ports of a capture, in the order in which they first speak."""
    found: dict[frozenset[str], list[Segment]] = {}
    for talk in capture.conversations:
        found.setdefault(frozenset(talk.ends), []).extend(talk.segments)
    return [_pair(sorted(segments, key=lambda one: one.index)) for segments in found.values()]


def _pair(segments: Sequence[Segment]) -> Pair:
    client, guessed = _client(segments)
    first = segments[0]
    ends = (client, first.target if client == first.source else first.source)
    return Pair(Conversation(ends, tuple(segments)), ends, guessed)


def _client(segments: Sequence[Segment]) -> tuple[str, bool]:
    """Who opened: the sender of a SYN; where both sent one of their own, or none was seen, their ports decide."""
    opened = dict.fromkeys(_openers(segments))
    if len(opened) == 1:
        return next(iter(opened)), False
    by_port = sorted((segments[0].source, segments[0].target), key=_port)
    if _port(by_port[0]) < EPHEMERAL <= _port(by_port[1]):
        return by_port[1], not opened
    return next(iter(opened), segments[0].source), not opened


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


def side(pair: Pair, end: str, name: str) -> End:
    """The side that is meant; CaptureError, in one sentence, where it cannot be told."""
    judged = pair.judged(end)
    both = " or ".join(f"--end {address}" for address in pair.addresses)
    if judged is None:
        raise CaptureError(f"{name} has no end {end}: write {both}")
    if end in ("client", "server") and pair.guessed and not _tell_apart(pair):
        raise CaptureError(f"{name} shows no SYN, so that nobody can say which end is the {end}: write {both}")
    return judged


def _tell_apart(pair: Pair) -> bool:
    ports = sorted(_port(address) for address in pair.addresses)
    return ports[0] < EPHEMERAL <= ports[1]
