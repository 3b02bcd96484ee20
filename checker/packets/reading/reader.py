"""A capture file's TCP connections; whatever is wrong with the file is one sentence."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from checker.languages.counts import count
from checker.packets.reading.contents import Contents, found_in
from checker.packets.reading.conversations import Conversation, conversations
from checker.packets.reading.errors import CaptureError

LARGEST: Final = 64 * 1024 * 1024
"""Octets of the largest file that is read, so that memory and time stay bounded."""
ACCEPTED: Final = "a capture in the format pcap or pcapng is wanted, as tcpdump -w and Wireshark write it"


@dataclass(frozen=True, slots=True)
class Capture:
    """What a file holds: its TCP connections, and one sentence each on what was left out."""

    conversations: tuple[Conversation, ...]
    notes: tuple[str, ...] = ()


def read(path: str | os.PathLike[str]) -> Capture:
    """The TCP connections in a capture file.

    Classic pcap (micro- or nanoseconds, either byte order) and pcapng are read, with interfaces of different link
    types; IPv4 and IPv6, fragmented or not, over Ethernet with or without VLAN tags, raw IP, Linux cooked capture,
    BSD loopback and PPP; and inside PPPoE, MPLS, GRE, VXLAN and IP in IP.

    Raises :class:`CaptureError` where the file cannot be read or holds no TCP segment.  What follows a packet
    that is cut short or damaged is left out, and a note says so.
    """
    name = _printable(os.fspath(path))
    data = _bytes(Path(path), name)
    try:
        found = found_in(data)
    except ValueError as error:
        raise CaptureError(f"{name} cannot be read, since {error}; {ACCEPTED}.") from error
    notes = _notes(found)
    if not found.segments:
        raise CaptureError(f"{name} holds no TCP segment that can be read{': ' if notes else ''}{'; '.join(notes)}.")
    return Capture(conversations(found.segments), tuple(f"{note[0].upper()}{note[1:]}." for note in notes))


def _notes(found: Contents) -> list[str]:
    notes: list[str] = []
    if found.left_out:
        why = ", ".join(f"{number:,} {reason}" for reason, number in found.left_out.items())
        notes.append(f"{count(found.left_out.total(), 'packet')} left out ({why})")
    if found.tunnels:
        kinds = ", ".join(f"{number:,} in {kind}" for kind, number in found.tunnels.items())
        notes.append(f"segments were taken out of tunnels ({kinds})")
    if found.cut:
        notes.append(f"the options of {count(found.cut, 'segment')} were not captured (snap length)")
    if found.ending:
        notes.append(f"reading stopped after {count(found.packets, 'packet')}, since {found.ending}")
    return notes


def _bytes(path: Path, name: str) -> bytes:
    """All of a regular file that is not too large."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            kind = "is a directory" if path.is_dir() else "is not a regular file"
            raise CaptureError(f"{name} {kind}; {ACCEPTED}.")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise CaptureError(f"{name} cannot be read: {reason}; {ACCEPTED}.") from error
    if len(data) > LARGEST:
        raise CaptureError(f"{name} is larger than {LARGEST // 1024**2} MiB; cut it with tcpdump -c or editcap.")
    if not data:
        raise CaptureError(f"{name} is empty; {ACCEPTED}.")
    return data


def _printable(path: str) -> str:
    """The path, or its Python literal where a terminal could not show it.

    >>> print(_printable("a.pcap"), _printable("a" + chr(27) + ".pcap"))
    a.pcap 'a\\x1b.pcap'
    """
    return path if path.isprintable() else repr(path)
