"""The search over pairs of views: taken over from Python in the middle, and brought to the same end."""

from __future__ import annotations

import sys
import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checker.packed.successors import Successors
from checker.search.breadth_first import CutShort, Limits, Search
from checker.search.checkpoints.pairs import InPairs
from checker.search.native import context as at, threads
from checker.search.native.heap import Buffer
from checker.search.native.machine_code import Kernels
from checker.search.native.met import Met
from checker.search.native.pair_order import PairOrder, ParentPlaces
from checker.search.native.tables import ViewTables
from checker.search.native.threads import LevelPart, ThreadPace, cores, expand_all
from spec.notation.systems import ENDS

BUDGET = 1 << 21
"""Transitions that are followed between two looks at the clock: some hundredths of a second."""
AHEAD = 1024
"""Pairs that are expanded ahead where one was met of which something is not known, to ask for all of it at once."""
MOST = 2**32 - 2
"""Places are written in 32 bits."""
NO_PAIR = 2**64 - 1
"""No view has such a number."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a search came to."""

    views: tuple[int, int]
    """Of A and of B."""
    states: int
    size: int
    """Octets of the states, their parents, and of what tells which were met."""
    asked: int
    """How often Python was asked what happens in a view, or where a message leads to."""
    asking: float
    """Seconds that this took."""
    following: float
    """Seconds in the kernels."""
    together: int
    """How many rounds were of several threads."""


