"""TCP segments as IPv4 packets, without options (RFC 791 3.1, RFC 9293 3.1)."""

from __future__ import annotations

import socket
import struct
from collections.abc import Mapping
from typing import Final

from checker.packets.reading.segment import ACK, FIN, RST, SYN
from spec.tcp.variables import Ctl

BITS: Final = {Ctl.SYN: SYN, Ctl.RST: RST, Ctl.FIN: FIN, Ctl.ACK: ACK}
"""The control bits of the table, and those of the header."""
LIFE: Final = 64


def control(bits: int) -> int:
    """The control bits of the table as the header has them."""
    return sum(flag for bit, flag in BITS.items() if bits & bit)


def ctl(bits: int) -> int:
    """The control bits of a header as the table has them: those that it knows."""
    return int(sum(bit for bit, flag in BITS.items() if bits & flag))


def datagram(source: tuple[str, int], target: tuple[str, int], fields: Mapping[str, int]) -> bytes:
    """An IPv4 packet with that segment; its data are zeros."""
    ends = socket.inet_aton(source[0]) + socket.inet_aton(target[0])
    head = struct.pack(
        ">HHIIBBHHH",
        source[1],
        target[1],
        fields["SEQ"],
        fields["ACK"],
        5 << 4,
        control(fields["CTL"]),
        fields["WND"],
        0,
        0,
    )
    octets = head + bytes(fields["DATA"])
    pseudo = ends + struct.pack(">HH", socket.IPPROTO_TCP, len(octets))
    octets = octets[:16] + _sum(pseudo + octets) + octets[18:]
    outer = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(octets), 0, 0, LIFE, socket.IPPROTO_TCP, 0) + ends
    return outer[:10] + _sum(outer) + outer[12:] + octets


def _sum(octets: bytes) -> bytes:
    """The checksum of the internet protocols (RFC 1071)."""
    octets += b"\0" * (len(octets) % 2)
    total = sum(struct.unpack(f">{len(octets) // 2}H", octets))
    total = (total & 0xFFFF) + (total >> 16)
    return struct.pack(">H", ~(total + (total >> 16)) & 0xFFFF)
