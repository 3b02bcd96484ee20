"""Pairs and what is in flight there as packed configurations: for formulas, and for runs.

The layout has a bit for each message and each remembered tuple that was met, however many others there could have been.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from checker.packed.layout import Layout
from checker.pairs.ends import Ends, Flying
from checker.rows.configuration import Configuration
from spec.notation.nodes import End, Var
from spec.notation.systems import ENDS


class Packing:
    """The packed configurations of what was met so far; what is met later has no bits there."""

    def __init__(self, ends: Ends) -> None:
        self.ends = ends
        universes: dict[End, list[int]] = {end: ends.messages[end].keys[1:] for end in ENDS}
        self.layout = Layout(ends.system, ends.frames, universes, self._remembered())
        self._shifts = tuple(self.layout.ways[end].bits.shift for end in ENDS)
        self.local = cache(self._local)

    def _remembered(self) -> dict[tuple[End, Var], list[int]]:
        found: dict[tuple[End, Var], list[int]] = {}
        for end, table in self.ends.tables.items():
            for place, var in enumerate(table.steps.histories):
                found[end, var] = [key for which, key in table.kept if which == place]
        return found

    def packed(self, pair: int, flying: Flying) -> int:
        """The configuration of a pair with these messages in flight."""
        found = flying[0] >> 1 << self._shifts[0] | flying[1] >> 1 << self._shifts[1]
        for side in self.ends.sides:
            found |= self.local(side.end, pair & side.mask)
        for count, bits in zip(self.ends.forged(pair), self.layout.forged, strict=True):
            found |= count << bits.shift
        return found

    def configuration(self, pair: int, flying: Flying) -> Configuration:
        """The same, unpacked."""
        found = self.layout.unpack(self.packed(pair, flying))
        return replace(found, to_a=tuple(sorted(found.to_a)), to_b=tuple(sorted(found.to_b)))

    def _local(self, end: End, number: int) -> int:
        table = self.ends.tables[end]
        local, packed = table.local(number), 0
        for place, (which, key) in enumerate(table.kept):
            if local.kept >> place & 1:
                var = table.steps.histories[which]
                packed |= 1 << self.layout.histories[end, var].shift + self.layout.remembered[end, var].index(key)
        return packed | local.bits
