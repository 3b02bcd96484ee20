"""The fewest and largest regions that are the same numbers as many small ones."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from checker.numbers.arcs import Arcs, common, inside, joined, size
from checker.numbers.regions import EVERYWHERE, NOWHERE, Regions, every, without
from checker.numbers.words import Key, Region


def weakest(regions: Regions, given: Sequence[int], left: Sequence[int] = (EVERYWHERE,)) -> list[Region]:
    """Regions of which none can be made larger and none left out, and that are together what is given.

    ``left``: the numbers that there are; of others nothing need be said.

    As two-level logic is minimized: expand each, then leave out what the others cover (Quine 1952; Espresso,
    Brayton et al. 1984).
    """
    found = sorted(regions.one(given), key=lambda one: len(regions.known[one]))
    idle = complement(regions, left)
    if EVERYWHERE in found or covered(regions, EVERYWHERE, [*found, *idle]):
        return [{}]
    large = regions.one(_expanded(regions, one, found, idle) for one in found)
    kept = list(large)
    for one in sorted(large, key=lambda one: -len(regions.known[one])):
        rest = [other for other in kept if other != one]
        if rest and covered(regions, one, [*rest, *idle]):
            kept = rest
    return [regions.known[one] for one in kept]


def complement(regions: Regions, of: Sequence[int]) -> list[int]:
    """The numbers that are in none of these."""
    rest = [EVERYWHERE]
    for one in of:
        rest = [part for whole in rest for part in outside(regions, whole, one)]
    return rest


def covered(regions: Regions, one: int, by: Sequence[int]) -> bool:
    """Whether every number of a region is in some of the others."""
    if one == NOWHERE or any(regions.within(one, other) for other in by):
        return True
    for place, other in enumerate(by):
        if regions.met(one, other) != NOWHERE:
            rest = outside(regions, one, other)
            return all(covered(regions, part, [*by[:place], *by[place + 1 :]]) for part in rest)
    return False


def outside(regions: Regions, one: int, other: int) -> list[int]:
    """The one without the other, in regions that have nothing in common."""
    found: list[int] = []
    if regions.met(one, other) == NOWHERE:
        return [one]
    rest = regions.known[one]
    for key, arcs in regions.known[other].items():
        here = rest.get(key, every(key))
        found.append(regions.of({**rest, key: common(here, without(key, arcs))}))
        rest = {**rest, key: common(here, arcs)}
    return [part for part in found if part != NOWHERE]


def _expanded(regions: Regions, one: int, by: Sequence[int], idle: Sequence[int]) -> int:
    """A largest region that holds this one and nothing that is not given; idle numbers only to drop a distance."""
    region = dict(regions.known[one])
    for key in sorted(region, key=lambda key: -size(region[key])):
        fewer = {other: arcs for other, arcs in region.items() if other != key}
        if covered(regions, regions.of(fewer), [*by, *idle]):
            region = fewer
            continue
        for more in _pieces(regions, key, by):
            larger = {**region, key: joined(region[key], more)}
            if not inside(more, region[key]) and covered(regions, regions.of({**region, key: more}), by):
                region = larger
    return regions.of(region)


def _pieces(regions: Regions, key: Key, by: Sequence[int]) -> list[Arcs]:
    """The parts that the given regions cut the values of a distance into."""
    top = every(key)[0][1]
    cuts = {0, top} | {cut for one in by for arc in regions.known[one].get(key, ()) for cut in arc}
    ordered = sorted(cuts)
    return [((low, high),) for low, high in pairwise(ordered)]
