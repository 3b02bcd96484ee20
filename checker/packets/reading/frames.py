# pyright: basic
# mypy: disallow-subclassing-any=False
"""The TCP segments in the bytes of a capture file, by dpkt, which has no types: the one untyped edge here.

dpkt parses the file format and the headers.  Its own tables would decode every protocol it knows, nested to any
depth; ours name IP and TCP only, so that hostile bytes cost no more than their length.
"""

from __future__ import annotations

import io
import struct
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any, Final

import dpkt

from checker.packets.reading.blocks import link_types
from checker.packets.reading.conversations import Segment
from checker.packets.reading.options import options

MOST_PACKETS: Final = 100_000
"""More packets than this are not read: nobody reads such a ladder."""
LONGEST: Final = 262_144
"""Octets of the longest packet, as in libpcap (MAXIMUM_SNAPLEN)."""
BROKEN: Final = (dpkt.Error, struct.error, ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
"""What dpkt lets escape when bytes are not what they claim to be."""
PCAP_MAGIC: Final = frozenset(bytes.fromhex(m) for m in ("a1b2c3d4", "d4c3b2a1", "a1b23c4d", "4d3cb2a1"))
PCAPNG_MAGIC: Final = bytes.fromhex("0a0d0d0a")


class _IPv4(dpkt.ip.IP):
    _protosw = {6: dpkt.tcp.TCP}  # noqa: RUF012 - dpkt's own way to say what follows


class _IPv6(dpkt.ip6.IP6):
    _protosw = {6: dpkt.tcp.TCP}  # noqa: RUF012


_NETWORK: Final = {0x0800: _IPv4, 0x86DD: _IPv6}


class _Ethernet(dpkt.ethernet.Ethernet):
    _typesw = _NETWORK


class _Cooked(dpkt.sll.SLL):
    _typesw = _NETWORK


class _Cooked2(dpkt.sll2.SLL2):
    _typesw = _NETWORK


def _raw(packet: bytes) -> Any:
    """An IP packet of the version that it claims."""
    return _IPv6(packet) if packet[0] >> 4 == 6 else _IPv4(packet)


def _ethernet(frame: bytes) -> Any:
    """What an Ethernet frame carries, inside its VLAN tags."""
    # A type below 0x600 is a length: IEEE 802.3, which carries no IP that anybody captures today.
    return _Ethernet(frame).data if int.from_bytes(frame[12:14], "big") >= 0x600 else None


LINKS: Final[dict[int, Callable[[bytes], Any]]] = {
    0: lambda frame: _raw(frame[4:]),
    1: _ethernet,
    12: _raw,
    14: _raw,
    101: _raw,
    108: lambda frame: _raw(frame[4:]),
    113: lambda frame: _Cooked(frame).data,
    228: _IPv4,
    229: _IPv6,
    276: lambda frame: _Cooked2(frame).data,
}
"""What is in a frame, by the number of its link type (https://www.tcpdump.org/linktypes.html)."""


NOT_TCP: Final = "not TCP"
FRAGMENT: Final = "IP fragment"
MALFORMED: Final = "malformed"


@dataclass(slots=True)
class Contents:
    """What was found in a capture."""

    segments: list[Segment] = field(default_factory=list[Segment])
    left_out: Counter[str] = field(default_factory=Counter[str])
    """How many packets were left out, by the reason in words."""
    ending: str = ""
    """Why reading stopped before the end of the file, as a clause about the next packet; empty if it did not."""

    @property
    def packets(self) -> int:
        """How many packets were read."""
        return len(self.segments) + self.left_out.total()


def contents(data: bytes) -> Contents:
    """The TCP segments in the bytes of a pcap or pcapng file; ValueError, a clause, if they are none that is read."""
    newer = data[:4] == PCAPNG_MAGIC
    if not newer and data[:4] not in PCAP_MAGIC:
        raise ValueError(f"it begins with {data[:4].hex(' ')}, as neither pcap nor pcapng does")
    links = link_types(data) if newer else set[int]()
    file = _Watched(data)
    try:
        reader = dpkt.pcapng.Reader(file) if newer else dpkt.pcap.Reader(file)
        links.add(reader.datalink())
    except BROKEN as error:
        raise ValueError("its header is cut short or damaged") from error
    found = Contents()
    found.ending = _gather(found, file, iter(reader), _network(links))
    return found


def _network(links: set[int]) -> Callable[[bytes], Any]:
    """How to get at what is in a frame."""
    if len(links) > 1:
        raise ValueError(f"its interfaces have different link types, {_listed(links)}: save the packets of one")
    link = next(iter(links))
    if link not in LINKS:
        raise ValueError(
            f"its link type is {link}: accepted are {_listed(LINKS)} (Ethernet, raw IP, Linux cooked, loopback)"
        )
    return LINKS[link]


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in sorted(numbers))