class PairSearch:
    """One search, from where Python left it."""

    def __init__(
        self,
        successors: Successors,
        found: Search,
        last: int,
        limits: Limits,
        kernels: Kernels,
    ) -> None:
        """``last``: where the level ends that is being expanded."""
        self.successors, self.found, self.limits, self.kernels = successors, found, limits, kernels
        self.context = Buffer(64, at.WORDS)
        self.c = self.context.words
        self.tables = ViewTables(successors, self.c)
        self.asks, self.asking, self.following = 0, 0.0, 0.0
        self.threads = cores()
        self.parts: list[LevelPart] = []
        self.pace, self.rounds = ThreadPace(), 0
        self.met = Met(self.c, len(found.order), len(found.levels), len(found.stuck))
        self.asked = Buffer(64, at.ASKED_ROOM)
        self.c[at.ASKED] = self.asked.address
        self._take_over(last)
        for end, one in self.tables.of.items():
            one.before_more = self.met.fit_top
            self.met.fit_top(end, one.room)
        self._mark_again()
        self._learn()
        tables = [space for one in self.tables.of.values() for space in (one.rows, one.put, one.entries)]
        self._spaces = (self.met.parents, self.met.blocks, self.met.top, *tables)

    def _take_over(self, last: int) -> None:
        """Everything that was found so far, in its order."""
        found, size, c = self.found, len(self.found.order), self.c
        self.met.order.copy_in(self._pairs(found.order, size))
        self.met.parents.copy_in(array("I", (parent & at.NO_PARENT for parent in found.parents)).tobytes())
        self.met.levels.copy_in(array("Q", found.levels).tobytes())
        self.met.stuck.copy_in(array("I", found.stuck).tobytes())
        c[at.MET], c[at.PLACE], c[at.LAST] = size, found.expanded, last
        c[at.DEPTH], c[at.STUCK_MET], c[at.TRANSITIONS] = len(found.levels), len(found.stuck), found.transitions
        limits = self.limits
        c[at.MOST] = MOST if limits.states is None else min(limits.states, MOST)
        c[at.DEPTH_MOST] = sys.maxsize if limits.depth is None else limits.depth
        c[at.AHEAD] = 0 if limits.states is None else AHEAD
        c[at.BUDGET], c[at.BLOCKS_MADE] = BUDGET, 1
        c[at.TICKS] = int(self.successors.has_time)

    def _pairs(self, order: Sequence[int], size: int) -> bytes:
        """The configurations as pairs; those that are pairs already keep their numbers."""
        if not isinstance(order, InPairs):
            return array("Q", (a | b << 32 for a, b in map(self.tables.pair, order))).tobytes()
        for table, views in zip(self.tables.of.values(), (order.a, order.b), strict=True):
            for view in views:
                table.number(view)
        return order.octets(0, size)

    def run(self, look: Callable[[], None]) -> None:
        """Search on; Cut where a limit ends it.  What was found stands in the search at each look, and at the end."""
        try:
            while not self._paced():
                self._tell()
                look()
        finally:
            for one in self.tables.of.values():  # what was moved when there was no room for more
                one.place()
            self.met.place()
            self._tell()
            self._end()

    def _paced(self) -> bool:
        """Go on for a while, with one thread or with several, whichever is faster; whether all is expanded."""
        begun, before = time.perf_counter(), self.c[at.TRANSITIONS]
        together = self._wide() and self.pace.together()
        finished = False
        if together:
            self._ahead(self.threads, threads.PART)
        else:
            finished = self._alone()
        self.pace.took(together, time.perf_counter() - begun, self.c[at.TRANSITIONS] - before)
        return finished

    def _wide(self) -> bool:
        """Whether there is work for several threads, and no bound that would count what they look at too early."""
        wide = self.c[at.LAST] - self.c[at.PLACE] >= self.threads * threads.WORTH
        return wide and self.threads > 1 and self.limits.states is None

    def _alone(self) -> bool:
        """Search until something is not known, and then ask for what is not known of the next pairs too."""
        why = self._call("search")
        if why == at.MISSING and self.limits.states is None:
            self._answer_own()
            self._ahead(1, AHEAD)
            return False
        return self._answered(why)

    def _call(self, kernel: str) -> int:
        self.met.place()
        begun = time.perf_counter()
        why = self.kernels[kernel](self.context.address)
        self.following += time.perf_counter() - begun
        return why

    def _answered(self, why: int) -> bool:
        """Do what the kernel stopped for; whether all is expanded."""
        if why == at.MISSING:
            self._answer_own()
        elif why == at.NO_ROOM:
            self.met.grow()
        elif why == at.AT_MOST:
            raise CutShort(f"the bound of {self.c[at.MOST]:,} states")
        elif why == at.AT_DEPTH:
            raise CutShort(f"the bound of {self.limits.depth} steps")
        return why == at.FINISHED

    def _ahead(self, count: int, most: int) -> None:
        """Expand so many parts of the level ahead, at once, of at most so many pairs, and take them up."""
        while len(self.parts) < count:
            self.parts.append(LevelPart(self.context, self.kernels))
        parts, low, last = self.parts[:count], self.c[at.PLACE], self.c[at.LAST]
        size = min(most, threads.PART, -(-(last - low) // count))
        self.met.place()
        for number, part in enumerate(parts):
            part.begin(low + number * size, min(low + (number + 1) * size, last))
        if self._expanded(parts) and count > 1:
            for part in parts:
                part.begin_again()
            self._expanded(parts)
        self.rounds += count > 1
        for part in parts:
            part.hand_over()
            while (why := self._call("take_up")) != at.GO_ON:
                self._answered(why)
            if not part.whole:
                break

    def _expanded(self, parts: Sequence[LevelPart]) -> int:
        """Expand the parts at once, and answer what they ask; how much that is."""
        begun = time.perf_counter()
        expand_all(parts)
        self.following += time.perf_counter() - begun
        for part in parts:
            self._answer(part.asked, part.c[at.ASKED_MET], NO_PAIR)
        self.met.place()
        return sum(part.c[at.ASKED_MET] for part in parts)

    def figures(self) -> Figures:
        """What it came to so far."""
        met, size = self.c[at.MET], self.met.used
        views = (len(self.tables.of["A"].packed), len(self.tables.of["B"].packed))
        return Figures(views, met, size, self.asks, self.asking, self.following, self.rounds)

    def _answer(self, space: Buffer, count: int, pair: int) -> None:
        """Fill in what a kernel asked for."""
        begun, asked = time.perf_counter(), space.words
        self.asks += count
        for place in range(count):
            self.tables.answer(asked[place], pair)
        self.asking += time.perf_counter() - begun

    def _mark_again(self) -> None:
        self.met.place()
        self.c[at.FROM], self.c[at.TO] = 0, self.c[at.MET]
        while self.c[at.FROM] < self.c[at.TO]:
            self.c[at.FROM] = self.kernels["mark_again"](self.context.address)
            if self.c[at.FROM] < self.c[at.TO]:
                self.met.blocks.grow()
                self.met.place()

    def _learn(self) -> None:
        """Have in the tables what Python expanded: what comes after the search follows all transitions once more."""
        low, news, last = 0, False, self.c[at.PLACE]
        while low < last:
            self.c[at.FROM], self.c[at.TO] = low, last
            low = self.kernels["look_over"](self.context.address)
            if self.c[at.ASKED_MET]:
                self._answer_own()
                news = True
            if low == last and news:  # what was answered may lead to what was not asked about yet
                low, news = 0, False

    def _answer_own(self) -> None:
        self._answer(self.asked, self.c[at.ASKED_MET], self.met.order.words[self.c[at.PLACE]])
        self.c[at.ASKED_MET] = 0

    def _tell(self) -> None:
        """Put what was found so far where everybody reads it."""
        found, c = self.found, self.c
        a, b = self.tables.of["A"].packed, self.tables.of["B"].packed
        self.pairs = found.order = PairOrder(self.met.order, c[at.MET], a, b, self.context, self.kernels, self._spaces)
        found.parents = ParentPlaces(self.met.parents, c[at.MET])
        found.transitions, found.expanded, found.last = c[at.TRANSITIONS], c[at.PLACE], c[at.LAST]
        if len(found.stuck) < c[at.STUCK_MET]:
            found.stuck.extend(array("I", self.met.stuck.copy_out(len(found.stuck), c[at.STUCK_MET])))
        if len(found.levels) < c[at.DEPTH]:
            found.levels.extend(array("Q", self.met.levels.copy_out(len(found.levels), c[at.DEPTH])))

    def _end(self) -> None:
        c, found = self.c, self.found
        for one in self.tables.of.values():
            one.before_more = None  # or this would be kept as long as they are
        if c[at.MET] > c[at.LAST]:  # a level of which only the first states were met is one too
            found.levels.append(c[at.LAST])
        # the last one was followed too where a bound on states ended it
        self.settle(min(c[at.PLACE] + (c[at.MET] == c[at.MOST]), c[at.MET]))

    def settle(self, expanded: int | None = None) -> None:
        """Tell the successors what was followed in the first so many configurations; None: in all that are expanded."""
        views = self.pairs.views_at(self.c[at.PLACE] if expanded is None else expanded)
        self.tables.settle(dict(zip(ENDS, views, strict=True)))
