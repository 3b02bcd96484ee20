"""What is in a frame: the IP packet, behind the link's header and inside the tunnels that are opened.

Octets are looked at one header after the other and never deeper than :data:`DEEPEST`, so that hostile ones cost no more
than their length.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

IPV4, IPV6, VLAN, SERVICE_VLAN, PPPOE, MPLS, BRIDGED = 0x0800, 0x86DD, 0x8100, 0x88A8, 0x8864, 0x8847, 0x6558
"""EtherTypes (IEEE 802 numbers); BRIDGED is a whole Ethernet frame (RFC 1701)."""
PPP: Final = {0x0021: IPV4, 0x0057: IPV6}
"""What PPP carries, by its number (RFC 1332, RFC 5072)."""
TCP, UDP, GRE = 6, 17, 47
ENCAPSULATED: Final = {4: IPV4, 41: IPV6}
"""IP in IP (RFC 2003, RFC 4213)."""
VXLAN: Final = 4789
"""The UDP port (RFC 7348)."""
CLOSED: Final = {50: "ESP, which is encrypted", 51: "AH", 115: "L2TP", 132: "SCTP"}
"""Protocols of IP that are named where they are left out."""
EXTENSIONS: Final = (0, 43, 60)
"""Headers of IPv6 between its own and what it carries (RFC 8200 4.1)."""
FRAGMENT_HEADER: Final = 44
DEEPEST: Final = 8
"""Headers that are opened one inside the other."""
NOT_TCP: Final = "not TCP"


class Packet(NamedTuple):
    """An IP packet that carries TCP."""

    source: bytes
    target: bytes
    octets: bytes
    """What it carries, as far as it was captured."""
    length: int
    """Octets of what it carries, by its header; 0 where the header leaves it to the network card."""
    identification: int
    """0 for IPv6."""
    offset: int
    """Octets before this fragment; 0 where it is none."""
    more: bool
    """Whether fragments follow it."""
    fragmented: int
    """The identification of the fragmented packet; 0 where it is none."""
    tunnels: tuple[str, ...]
    """What it is inside of, the outermost first."""


class LeftOut(Exception):
    """Why a frame is left out, in a few words."""


def packet(link: int, frame: bytes) -> Packet:
    """The IP packet in a frame; LeftOut where it holds none that carries TCP, struct.error where it is cut short."""
    kind, octets = LINKS[link](frame)
    return _network(kind, octets, ())


def _network(kind: int, octets: bytes, tunnels: tuple[str, ...]) -> Packet:
    if len(tunnels) > DEEPEST:
        raise LeftOut("tunnels in tunnels")
    if kind == IPV4 and octets[0] >> 4 == 4:
        return _ipv4(octets, tunnels)
    if kind == IPV6 and octets[0] >> 4 == 6:
        return _ipv6(octets, tunnels)
    if kind == PPPOE:
        number, first = _ppp(octets[6:])
        return _network(PPP.get(number, 0), octets[6 + first :], (*tunnels, "PPPoE"))
    if kind == MPLS:
        return _network(*_unlabelled(octets), (*tunnels, "MPLS"))
    raise LeftOut(NOT_TCP)


def _ipv4(octets: bytes, tunnels: tuple[str, ...]) -> Packet:
    head, length, identification, place = struct.unpack_from(">BxHHH", octets)
    words = 4 * (head & 0x0F)
    if words < 20 or (length and length < words):
        raise struct.error
    offset, more = 8 * (place & 0x1FFF), bool(place & 0x2000)
    inside = octets[words : length or None]
    fragmented = identification if offset or more else 0
    found = Packet(
        octets[12:16],
        octets[16:20],
        inside,
        length and length - words,
        identification,
        offset,
        more,
        fragmented,
        tunnels,
    )
    return _transport(octets[9], found)


def _ipv6(octets: bytes, tunnels: tuple[str, ...]) -> Packet:
    length, following = struct.unpack_from(">4xHB", octets)
    at, offset, more, fragmented = 40, 0, False, 0
    while following in EXTENSIONS or following == FRAGMENT_HEADER:
        if following == FRAGMENT_HEADER:
            place, fragmented = struct.unpack_from(">HI", octets, at + 2)
            offset, more = place & 0xFFF8, bool(place & 1)
            fragmented = fragmented if offset or more else 0
        following, at = octets[at], at + (8 if following == FRAGMENT_HEADER else 8 * (octets[at + 1] + 1))
    rest = 40 + length - at if length else 0
    if rest < 0:
        raise struct.error
    inside = octets[at : at + rest if rest else None]
    found = Packet(octets[8:24], octets[24:40], inside, rest, 0, offset, more, fragmented, tunnels)
    return _transport(following, found)


def _transport(protocol: int, found: Packet) -> Packet:
    if protocol == TCP:
        return found
    if found.offset:
        raise LeftOut(NOT_TCP)  # what is in a tunnel begins in the first fragment, with all its headers
    if protocol in ENCAPSULATED:
        return _network(ENCAPSULATED[protocol], found.octets, (*found.tunnels, "IP in IP"))
    if protocol == GRE:
        return _network(*_gre(found.octets), (*found.tunnels, "GRE"))
    if protocol == UDP and struct.unpack_from(">2xH", found.octets)[0] == VXLAN:
        return _network(*_ethernet(found.octets[16:]), (*found.tunnels, "VXLAN"))
    raise LeftOut(CLOSED.get(protocol, NOT_TCP))


def _gre(octets: bytes) -> tuple[int, bytes]:
    """What GRE carries (RFC 2784, RFC 2890); with version 1 (RFC 2637) that is PPP."""
    flags, kind = struct.unpack_from(">HH", octets)
    version = flags & 7
    first = 4 + 4 * bool(flags & 0x8000) + 4 * bool(flags & 0x2000) + 4 * bool(flags & 0x1000)
    if version == 1:
        number, more = _ppp(octets[first + 4 * bool(flags & 0x0080) :].removeprefix(b"\xff\x03"))
        inside = octets[first + 4 * bool(flags & 0x0080) :].removeprefix(b"\xff\x03")[more:]
        return PPP.get(number, 0), inside
    return _ethernet(octets[first:]) if kind == BRIDGED else (kind, octets[first:])


def _ppp(octets: bytes) -> tuple[int, int]:
    """The number of what PPP carries, and how many octets it takes: one where it is odd (RFC 1661 6.5)."""
    return (octets[0], 1) if octets[0] & 1 else (int.from_bytes(octets[:2], "big"), 2)


def _unlabelled(octets: bytes) -> tuple[int, bytes]:
    """What is behind the labels of MPLS (RFC 3032); it does not say of what kind it is."""
    at = 0
    while not octets[at + 2] & 1:
        at += 4
    return {4: IPV4, 6: IPV6}.get(octets[at + 4] >> 4, 0), octets[at + 4 :]


def _ethernet(frame: bytes) -> tuple[int, bytes]:
    """What an Ethernet frame carries, inside its VLAN tags."""
    at = 12
    (kind,) = struct.unpack_from(">H", frame, at)
    while kind in (VLAN, SERVICE_VLAN):
        at += 4
        (kind,) = struct.unpack_from(">H", frame, at)
    return kind, frame[at + 2 :]


def _raw(octets: bytes) -> tuple[int, bytes]:
    """An IP packet of the version that it claims."""
    return (IPV6 if octets[0] >> 4 == 6 else IPV4), octets


def _at(place: int, first: int) -> Callable[[bytes], tuple[int, bytes]]:
    """The EtherType stands at that place, and the packet begins at the other."""
    return lambda frame: (struct.unpack_from(">H", frame, place)[0], frame[first:])


LINKS: Final[dict[int, Callable[[bytes], tuple[int, bytes]]]] = {
    0: lambda frame: _raw(frame[4:]),
    1: _ethernet,
    9: lambda frame: (PPP.get(_ppp(frame.removeprefix(b"\xff\x03"))[0], 0), frame.removeprefix(b"\xff\x03")[2:]),
    12: _raw,
    14: _raw,
    51: lambda frame: (PPPOE, frame),
    101: _raw,
    108: lambda frame: _raw(frame[4:]),
    113: _at(14, 16),
    228: lambda frame: (IPV4, frame),
    229: lambda frame: (IPV6, frame),
    276: _at(0, 20),
}
"""What is in a frame, by the number of its link type (https://www.tcpdump.org/linktypes.html)."""


def listed(numbers: Iterable[int]) -> str:
    """``0, 1, 12``."""
    return ", ".join(str(number) for number in sorted(numbers))
