"""Parts of kernels that look at a pair after the search: where its bit stands, and whether a formula is true there."""

from __future__ import annotations

from checker.search.native import context as at
from checker.search.native.words import Words, octets, words32


def slot_of(c: Words, a: int, b: int) -> int:
    """Which bit of the blocks is that of the pair."""
    return words32(c[at.TOP])[a * c[at.STRIDE] + (b >> 9)] * 512 + (b & 511)


def is_true(c: Words, a: int, b: int) -> int:
    """1 where the formula is true whose answers stand in the context."""
    of_a, of_b = words32(c[at.CLASSES]), words32(c[at.CLASSES + at.SIDE])
    return octets(c[at.TRUE])[of_a[a] * c[at.CLASS_COUNT] + of_b[b]] & 1
