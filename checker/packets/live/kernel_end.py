"""The kernel's end of a run: its user, the network in front of it, and its state."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Final, Protocol

from checker.packets.live.application import AT, TO, Application
from checker.packets.live.datagrams import datagram
from checker.packets.live.namespace import CannotPlay
from checker.packets.reading.contents import segment_in
from checker.packets.reading.frames import packet
from checker.packets.reading.segment import RST, Segment
from checker.packets.reading.sequence import SPACE
from spec.tcp.variables import CLOSED

PROMPT: Final = 0.25
"""Seconds within which the kernel answers, an ACK that it delays included (RFC 9293 3.8.6.3: less than 0.5)."""
RAW_IP: Final = 101
"""LINKTYPE_RAW."""


class Network(Protocol):
    """What a kernel sends and is sent."""

    def write(self, octets: bytes, /) -> None:
        """Deliver an IP packet to it."""
        ...

    def read(self, seconds: float, /) -> bytes | None:
        """The next IP packet that it sends in that time; None where there is none."""
        ...


class KernelEnd:
    """The kernel's end: its user, and the network in front of it."""

    def __init__(self, tun: Network, user: Application) -> None:
        self.tun, self.user = tun, user
        self.edge = 0
        """The number after the window that it announced last."""
        self.state = CLOSED.value
        self.sent: list[Segment] = []

    def deliver(self, fields: Mapping[str, int]) -> None:
        """Let a segment arrive, with the kernel's numbers."""
        self.tun.write(datagram(TO, AT, fields))

    def next(self, seconds: float) -> Segment | None:
        """The next segment that it sends in that time."""
        octets = self.tun.read(seconds)
        if octets is None:
            return None
        one = segment_in(time.monotonic(), packet(RAW_IP, octets), len(self.sent))
        if RST not in one:
            self.edge = (one.ack + one.window) % SPACE
        self.sent.append(one)
        return one

    def next_of(self, kind: str) -> Segment:
        """The next segment, which the kernel must send.  CannotPlay where it does not."""
        one = self.next(PROMPT)
        if one is None:
            raise CannotPlay(f"the kernel sends no {kind}, and the run cannot be brought to its start")
        return one

    def look(self, *, delays: bool = False) -> str:
        """Its state now; from here on it delays its ACKs, or does not."""
        self.state = self.user.look(delays=delays)
        return self.state
