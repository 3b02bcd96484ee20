"""IP fragments put together again (RFC 791 3.2, RFC 8200 4.5): as much of it as a TCP header takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from checker.packets.reading.frames import Packet

MOST: Final = 1024
"""Packets that are put together at a time; of more, the oldest is given up."""

Key = tuple[bytes, bytes, int]


@dataclass(slots=True)
class _Parts:
    """The fragments of one packet."""

    first: Packet | None = None
    """The one that begins it, with the TCP header."""
    held: dict[int, int] = field(default_factory=dict[int, int])
    """Octets of each, by those before it."""
    total: int | None = None

    def add(self, part: Packet) -> None:
        """Take one in."""
        length = part.length or len(part.octets)
        self.held[part.offset] = max(length, self.held.get(part.offset, 0))
        self.first = part if part.offset == 0 else self.first
        self.total = self.total if part.more else part.offset + length

    @property
    def whole(self) -> Packet | None:
        """The packet, once all of it is there."""
        reached = 0
        for offset, length in sorted(self.held.items()):
            reached = max(reached, offset + length) if offset <= reached else -1
            if reached < 0:
                return None
        if self.first is None or self.total is None or reached < self.total:
            return None
        return self.first._replace(length=self.total, more=False)


class Fragments:
    """The fragments that wait for others."""

    def __init__(self) -> None:
        self._parts: dict[Key, _Parts] = {}
        self._given_up = 0

    def whole(self, part: Packet) -> Packet | None:
        """The packet if it is no fragment, or the last that was missing; None while others are missing."""
        if not part.fragmented and not part.offset and not part.more:
            return part
        key = (part.source, part.target, part.fragmented)
        parts = self._parts.setdefault(key, _Parts())
        parts.add(part)
        whole = parts.whole
        if whole is not None:
            del self._parts[key]
        elif len(self._parts) > MOST:
            self._given_up += len(self._parts.pop(next(iter(self._parts))).held)
        return whole

    @property
    def waiting(self) -> int:
        """How many fragments are left over."""
        return self._given_up + sum(len(parts.held) for parts in self._parts.values())
