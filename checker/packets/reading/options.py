"""The options of a TCP header that change what its other numbers mean (RFC 9293 3.1, RFC 7323, RFC 2018)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from struct import iter_unpack
from typing import Final

END, NOTHING, MSS, SCALE, SACK_PERMITTED, SACK, STAMPS, FAST_OPEN = 0, 1, 2, 3, 4, 5, 8, 34
MOST_SCALE: Final = 14
"""A larger shift counts as this one (RFC 7323 2.3)."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a segment's options said; None where the option was not there."""

    mss: int | None = None
    """The largest segment that its sender takes."""
    scale: int | None = None
    """How many bits its sender's windows are to be shifted, once both have said so."""
    sack: bool = False
    """Whether its sender takes selective acknowledgements."""
    stamp: int | None = None
    """TSval: the sender's clock."""
    held: tuple[tuple[int, int], ...] = ()
    """What its sender holds beyond a gap: the blocks of a selective acknowledgement."""
    cookie: bool = False
    """Whether it asks for Fast Open, or brings a cookie (RFC 7413)."""
    cut: bool = False
    """Whether some options were not captured."""


NONE: Final = Options()


def options_in(octets: bytes, *, cut: bool = False) -> Options:
    """The options in these octets of a header; what cannot be read is left out.  ``cut``: others were not captured.

    >>> options_in(bytes.fromhex("020405b4 0402 080a 00000007 00000000 01 030307"))
    Options(mss=1460, scale=7, sack=True, stamp=7, held=(), cookie=False, cut=False)
    """
    if not octets and not cut:
        return NONE
    found = dict(_each(octets))
    return Options(
        mss=_number(found.get(MSS), 2),
        scale=None if (shift := _number(found.get(SCALE), 1)) is None else min(shift, MOST_SCALE),
        sack=SACK_PERMITTED in found,
        stamp=_number((found.get(STAMPS) or b"")[:4], 4),
        held=tuple(iter_unpack(">II", held)) if len(held := found.get(SACK, b"")) % 8 == 0 else (),
        cookie=FAST_OPEN in found,
        cut=cut,
    )


def _each(octets: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(octets) and octets[at] != END:
        if octets[at] == NOTHING:
            at += 1
            continue
        length = octets[at + 1] if at + 1 < len(octets) else 0
        if length < 2 or at + length > len(octets):
            return
        yield octets[at], octets[at + 2 : at + length]
        at += length


def _number(value: bytes | None, size: int) -> int | None:
    return int.from_bytes(value, "big") if value is not None and len(value) == size else None