class _Watched(io.BytesIO):
    """A file that remembers what was last asked of it and what it gave."""

    asked = 0
    got = 0

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0:
            raise ValueError("a block claims less than its own header")
        data = super().read(size)
        self.asked, self.got = size, len(data)
        return data

    @property
    def short(self) -> bool:
        """Whether the file ended within the last read."""
        return self.got < self.asked

    def fault(self) -> str:
        """What is wrong where reading stopped, as a clause."""
        if self.asked > LONGEST:
            return f"the next packet claims {self.asked:,} octets"
        return "the next packet is cut short" if self.short else "the next packet is damaged"


def _gather(found: Contents, file: _Watched, packets: Iterator[Any], network: Callable[[bytes], Any]) -> str:
    """Add every packet to what was found; why that stopped early, or nothing."""
    first: Any = None
    while True:
        try:
            when, frame = next(packets)
        except StopIteration:
            return file.fault() if file.short and file.got else ""
        except BROKEN:
            return file.fault()
        if file.short or len(frame) > LONGEST:
            return file.fault()
        if found.packets == MOST_PACKETS:
            return "more packets than that are not read"
        first = when if first is None else first
        _add(found, float(when - first), frame, network)


def _add(found: Contents, seconds: float, frame: bytes, network: Callable[[bytes], Any]) -> None:
    try:
        segment = _segment(seconds, network(frame), found.packets)
    except BROKEN:
        segment = MALFORMED
    if isinstance(segment, Segment):
        found.segments.append(segment)
    else:
        found.left_out[segment] += 1


def _segment(seconds: float, packet: Any, index: int) -> Segment | str:
    """The TCP segment in an IP packet, or why it is left out."""
    if not _is_ip(packet):
        return NOT_TCP
    if _is_fragment(packet):
        return FRAGMENT
    if packet.p != dpkt.ip.IP_PROTO_TCP:
        return NOT_TCP
    tcp = packet.data
    length = _payload(packet) - 4 * tcp.off
    if length < 0:
        return MALFORMED
    return Segment(
        seconds=seconds,
        source=_address(packet.src, tcp.sport),
        target=_address(packet.dst, tcp.dport),
        seq=tcp.seq,
        ack=tcp.ack,
        control=tcp.flags,
        length=length,
        datagram=packet.id if packet.v == 4 else 0,
        window=tcp.win,
        options=options(tcp.opts),
        index=index,
    )


def _is_ip(packet: Any) -> bool:
    version = {_IPv4: 4, _IPv6: 6}.get(type(packet))
    return version is not None and version == packet.v


def _is_fragment(packet: Any) -> bool:
    if packet.v == 4:
        return bool(packet.offset or packet.mf)
    part = packet.extension_hdrs.get(dpkt.ip.IP_PROTO_FRAGMENT)
    return part is not None and bool(part.frag_off or part.m_flag)


def _payload(packet: Any) -> int:
    """Octets of the TCP segment by the IP header; the capture may hold less of it.

    A length of 0 means that the sender's network card had yet to cut the segment up: all that is there counts.
    """
    if packet.v == 4:
        return packet.len - 4 * packet.hl if packet.len else len(packet.data)
    extensions = sum(one.length for one in packet.all_extension_headers)
    return packet.plen - extensions if packet.plen else len(packet.data)


def _address(octets: bytes, port: int) -> str:
    """``192.0.2.1:80`` or ``[2001:db8::1]:80``."""
    host = ip_address(octets)
    return f"[{host}]:{port}" if host.version == 6 else f"{host}:{port}"
