"""Sequence numbers: how far one lies from another, in the circle of 2^32 (RFC 9293 3.4)."""

from __future__ import annotations

from typing import Final

SPACE: Final = 1 << 32
"""How many sequence numbers there are."""
HALF: Final = 1 << 31
DATAGRAMS: Final = 1 << 16
"""How many IP identifications there are (RFC 791 3.1)."""


def far(number: int, from_: int) -> int:
    """How many numbers lie from one to another, going up.

    >>> far(3, SPACE - 2), far(90, 100) == SPACE - 10
    (5, True)
    """
    return (number - from_) % SPACE


def ahead(number: int, of: int) -> int:
    """How far a number lies after another one, negative where it lies before it.

    >>> ahead(3, SPACE - 2), ahead(90, 100)
    (5, -10)
    """
    return (number - of + HALF) % SPACE - HALF
