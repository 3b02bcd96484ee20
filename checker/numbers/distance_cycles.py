"""Whether distances that close a circle fit together: from one number to the next and back they add up to nothing.

Two of three decide the third, and whatever two leave open is an arc again; so three numbers are decided by one look.
Of more, what any three rule out is taken away first.  If there are such numbers at all, there are some of which each
lies at the end of an arc from another (move those that do not, together, until one does): these are tried, within a
limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from checker.numbers.arcs import EVERY, MODULUS, Arcs, arc, common, has, joined, mirrored
from checker.numbers.words import Base, Below, Region, Sum

Node = Base | None
"""A base, or the number 0."""
Apart = dict[tuple[Node, Node], Arcs]
"""From the second to the first: the first less the second, both ways round."""
MOST = 400
"""So many choices of numbers are tried before the solver is asked."""


def fits(region: Region) -> bool | None:
    """Whether there are numbers with these distances; None where it takes the solver to say."""
    apart: Apart = {}
    for key, arcs in region.items():
        if isinstance(key, Below) or not is_distance(key):
            return None
        one, other = key[0][0], key[1][0] if len(key) == 2 else None
        apart[one, other], apart[other, one] = arcs, mirrored(arcs)
    known = [_closed(part, apart) for part in _parts(apart)]
    return False if False in known else None if None in known else True


def is_distance(bases: Sum) -> bool:
    """Whether it is a base, or one without another: all numbers alike, whatever one of the two is."""
    return [times for _, times in bases] in ([1], [1, -1])


def closes_none(region: Region) -> bool:
    """Whether it has distances alone, of which each may be what it is whatever the others are."""
    keys = [key for key in region if not isinstance(key, Below) and is_distance(key)]
    pairs = [(key[0][0], key[1][0] if len(key) == 2 else None) for key in keys]
    parts = _parts(dict.fromkeys(pairs, EVERY))
    return len(keys) == len(region) == sum(len(part) - 1 for part in parts)


def _parts(apart: Mapping[tuple[Node, Node], Arcs]) -> list[list[Node]]:
    """The numbers that have to do with each other."""
    parts: list[list[Node]] = []
    for pair in apart:
        touched = [part for part in parts if pair[0] in part or pair[1] in part]
        parts = [part for part in parts if part not in touched]
        parts.append(list(dict.fromkeys([*(one for part in touched for one in part), *pair])))
    return parts


def _closed(part: Sequence[Node], apart: Apart) -> bool | None:
    edges = sum(1 for one, other in apart if one in part and other in part) // 2
    if edges < len(part):
        return all(apart[one, other] for one, other in apart if one in part)
    left = _narrowed(part, apart)
    if left is None:
        return False
    return True if len(part) <= 3 else _placed(part, left)


def _narrowed(part: Sequence[Node], apart: Apart) -> Apart | None:
    """The distances without what any two others rule out; None where nothing is left of one."""
    left = {(one, other): apart.get((one, other), EVERY) for one, other in permutations(part, 2)}
    changed = True
    while changed:
        changed = False
        for one, by, other in permutations(part, 3):
            now = left[one, other]
            if EVERY in (left[one, by], left[by, other]):
                continue
            fewer = common(now, _added(left[one, by], left[by, other]))
            if fewer != now:
                left[one, other], left[other, one] = fewer, mirrored(fewer)
                changed = True
            if not fewer:
                return None
    return left


def _added(one: Arcs, other: Arcs) -> Arcs:
    """Every sum of a number of the one and a number of the other."""
    found: Arcs = ()
    for low, high in one:
        for least, most in other:
            found = joined(found, arc(low + least, high - low + most - least - 1))
    return found


def _placed(part: Sequence[Node], apart: Apart) -> bool | None:
    """Whether numbers are found of which each lies at the end of an arc from one before it."""
    tried: set[frozenset[tuple[Node, int]]] = set()
    todo: list[dict[Node, int]] = [{part[0]: 0}]
    while todo:
        placed = todo.pop()
        if len(placed) == len(part):
            return True
        if len(tried) > MOST:
            return None
        for more in _next(part, apart, placed):
            written = frozenset(more.items())
            if written not in tried:
                tried.add(written)
                todo.append(more)
    return False


def _next(part: Sequence[Node], apart: Apart, placed: Mapping[Node, int]) -> Iterator[dict[Node, int]]:
    for one in part:
        if one in placed:
            continue
        ends = {
            (number + end) % MODULUS
            for other, number in placed.items()
            if apart[one, other] != EVERY
            for low, high in apart[one, other]
            for end in (low, high - 1)
        }
        for number in sorted(ends):
            if all(has(apart[one, other], (number - there) % MODULUS) for other, there in placed.items()):
                yield {**placed, one: number}
