"""The TCP segments in the bytes of a capture file."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import ip_address
from typing import Final

from checker.packets.reading.fragments import Fragments
from checker.packets.reading.frames import LINKS, LeftOut, Packet, listed, packet
from checker.packets.reading.options import options_in
from checker.packets.reading.pcapng import PCAPNG, blocks
from checker.packets.reading.records import PCAP, Damaged, Record, pcap
from checker.packets.reading.segment import Segment

MOST_PACKETS: Final = 100_000
"""More packets than this are not read: nobody reads such a ladder."""
HEADER: Final = 20
"""Octets of a TCP header without options (RFC 9293 3.1)."""
MALFORMED: Final = "malformed"
CUT: Final = "cut off in the TCP header: captured with a snap length that is too small"
FRAGMENT: Final = "IP fragment of a packet that is not there whole"


@dataclass(slots=True)
class Contents:
    """What was found in a capture."""

    segments: list[Segment] = field(default_factory=list[Segment])
    left_out: Counter[str] = field(default_factory=Counter[str])
    """How many packets were left out, by the reason in words."""
    tunnels: Counter[str] = field(default_factory=Counter[str])
    """How many segments came out of each kind of tunnel."""
    cut: int = 0
    """Segments whose options were cut off."""
    packets: int = 0
    """How many packets were read."""
    ending: str = ""
    """Why reading stopped before the end of the file, as a clause about the next packet; empty if it did not."""


def found_in(data: bytes) -> Contents:
    """The TCP segments in the bytes of a pcap or pcapng file; ValueError, a clause, if they are none that is read."""
    if data[:4] != PCAPNG and data[:4] not in PCAP:
        raise ValueError(f"it begins with {data[:4].hex(' ')}, as neither pcap nor pcapng does")
    found = Contents()
    fragments = Fragments()
    try:
        for index, (seconds, record) in enumerate(_timed(blocks(data) if data[:4] == PCAPNG else pcap(data))):
            if found.packets == MOST_PACKETS:
                raise Damaged("more packets than that are not read")
            found.packets += 1
            _add(found, fragments, seconds, record, index)
    except Damaged as damaged:
        found.ending = str(damaged)
    found.left_out[FRAGMENT] += fragments.waiting
    found.left_out = +found.left_out
    return found


def _timed(records: Iterator[Record]) -> Iterator[tuple[float, Record]]:
    """Each packet with the seconds since the first one, to the last tick."""
    first: Record | None = None
    for one in records:
        first = first or one
        ticks = one.ticks * first.per_second - first.ticks * one.per_second
        yield ticks / (one.per_second * first.per_second), one


def _add(found: Contents, fragments: Fragments, seconds: float, record: Record, index: int) -> None:
    if record.link not in LINKS:
        known = f"{listed(LINKS)} (Ethernet, raw IP, Linux cooked, loopback, PPP)"
        raise ValueError(f"its link type is {record.link}: accepted are {known}")
    try:
        whole = fragments.whole(packet(record.link, record.frame))
        if whole is None:
            return
        segment = segment_in(seconds, whole, index)
    except LeftOut as why:
        found.left_out[str(why)] += 1
    except (struct.error, IndexError):
        found.left_out[MALFORMED] += 1
    else:
        found.segments.append(segment)
        found.tunnels.update(dict.fromkeys(whole.tunnels, 1))
        found.cut += segment.options.cut


def segment_in(seconds: float, whole: Packet, index: int) -> Segment:
    """The TCP segment in an IP packet."""
    octets = whole.octets
    length = whole.length or len(octets)
    if len(octets) < HEADER <= length:
        raise LeftOut(CUT)
    source, target, seq, ack, control, window = struct.unpack_from(">HHIIHH", octets)
    header = 4 * (control >> 12)
    if header < HEADER or length < header:
        raise LeftOut(MALFORMED)
    return Segment(
        seconds=seconds,
        source=_address(whole.source, source),
        target=_address(whole.target, target),
        seq=seq,
        ack=ack,
        control=control & 0x1FF,
        length=length - header,
        datagram=whole.identification,
        window=window,
        options=options_in(octets[HEADER:header], cut=len(octets) < header),
        index=index,
    )


@lru_cache(maxsize=4096)  # the segments of a connection share their two
def _address(octets: bytes, port: int) -> str:
    """``192.0.2.1:80`` or ``[2001:db8::1]:80``."""
    host = ip_address(octets)
    return f"[{host}]:{port}" if host.version == 6 else f"{host}:{port}"
