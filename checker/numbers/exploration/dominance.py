"""Which ways have all that another has: what can happen with the one can happen with the others.

Of a message that dies with age, a younger copy can do whatever an older one can.  A way is written as bits: for every
message, and every age that it may have reached, one for each copy that is no older.  Then one way has all that
another has if it has all of its bits.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from checker.numbers.exploration.states import Places
from spec.notation.nodes import End

T = TypeVar("T")
FEW = 32
"""Of so many ways each is looked at; of more, those that have more than one are looked up."""


class Dominance:
    """The ways of a system by what they have."""

    def __init__(self, places: Places, compared: Mapping[End, bool]) -> None:
        """``compared``: the ends towards which more messages can do whatever fewer can."""
        self._places, self._compared = places, compared
        self._bit: dict[End, dict[tuple[int, int, int], int]] = {"A": {}, "B": {}}
        """By message, age, and which copy it is."""
        self._bits: dict[End, dict[int, int]] = {"A": {}, "B": {}}
        self._kept: dict[End, dict[int, int]] = {"A": {}, "B": {}}
        self._known_above: dict[tuple[End, int], list[int]] = {}
        self._looked: dict[tuple[End, int], int] = {}

    def keep(self, to: End, way: int) -> None:
        """From now on it may be above others."""
        self._kept[to][way] = self._of(to, way)

    def above(self, to: End, way: int, among: Mapping[int, T]) -> Sequence[T]:
        """What is said of those of the ways that have all that this one has; all of the ways are kept."""
        if not self._compared[to]:
            return (among[way],) if way in among else ()
        if len(among) > FEW:
            return [among[other] for other in self._above_all(to, way) if other in among]
        bits, kept = self._of(to, way), self._kept[to]
        return [said for other, said in among.items() if bits & kept[other] == bits]

    def _above_all(self, to: End, way: int) -> Sequence[int]:
        """Of all the ways that are kept."""
        above = self._known_above.setdefault((to, way), [])
        looked, kept = self._looked.get((to, way), 0), self._kept[to]
        if looked < len(kept):
            bits = self._of(to, way)
            above += [other for other, more in islice(kept.items(), looked, None) if bits & more == bits]
            self._looked[to, way] = len(kept)
        return above

    def highest(self, to: End, ways: Collection[int]) -> list[int]:
        """Those of the ways than which none of the others has more."""
        bits = {way: self._of(to, way) for way in ways}
        return [way for way, one in bits.items() if not any(one & more == one != more for more in bits.values())]

    def _of(self, to: End, way: int) -> int:
        known = self._bits[to].get(way)
        if known is None:
            known = self._bits[to][way] = self._written(to, self._places.ways[to][way])
        return known

    def _written(self, to: End, messages: Sequence[int]) -> int:
        oldest = self._places.system.way(to).oldest or 0
        bits, known, copies = 0, self._bit[to], dict[tuple[int, int], int]()
        for message in messages:
            young = self._places.young(to, message)
            for age in range(self._places.messages[to][message].age, oldest + 1):
                seen = copies[young, age] = copies.get((young, age), 0) + 1
                bits |= 1 << known.setdefault((young, age, seen), len(known))
        return bits
