"""Everything that two ports said to each other, and which side of it is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.packets.reading.conversations import Conversation
from checker.packets.reading.errors import CaptureError
from checker.packets.reading.reader import Capture
from checker.results.runs import End


@dataclass(frozen=True, slots=True)
class Pair:
    """All segments between two ports, one connection after the other; A is the client."""

    talk: Conversation

    @property
    def addresses(self) -> tuple[str, str]:
        """The client's and the server's."""
        return self.talk.ends.client, self.talk.ends.server

    def judged(self, end: str) -> End | None:
        """The side that is meant: ``client``, ``server``, or one of the addresses; None if it is neither's."""
        if end in ("client", "server"):
            return "A" if end == "client" else "B"
        sides: dict[str, End] = {self.addresses[0]: "A", self.addresses[1]: "B"}
        hosts: dict[str, End] = {address.rpartition(":")[0]: side for address, side in sides.items()}
        return sides.get(end) or (hosts.get(end) if len(hosts) == 2 else None)


def pairs(capture: Capture) -> list[Pair]:
    """The pairs of ports of a capture, in the order in which they first speak."""
    found: dict[frozenset[str], list[Conversation]] = {}
    for talk in capture.conversations:
        found.setdefault(frozenset((talk.ends.client, talk.ends.server)), []).append(talk)
    return [_pair(talks) for talks in found.values()]


def _pair(talks: Sequence[Conversation]) -> Pair:
    segments = sorted((one for talk in talks for one in talk.segments), key=lambda one: one.index)
    return Pair(Conversation(talks[0].ends, tuple(segments)))


def side(pair: Pair, end: str, name: str) -> End:
    """The side that is meant; CaptureError, in one sentence, where it cannot be told."""
    judged = pair.judged(end)
    both = " or ".join(f"--end {address}" for address in pair.addresses)
    if judged is None:
        raise CaptureError(f"{name} has no end {end}: write {both}")
    if end in ("client", "server") and not pair.talk.ends.known:
        raise CaptureError(f"{name} shows no SYN, so that nobody can say which end is the {end}: write {both}")
    return judged
