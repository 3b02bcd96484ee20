"""A whole capture, judged at one end."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from checker.packets.reading import read
from checker.packets.reading.pairs import pairs, side
from checker.packets.tcp.conformance import Conformance, conform as judged
from checker.packets.tcp.tables import TABLES
from spec.notation.machines import Machine


def conform(file: str | Path, end: str, tables: Mapping[str, type[Machine]] = TABLES) -> list[Conformance]:
    """Each connection of a capture (pcap or pcapng), judged at one end: whether the table allows what it sent.

    ``end``: ``client``, ``server``, or its address or ``address:port``; the capture is taken there.
    ``tables``: one is tried after the other, up to the first that allows everything.
    CaptureError where the file cannot be read, or has no such end.
    """
    return [judged(pair, side(pair, end, Path(file).name), tables) for pair in pairs(read(file))]
