"""One way to write a state: what is assumed to be equal is written alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.numbers.arcs import Arcs, arc, common, moved, single
from checker.numbers.distance_cycles import is_distance
from checker.numbers.words import Base, Below, Key, Region, Sum, Word, distance
from checker.rows.configuration import Value

Equal = Mapping[Base, tuple[Sum, int]]
"""Bases that are others plus an offset, or plain numbers."""


def solved(region: Region, order: Sequence[Base]) -> tuple[Region, Equal]:
    """The same region in fewer bases, and what the bases left out are; of two that are equal the later one goes."""
    equal: dict[Base, tuple[Sum, int]] = {}
    while (found := _next(region, equal, order)) is not None:
        gone, is_now = found
        put = {gone: is_now}
        region = _put(region, put)
        equal = {base: _sum(bases, offset, put) for base, (bases, offset) in equal.items()} | put
    return _with(region, equal), equal


def _put(region: Region, put: Equal) -> Region:
    found: Region = {}
    for one, each in region.items():
        for key, arcs in _rewritten(one, each, put):
            found[key] = common(found[key], arcs) if key in found else arcs
    return found


def _next(region: Region, equal: Equal, order: Sequence[Base]) -> tuple[Base, tuple[Sum, int]] | None:
    for key, arcs in region.items():
        number = None if isinstance(key, Below) or not is_distance(key) else single(arcs)
        if number is not None and not isinstance(key, Below):
            first, other = key[0][0], key[1][0] if len(key) == 2 else None
            if other is not None and order.index(other) > order.index(first):
                return other, (((first, 1),), -number)
            return first, ((((other, 1),) if other is not None else ()), number)
    return None


def _with(region: Region, equal: Equal) -> Region:
    """The region and what is equal in it."""
    found = dict(region)
    for base, (bases, offset) in equal.items():
        apart = Word.of(((base, 1), *((one, -times) for one, times in bases)), -offset)
        assert isinstance(apart, Word)
        key, arcs = distance(apart.bases, arc(-apart.offset, 1))
        found[key] = arcs
    return found


def _rewritten(key: Key, arcs: Arcs, put: Equal) -> list[tuple[Key, Arcs]]:
    if isinstance(key, Below):
        left, begin = _sum(key.left, key.begin, put)
        right, end = _sum(key.right, key.end, put)
        return [(replace(key, left=left, begin=begin, right=right, end=end), arcs)]
    bases, offset = _sum(key, 0, put)
    if not bases:
        return []
    return [distance(bases, moved(arcs, -offset))]


def _sum(bases: Sum, offset: int, put: Equal) -> tuple[Sum, int]:
    number = Word.of((), offset)
    for base, times in bases:
        is_now, more = put.get(base, (((base, 1),), 0))
        number = (number + Word.of(tuple((one, many * times) for one, many in is_now), more * times)) % 2**32
    return (number.bases, number.offset) if isinstance(number, Word) else ((), number)


def rewritten(value: Value, equal: Equal) -> Value:
    """The number, or the tuples of a history, in fewer bases."""
    if isinstance(value, frozenset):
        return frozenset(tuple(put_in(one, equal) for one in each) for each in value)
    return put_in(value, equal)


def put_in(value: int, equal: Equal) -> int:
    """The number in fewer bases."""
    return Word.of(*_sum(value.bases, value.offset, equal)) if isinstance(value, Word) else value
