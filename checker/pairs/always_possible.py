"""From where a goal can still be reached, asked of pairs of local states with nothing in flight (AG EF).

Over channels that may lose, every reachable pair is reachable with nothing in flight; and a goal that can be reached
from there can be reached with anything in flight.  So a goal is always possible if it is from each pair with nothing.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping

from checker.pairs.distances import Backwards, Weight, distances
from checker.pairs.ends import NOTHING, Flying
from checker.pairs.goals import Goal
from checker.pairs.joined import Joined
from checker.pairs.moves import At, KeptMoves
from checker.pairs.packing import Packing
from checker.search.clock import Clock

BEFORE_JOINING = 64
"""States that are looked at before it is asked whether a joining from there meets a goal at all."""


class Possible:
    """From where a goal can be reached.

    ``joined``: the upper bound of the whole system; pairs outside it are not asked.
    """

    def __init__(self, joined: Joined, packing: Packing, goal: Goal, clock: Clock) -> None:
        self.joined, self.goal, self.clock = joined, goal, clock
        self.goals = [pair for pair in joined if goal.within(pair, joined.at(pair))]
        self.to_go: Mapping[int, Weight] = distances(Backwards(joined), self.goals, clock)
        self._moves = KeptMoves(packing, joined.split)
        self._from_nothing: dict[int, bool] = {}
        """For pairs that were asked, whether it can be reached from there with nothing in flight."""

    def from_nothing(self, pair: int) -> bool:
        """Whether the goal can be reached from a pair with nothing in flight."""
        known = self._from_nothing.get(pair)
        if known is None:
            known = self._from_nothing[pair] = self.at(pair, NOTHING)
        return known

    def at(self, pair: int, flying: Flying) -> bool:
        """Whether the goal can be reached from a pair with that in flight."""
        if pair not in self.to_go:
            return False
        found = self._search(pair, flying, BEFORE_JOINING)
        if found is None:
            found = self._is_joined(pair, flying) and self._search(pair, flying, None)
        return bool(found)

    def _search(self, pair: int, flying: Flying, most: int | None) -> bool | None:
        """Whether the search that keeps every message meets the goal; None where ``most`` states are too few."""
        first = At(pair, flying)
        queue, seen = [(self.to_go[pair], 0, first)], {(pair, flying)}
        met: dict[int, list[Flying]] = {}
        while queue:
            left, _, at = heapq.heappop(queue)
            there = met.setdefault(at.node, [])
            if any(self._moves.covers(more, at.content) for more in there):
                continue
            there.append(at.content)
            self.clock.tick()
            if self._from_nothing.get(at.node) or (not left and self.goal.within(at.node, at.content)):
                return True
            if most is not None and len(seen) > most:
                return None
            for after in self._moves.steps(at):
                if after[:2] not in seen and after.node in self.to_go:
                    seen.add(after[:2])
                    heapq.heappush(queue, (self.to_go[after.node], len(seen), after))
        return False

    def _is_joined(self, pair: int, flying: Flying) -> bool:
        """Whether a joining from there meets a goal; where it does not, none of its pairs leads to one."""
        part = Joined(self.joined.ends, self.clock, [(pair, flying)], within=(self.joined.split, self.to_go))
        if any(self.goal.within(one, part.at(one)) for one in part):
            return True
        self._from_nothing.update(dict.fromkeys(part, False))
        return False
