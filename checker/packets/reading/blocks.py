"""What dpkt's reader does not tell of a pcapng file: every interface's link type, and options without measure.

Only the frame of the blocks is walked, as the format's draft-ietf-opsawg-pcapng lays them out.
"""

from __future__ import annotations

import struct
from typing import Final

SECTION: Final = 0x0A0D0D0A
INTERFACE: Final = 1
OLD_PACKET: Final = 2
PACKET: Final = 6
FIXED: Final = {SECTION: 28, INTERFACE: 20, OLD_PACKET: 32, PACKET: 32}
"""Octets of a block beside its packet and its options, by its type."""
LONGEST_OPTIONS: Final = 16 * 1024
"""Octets of options in one block: dpkt's time grows with their square."""
MOST_OPTIONS: Final = 8 * 1024 * 1024
"""Octets of options in one file."""


def link_types(data: bytes) -> set[int]:
    """The link types of all interfaces of a pcapng file; ValueError, a clause, where its options are absurd."""
    order = "<" if data[8:12] == bytes.fromhex("4d3c2b1a") else ">"
    head = struct.Struct(order + "IIH10xI")
    links: set[int] = set()
    at = total = 0
    while at < len(data):
        kind, length, link, captured = head.unpack(data[at : at + head.size].ljust(head.size, b"\0"))
        if length < 8 or at + length > len(data):
            break  # Reading will stop here, too.
        if kind == INTERFACE:
            links.add(link)
        options = _options(kind, length, captured)
        total += options
        if options > LONGEST_OPTIONS or total > MOST_OPTIONS:
            raise ValueError(f"the options of a block take {options:,} octets, and those of all so far {total:,}")
        at += length
    return links


def _options(kind: int, length: int, captured: int) -> int:
    """How many octets of a block dpkt reads as options."""
    if kind not in FIXED:
        return 0
    return max(length - FIXED[kind] - (captured if kind in (OLD_PACKET, PACKET) else 0), 0)
