"""A search that outgrows what can be counted in a moment: both bounds are asked, and end it where they decide.

Where the whole graph cannot be searched at all, they are all there is.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from checker.languages.counts import count
from checker.results.answers import Answer, Coverage, Verdict
from checker.search.breadth_first import CutShort, Faster, Limits, Search
from checker.search.clock import LOOK_EVERY, Clock
from checker.search.memory import room
from checker.verdicts.bounds import Bounds, bounds_of
from checker.verdicts.coverage import coverage_of_pairs
from checker.verdicts.deciding import AT_A_GLANCE, GraphDecider
from checker.verdicts.pair_verdicts import by_pairs
from checker.verdicts.plan import Plan
from checker.verdicts.what_is_large import Large, large_ends

SMALL = 200_000
"""States that are met in a moment: a graph that has no more is always explored as a whole, so that it is counted."""


@dataclass(frozen=True)
class OfPairs:
    """What is known of all reachable states, where they were not met one by one."""

    number: int
    """Of pairs of local states in the upper bound: no other can be reached.  0 where there is none."""
    coverage: Coverage
    """Rows that can never fire, values that variables can take, bounds that may be met."""
    large: tuple[Large, ...] = ()
    """What makes them so many."""


class Outgrown:
    """Asks the bounds once a search has met too many states, and ends it where they decide all that is asked.

    Satisfies :class:`checker.search.breadth_first.Keeper`, which is told how far the search has come.
    """

    def __init__(self, plan: Plan, limits: Limits, begun: float, small: int = 0) -> None:
        """``small``: so many states are met before the bounds are asked; 0: as many as are met in a moment."""
        self.plan, self.limits, self.begun = plan, limits, begun
        self.bounds: Bounds | None = None
        self.seen: dict[str, Answer] = {}
        """What the states met until then show of properties that the bounds do not decide."""
        self.enough = False
        """Whether they ended the search."""
        self._next = self.small = small or SMALL

    def begin(self, starts: Sequence[int]) -> Search | None:
        """A new search."""
        return None

    def end(self, found: Search, faster: Faster | None) -> None:
        """Nothing is written down."""

    def look(self, found: Search, faster: Faster | None) -> None:
        """Ask the bounds where it is time to; CutShort where they are enough.

        They may look at half as many pairs as there are states, and once there are four times as many they are asked
        again, so that neither the search nor the bounds wait long for the other.
        """
        states = len(found.order)
        if states <= self._next or (self.bounds is not None and not self.bounds.cut):
            return
        self._next = 4 * states
        clock = self._clock(states // 2)
        undecided = self.ask(clock).undecided
        if clock.interrupted:
            raise KeyboardInterrupt
        decider = GraphDecider(self.plan.successors, replace(found, cut="the bounds"), self.limits, Clock())
        for name in undecided:
            if isinstance(self.plan.properties[name], AT_A_GLANCE):
                self.seen[name] = decider.decide(name, self.plan.properties[name])
        self.enough = not any(one.verdict is Verdict.NOT_ESTABLISHED for one in self.answers().values())
        if self.enough:
            raise CutShort(f"more than {count(self.small, 'state')}")

    def ask(self, clock: Clock) -> Bounds:
        """What the bounds say; after Ctrl-C the clock is interrupted."""
        self.bounds = bounds_of(self.plan.steps, self.plan.ghosts, self.plan.properties, clock)
        return self.bounds

    def _clock(self, pairs: int) -> Clock:
        """Half of the time that is left, and no more than so many pairs looked at."""
        clock = Clock(memory=self.limits.memory or room(), looks=pairs // LOOK_EVERY + 1)
        if self.limits.seconds is not None:
            now = time.perf_counter()
            clock.deadline = now + max(self.begun + self.limits.seconds - now, 0) / 2
        return clock

    def answers(self) -> Mapping[str, Answer]:
        """What the bounds decide, and what was seen of the rest; what is left is not established."""
        assert self.bounds is not None
        known = {**self.seen, **self.bounds.answers}
        for name in self.bounds.undecided.keys() - known.keys():
            about, why = self.plan.properties[name].about, self.bounds.undecided[name]
            known[name] = Answer(name, Verdict.NOT_ESTABLISHED, about, why=why)
        return {name: known[name] for name in self.plan.properties}

    def better(self, answers: Mapping[str, Answer]) -> Mapping[str, Answer]:
        """The answers of a search that went on; what it leaves open as the bounds decided it."""
        known: Mapping[str, Answer] = {} if self.bounds is None else self.bounds.answers
        return {
            name: known.get(name, answer) if answer.verdict is Verdict.NOT_ESTABLISHED else answer
            for name, answer in answers.items()
        }

    def of_pairs(self) -> OfPairs | None:
        """What the bounds know of all states; with no pairs where there is no upper bound."""
        if self.bounds is None or self.bounds.ends is None:
            return None
        return OfPairs(self.bounds.pairs, coverage_of_pairs(self.bounds.ends), tuple(large_ends(self.bounds.ends)))


def may_outgrow(plan: Plan, limits: Limits) -> bool:
    """Whether the bounds may be asked: some property is one that they decide, and no part of the graph is meant."""
    return limits.depth is None and not plan.worlds and any(map(by_pairs, plan.properties.values()))
