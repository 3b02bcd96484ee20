"""The connections of two captures that were asked for."""

from __future__ import annotations

from pathlib import Path

from checker.command.outcomes import Refused
from checker.languages.counts import count
from checker.packets.reading import read
from checker.packets.reading.two_taps import TwoTaps, two_taps


def chosen(client: str, server: str, connection: int | None) -> list[tuple[str, TwoTaps]]:
    """What both captures have, or the Nth of it, each with what stands before its heading."""
    names = Path(client).name, Path(server).name
    found = two_taps(read(client), read(server), names)
    if connection is not None and connection > len(found):
        held = count(len(found), "connection")
        raise Refused(f"{' and '.join(names)} have {held} in common: there is no number {connection}")
    titles = [f"{number} of {len(found)}: " if len(found) > 1 else "" for number in range(1, len(found) + 1)]
    wanted = list(zip(titles, found, strict=True))
    return wanted if connection is None else [wanted[connection - 1]]
