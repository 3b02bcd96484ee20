"""The packets of a pcapng file, as draft-ietf-opsawg-pcapng lays its blocks out.

Only the frame of the blocks is read, and of the options those of an interface that say how it counts time.  A file may
have several sections, each with its own byte order and interfaces, and interfaces of different link types.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from checker.packets.reading.records import LONGEST, Damaged, Record

PCAPNG: Final = bytes.fromhex("0a0d0d0a")
"""The first octets of such a file."""
SECTION: Final = 0x0A0D0D0A
INTERFACE, OLD_PACKET, SIMPLE_PACKET, PACKET = 1, 2, 3, 6
MAGIC: Final = {bytes.fromhex("1a2b3c4d"): ">", bytes.fromhex("4d3c2b1a"): "<"}
RESOLUTION, OFFSET = 9, 14
"""The options if_tsresol and if_tsoffset."""
LEAST: Final = {SECTION: 28, INTERFACE: 20, OLD_PACKET: 32, SIMPLE_PACKET: 16, PACKET: 32}
"""Octets of a block without packet and options, by its type."""


@dataclass(frozen=True, slots=True)
class _Interface:
    link: int
    per_second: int = 1_000_000
    offset: int = 0


@dataclass(slots=True)
class _Section:
    order: str
    interfaces: list[_Interface] = field(default_factory=list[_Interface])


def blocks(data: bytes) -> Iterator[Record]:
    """Every packet of a pcapng file; Damaged where the file ends in the middle of one, or claims what cannot be."""
    section = _Section("<")
    at = 0
    while at < len(data):
        kind, length = _head(data, at, section)
        if at + length > len(data):
            over = length - LEAST.get(kind, 0) > LONGEST
            raise Damaged(f"the next packet claims {length:,} octets" if over else "the next packet is cut short")
        body = data[at + 8 : at + length - 4]
        if kind == INTERFACE:
            section.interfaces.append(_interface(body, section.order))
        elif kind in (PACKET, OLD_PACKET, SIMPLE_PACKET):
            yield _record(kind, body, section)
        at += length


def _head(data: bytes, at: int, section: _Section) -> tuple[int, int]:
    """The type and the length of the block there; a new section begins where it says so."""
    if len(data) - at < 12:
        raise Damaged("the next packet is cut short")
    if data[at : at + 4] == struct.pack(">I", SECTION):
        if data[at + 8 : at + 12] not in MAGIC:
            raise Damaged("the next section is damaged")
        section.order = MAGIC[data[at + 8 : at + 12]]
        section.interfaces.clear()
    kind, length = struct.unpack_from(section.order + "II", data, at)
    if length % 4 or length < LEAST.get(kind, 12):
        raise Damaged("a block claims less than its own header")
    return kind, length


def _interface(body: bytes, order: str) -> _Interface:
    link, _, _ = struct.unpack_from(order + "HHI", body)
    per_second, offset = 1_000_000, 0
    at = 8
    while at + 4 <= len(body):
        code, length = struct.unpack_from(order + "HH", body, at)
        value = body[at + 4 : at + 4 + length]
        if code == RESOLUTION and len(value) == 1:
            per_second = (2 if value[0] & 0x80 else 10) ** (value[0] & 0x7F)
        elif code == OFFSET and len(value) == 8:
            (offset,) = struct.unpack(order + "q", value)
        elif code == 0:
            break
        at += 4 + length + -length % 4
    return _Interface(link, per_second, offset)


def _record(kind: int, body: bytes, section: _Section) -> Record:
    if kind == SIMPLE_PACKET:
        number, high, low, captured, first = 0, 0, 0, struct.unpack_from(section.order + "I", body)[0], 4
        captured = min(captured, len(body) - first)
    else:
        layout = "IIII" if kind == PACKET else "H2xIII"
        number, high, low, captured = struct.unpack_from(section.order + layout, body)
        first = 20
    if captured > LONGEST:
        raise Damaged(f"the next packet claims {captured:,} octets")
    if number >= len(section.interfaces) or first + captured > len(body):
        raise Damaged("the next packet is damaged")
    interface = section.interfaces[number]
    ticks = ((high << 32) | low) + interface.offset * interface.per_second
    return Record(interface.link, ticks, interface.per_second, body[first : first + captured])
