"""The run that sends the fewest messages, found by kernels among the pairs of a finished search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from checker.search.clock import Clock
from checker.search.native import cheapest_context as way, context as at, machine_code
from checker.search.native.entry_words import by_entry
from checker.search.native.heap import Buffer
from checker.search.native.view_classes import PairTruth
from checker.search.truth import CostsInView
from spec.notation.nodes import End
from spec.notation.systems import ENDS

ROOM = 1 << 14
"""Ways that there is room for at first."""
BUDGET = 1 << 16
"""Ways that are tried between two looks at the clock."""


class TooLong(Exception):
    """A cost, or a number of steps, does not fit into its bits."""


class PairWays:
    """The ways to the pairs of a search, the cheapest first."""

    def __init__(self, shared: Buffer, views: Mapping[End, Sequence[int]], goal: PairTruth, costs: CostsInView) -> None:
        """``costs``: how many messages the steps of a view send, in order."""
        goal.settle()
        self.goal = goal
        self.kernels = machine_code.compiled("cheapest")
        self.context = shared.begun_as(way.WORDS)
        self.c = self.context.words
        self.costs: list[Buffer] = []
        for end, side in zip(ENDS, (0, at.SIDE), strict=True):
            self.costs.append(by_entry(self.c, side, views[end], partial(costs, end)))
            self.c[way.COSTS + side] = self.costs[-1].address
        self.best = Buffer(32, 512 * self.c[at.BLOCKS_MADE])
        self.keys, self.pairs, self.parents, self.queue = (Buffer(width, ROOM) for width in (64, 64, 32, 64))
        self._place()

    def _place(self) -> None:
        c = self.c
        c[way.BEST], c[way.KEYS], c[way.PAIRS] = self.best.address, self.keys.address, self.pairs.address
        c[way.PARENTS], c[way.QUEUE] = self.parents.address, self.queue.address
        c[way.ROOM] = min(one.room for one in (self.keys, self.pairs, self.parents, self.queue))

    def cheapest(self, starts: int, clock: Clock) -> tuple[list[int], int]:
        """The pairs of the run to the goal, and its cost; none where it cannot be reached.

        ``starts``: how many pairs the search began with.  Raises TooLong.
        """
        c = self.c
        while c[way.ROOM] < starts:
            self._more_room()
        c[at.TO], c[at.BUDGET] = starts, BUDGET
        self.kernels["begin_ways"](self.context.address)
        while (why := self.kernels["cheapest"](self.context.address)) != way.FOUND:
            clock.done = c[way.MET]
            clock.look()
            if why == way.NOWHERE:
                return [], 0
            if why == way.TOO_LONG:
                raise TooLong
            if why == at.NO_ROOM:
                self._more_room()
        return self._run(c[way.GOAL]), self.keys.words[c[way.GOAL]] >> way.NUMBER + way.BITS

    def _more_room(self) -> None:
        for one in (self.keys, self.pairs, self.parents, self.queue):
            one.grow()
        self._place()

    def _run(self, number: int) -> list[int]:
        run = [number]
        while self.parents.words[run[-1]] != run[-1]:
            run.append(self.parents.words[run[-1]])
        return [self.pairs.words[one] for one in reversed(run)]
