"""Whether a goal can be reached, and by what run: the two bounds brought together.

Where the upper bound has no goal, there is no run.  Where it has one, a search from below looks for a run to it.  Where
that takes long, the lightest run of the upper bound is taken in earnest; it comes to a message that nobody sent on the
way, only on others that were joined with it.  Then the pairs on the way to the goal are split by whether such a message
was ever sent (refinement by a spurious run: Clarke, Grumberg, Jha, Lu and Veith 2000).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from checker.packed.successors import Successors
from checker.pairs.distances import Backwards, Weight, distances
from checker.pairs.ends import Ends
from checker.pairs.first_run import FirstRun, NotSoon
from checker.pairs.goals import Asked, Goal
from checker.pairs.joined import Joined
from checker.pairs.lightest import TooManyStates, lightest
from checker.pairs.moves import Content, KeptMoves, Moves, SetMoves, unbounded_sets
from checker.pairs.packed_moves import PackedMoves
from checker.pairs.packing import Packing
from checker.pairs.spurious import unsent
from checker.rows.configuration import Configuration
from checker.search.clock import Clock

Exactly = TypeVar("Exactly")
AT_FIRST = 500
"""States that the search may look at before the bound is refined for the first time; each time twice as many."""
OF_OTHERS = 4000
"""States that it may look at in all where it cannot keep every message: then the whole graph is the better way."""


@dataclass(frozen=True)
class Bound:
    """An upper bound with its goals."""

    joined: Joined
    to_go: Mapping[int, Weight]
    """What is left at least, for each node that leads to a goal."""


@dataclass(frozen=True)
class Reached:
    """A goal that was reached."""

    weight: Weight
    run: tuple[Configuration, ...]
    """The states of the first lightest run."""
    looked: int
    """How many states the search looked at."""


@dataclass(frozen=True)
class Unreached:
    """A goal that no run leads to."""

    looked: int = 0
    """How many states the search looked at; 0: the upper bound was enough."""
    sorts: int = 0
    """By how many sorts of messages pairs were split."""


def loses(ends: Ends) -> bool:
    """Whether whatever is in flight can be lost."""
    return all(ends.system.way(side.end).loses for side in ends.sides)


class Reaching:
    """Looks for runs to goals within an upper bound."""

    def __init__(self, joined: Joined, packing: Packing, clock: Clock) -> None:
        self.packing, self.joined, self.ends, self.clock = packing, joined, joined.ends, clock
        self.loses = loses(joined.ends)
        self.sets = unbounded_sets(joined.ends)
        self._successors: Successors | None = None

    def keeps(self, goal: Goal) -> bool:
        """Whether the search for it may keep every message."""
        return self.sets and (goal.grows or self.loses)

    def reach(self, goal: Goal, *, by_cost: bool = False) -> Reached | Unreached:
        """The first lightest run to the goal, or another one where that is not found soon.

        TooManyStates, NotSoon, OutOfTime.
        """
        if self.ends.ticks:
            goal = replace(goal, empties=())  # a tick may take away more than one message
        joined, most, looked = self.joined, AT_FIRST, 0
        while True:
            bound = self._bound(joined, goal, by_cost=by_cost)
            if bound is None:
                return Unreached(looked, len(joined.split.sorts))
            try:
                return self._search(bound, goal, most, looked, by_cost=by_cost)
            except TooManyStates:
                looked, most = looked + most, 2 * most
                if not self.keeps(goal) and looked > OF_OTHERS:
                    raise
            taken = unsent(joined, bound.to_go, self.clock, by_cost=by_cost)
            if taken is not None:
                split = joined.split.by(*taken)
                joined = Joined(self.ends, self.clock, split=split, within=(joined.split, bound.to_go))

    def _bound(self, joined: Joined, goal: Goal, *, by_cost: bool) -> Bound | None:
        goals = [node for node in joined if goal.within(joined.split.pair(node), joined.at(node))]
        if not goals:
            return None
        to_go = distances(Backwards(joined, by_cost=by_cost), goals, self.clock)
        start = next(iter(joined))
        return Bound(joined, to_go) if start in to_go else None

    def _search(self, bound: Bound, goal: Goal, most: int, before: int, *, by_cost: bool) -> Reached | Unreached:
        split = bound.joined.split
        if not self.keeps(goal):
            self._successors = self._successors or Successors(self.ends.system, self.ends.ghosts)
            packed = PackedMoves(self.ends, split, self._successors, by_cost=by_cost)
            return self._run(packed, packed, bound, goal, goal.true, (most, before))
        kept = KeptMoves(self.packing, split, by_cost=by_cost)
        as_it_stands = SetMoves(self.packing, split, by_cost=by_cost, losses=not goal.grows)
        return self._run(kept, as_it_stands, bound, goal, goal.within, (most, before))

    def _run(
        self,
        moves: Moves[Content],
        exact: Moves[Exactly],
        bound: Bound,
        goal: Goal,
        asked: Asked,
        states: tuple[int, int],
    ) -> Reached | Unreached:
        """``states``: the most to look at, and how many were looked at before."""
        split, (most, before) = bound.joined.split, states
        found = lightest(moves, split, asked, bound.to_go, most, self.clock)
        looked = before + found.looked
        if found.weight is None:
            return Unreached(looked, len(split.sorts))
        try:
            weight, run = FirstRun(exact, split, goal, bound.to_go, self.clock).run(found.weight)
            return Reached(weight, tuple(map(exact.unpacked, run)), looked)
        except NotSoon:
            if not (goal.grows or self._is_exact(moves)):  # what has to be lost on the way is not known
                raise
        return Reached(found.weight, tuple(map(moves.unpacked, found.run)), looked)

    def _is_exact(self, moves: Moves[Content]) -> bool:
        """Whether its steps are those of the system as it stands."""
        return isinstance(moves, PackedMoves)
