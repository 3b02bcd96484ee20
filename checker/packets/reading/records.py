"""The packets of a capture file of the older format, pcap, and what a packet of either format is."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

LONGEST: Final = 262_144
"""Octets of the longest packet, as in libpcap (MAXIMUM_SNAPLEN)."""
PCAP: Final = {
    bytes.fromhex("a1b2c3d4"): (">", 1_000_000),
    bytes.fromhex("d4c3b2a1"): ("<", 1_000_000),
    bytes.fromhex("a1b23c4d"): (">", 1_000_000_000),
    bytes.fromhex("4d3cb2a1"): ("<", 1_000_000_000),
}
"""The first octets of a pcap file (draft-ietf-opsawg-pcap): its byte order, and ticks a second."""
HEADER, HEAD = 24, 16
"""Octets before the first packet, and before each one."""
LINK: Final = 0xFFFF
"""The bits of a link type that name it; those above tell of the frame check sequence behind each frame."""


class Record(NamedTuple):
    """One packet as a file holds it."""

    link: int
    """The number of its link type."""
    ticks: int
    per_second: int
    """When it was captured: so many ticks, of so many a second."""
    frame: bytes


class Damaged(Exception):
    """What is wrong with the next packet, as a clause."""


def pcap(data: bytes) -> Iterator[Record]:
    """Every packet of a pcap file; Damaged where the file ends in the middle of one, or claims what cannot be."""
    order, per_second = PCAP[data[:4]]
    if len(data) < HEADER:
        raise ValueError("its header is cut short or damaged")
    (link,) = struct.unpack_from(order + "I", data, 20)
    at = HEADER
    while at < len(data):
        if len(data) - at < HEAD:
            raise Damaged("the next packet is cut short")
        seconds, part, captured, _ = struct.unpack_from(order + "IIII", data, at)
        if captured > LONGEST:
            raise Damaged(f"the next packet claims {captured:,} octets")
        at += HEAD
        if at + captured > len(data):
            raise Damaged("the next packet is cut short")
        yield Record(link & LINK, seconds * per_second + part, per_second, data[at : at + captured])
        at += captured
