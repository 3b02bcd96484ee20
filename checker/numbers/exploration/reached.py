"""What was reached: every configuration with the regions for which it was, and what is new of one that is reached now.

A configuration is nothing new where one with the same ends has all that it has in flight, and more (dominance: Finkel
and Schnoebelen 2001, of well-structured systems).
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.numbers.exploration.dominance import Dominance
from checker.numbers.exploration.states import PlacedState
from checker.numbers.regions import NOWHERE, Regions
from spec.notation.systems import ENDS

Ends = tuple[int, int, tuple[int, ...]]
"""A, B, and what was forged."""
ByWay = dict[int, dict[int, list[int]]]
"""The regions, by the way to A and the way to B."""


class Known:
    """The configurations that were reached, by their ends and by what is in flight."""

    def __init__(self, regions: Regions, dominance: Dominance) -> None:
        self._regions, self._dominance = regions, dominance
        self._reached: dict[Ends, ByWay] = {}

    def reach(self, at: PlacedState, regions: Sequence[int]) -> Sequence[int]:
        """Reached now in these regions; what is new of them."""
        fresh = self.fresh(at, regions)
        if fresh:
            for end in ENDS:
                self._dominance.keep(end, at.towards(end))
            own = self._reached.setdefault(_ends(at), {}).setdefault(at.to_a, {})
            own[at.to_b] = self._regions.one([*own.get(at.to_b, ()), *regions])
        return fresh

    def fresh(self, at: PlacedState, regions: Sequence[int]) -> Sequence[int]:
        """What is left of the regions without those of each configuration that has all that this one has."""
        here = self._reached.get(_ends(at), {})
        left = self._new(regions, here.get(at.to_a, {}).get(at.to_b, ()))
        for by_way in self._dominance.above("A", at.to_a, here) if left else ():
            for known in self._dominance.above("B", at.to_b, by_way):
                left = self._new(left, known)
                if not left:
                    return left
        return left

    def _new(self, regions: Sequence[int], known: Sequence[int]) -> Sequence[int]:
        """What is left of the regions."""
        if not known:
            return regions
        found: list[int] = []
        for region in regions:
            for one in (region,) if region in known else known:
                rest = self._regions.without(region, one)
                region = region if rest is None else rest
                if region == NOWHERE:
                    break
            else:
                found.append(region)
        return found


def _ends(at: PlacedState) -> Ends:
    return at.a, at.b, at.forged
