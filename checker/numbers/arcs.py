"""Sets of numbers on the circle of 2^32: arcs, as the comparisons of RFC 9293 3.4 cut them out.

A set is a sorted tuple of (least, end) with the end left out and no two that touch; what goes over the top of the
number space is cut in two there.
"""

from __future__ import annotations

from functools import cache

MODULUS = 2**32

Arcs = tuple[tuple[int, int], ...]
EVERY: Arcs = ((0, MODULUS),)


@cache
def arc(least: int, size: int) -> Arcs:
    """So many numbers from that one on.

    >>> arc(2**32 - 1, 3)
    ((0, 2), (4294967295, 4294967296))
    """
    if size >= MODULUS:
        return EVERY
    begin = least % MODULUS
    end = begin + size
    if size <= 0:
        return ()
    return ((begin, end),) if end <= MODULUS else joined(((0, end - MODULUS),), ((begin, MODULUS),))


@cache
def others(one: Arcs) -> Arcs:
    """The numbers that are not among them."""
    cuts = [0, *(cut for each in one for cut in each), MODULUS]
    return tuple((low, high) for low, high in zip(cuts[::2], cuts[1::2], strict=True) if low < high)


@cache
def common(one: Arcs, other: Arcs) -> Arcs:
    """The numbers in both."""
    both = ((max(low, least), min(high, most)) for low, high in one for least, most in other)
    return tuple(sorted((low, high) for low, high in both if low < high))


def joined(one: Arcs, other: Arcs) -> Arcs:
    """The numbers in one or the other."""
    return others(common(others(one), others(other)))


def inside(one: Arcs, other: Arcs) -> bool:
    """Whether every number of the one is in the other."""
    return common(one, other) == one


@cache
def moved(one: Arcs, by: int) -> Arcs:
    """Each number plus that."""
    found: Arcs = ()
    for low, high in one:
        found = joined(found, arc(low + by, high - low))
    return found


@cache
def mirrored(one: Arcs) -> Arcs:
    """Each number's negative."""
    found: Arcs = ()
    for low, high in one:
        found = joined(found, arc(1 - high, high - low))
    return found


def size(one: Arcs) -> int:
    """How many they are."""
    return sum(high - low for low, high in one)


def single(one: Arcs) -> int | None:
    """The number, where it is one alone."""
    return one[0][0] if size(one) == 1 else None


def has(one: Arcs, number: int) -> bool:
    """Whether it is among them."""
    return any(low <= number < high for low, high in one)
