"""The states in which a promise is open, and strong components of them, found by kernels."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence

from checker.packed.fair_moves import MetInView
from checker.search.clock import Clock
from checker.search.native import context as at, machine_code, waiting_context as wait
from checker.search.native.entry_words import by_entry
from checker.search.native.heap import Buffer
from checker.search.native.view_classes import PairTruth
from checker.search.native.words import words32
from checker.search.pending import FairPart, PendingGraph, begun_by, depth_of
from spec.notation.nodes import End
from spec.notation.systems import ENDS

ROOM = 1 << 14
"""Pairs that there is room for at first, and a quarter of the steps."""
SLICE = 1 << 13
"""Pairs that are followed between two looks at the clock."""
BUDGET = 1 << 20
"""Steps of the search for components between two looks."""
DEMANDS = 64
"""So many fit into a word."""


class TooManyDemands(Exception):
    """They do not fit into a word."""


class PairWaiting:
    """One promise over the pairs of one finished search."""

    def __init__(self, shared: Buffer, views: Mapping[End, Sequence[int]], over: PairTruth, met: MetInView) -> None:
        """``over``: where the waiting ends; ``met``: what the steps of a view meet."""
        over.settle()
        self.over = over
        self.kernels = machine_code.compiled("promises")
        self.context, self.met = shared.begun_as(wait.WORDS), met
        self.c = self.context.words
        self.masks: dict[int, int] = {0: 0}
        self.kept: list[Buffer] = []
        for end, side in zip(ENDS, (0, at.SIDE), strict=True):
            self._tell(end, side, views[end])
        self._keep(wait.MASKS, 64, array("Q", self.masks).tobytes())
        self.pairs, self.parents, self.enabled = Buffer(64, ROOM), Buffer(64, ROOM), Buffer(64, ROOM)
        self.starts, self.numbers = Buffer(64, ROOM + 1), Buffer(32, 512 * self.c[at.BLOCKS_MADE])
        self.targets, self.meets = Buffer(32, 4 * ROOM), Buffer(32, 4 * ROOM)
        self.depths = array("q")

    def _keep(self, word: int, width: int, octets: bytes) -> Buffer:
        space = Buffer(width, max(1, len(octets) * 8 // width))
        space.copy_in(octets)
        self.kept.append(space)
        self.c[word] = space.address
        return space

    def _tell(self, end: End, side: int, views: Sequence[int]) -> None:
        """What each entry meets, and what is cut off in each view."""
        cut, bounded = dict[int, int](), dict[int, bool]()

        def labels(view: int) -> list[int]:
            steps, cut[view], bounded[view] = self.met(end, view)
            return [self.masks.setdefault(one, len(self.masks)) for one in steps]

        self.kept.append(by_entry(self.c, side, views, labels))
        self.c[wait.LABELS + side] = self.kept[-1].address
        if any(mask >> DEMANDS for mask in (*self.masks, *cut.values())):
            raise TooManyDemands
        self._keep(wait.VIEW_MEETS + side, 64, array("Q", (cut.get(view, 0) for view in views)).tobytes())
        self._keep(wait.VIEW_BOUNDED + side, 8, bytes(bounded.get(view, False) for view in views))

    def fill(self, begun: Sequence[int], levels: Sequence[int], clock: Clock) -> None:
        """Level by level, as ``pending.waiting`` does it; ``levels``: where those of the search begin."""
        places = array("I", begun)
        self._keep(wait.BEGUN, 32, places.tobytes())
        queued = depth = done = 0
        while queued < len(places) or done < self.c[wait.MET]:
            if done == self.c[wait.MET]:
                depth = depth_of(levels, places[queued])
            queued = self._begin(queued, begun_by(levels, places, depth))
            level = self.c[wait.MET]
            self.depths.extend([depth] * (level - len(self.depths)))
            self._expand(done, level, clock)
            done, depth = level, depth + 1

    def _place(self) -> None:
        c = self.c
        c[wait.PAIRS], c[wait.PARENTS], c[wait.NUMBERS] = self.pairs.address, self.parents.address, self.numbers.address
        c[wait.STARTS], c[wait.ENABLED] = self.starts.address, self.enabled.address
        c[wait.TARGETS], c[wait.MEETS] = self.targets.address, self.meets.address
        c[wait.ROOM] = min(self.pairs.room, self.parents.room, self.enabled.room, self.starts.room - 1)
        c[wait.STEPS_ROOM] = min(self.targets.room, self.meets.room)

    def _room(self, pairs: int, steps: int) -> None:
        """Have room for so many more."""
        for one in (self.pairs, self.parents, self.enabled, self.starts):
            if self.c[wait.MET] + pairs + 1 > one.room:
                one.grow(self.c[wait.MET] + pairs + 1)
        for one in (self.targets, self.meets):
            if self.c[wait.STEPS] + steps > one.room:
                one.grow(self.c[wait.STEPS] + steps)
        self._place()

    def _begin(self, low: int, high: int) -> int:
        self._room(high - low, 0)
        self.c[at.FROM], self.c[at.TO] = low, high
        self.kernels["begin_waiting"](self.context.address)
        return high

    def _expand(self, low: int, high: int, clock: Clock) -> None:
        c = self.c
        while low < high:
            c[at.FROM], c[at.TO] = low, min(low + SLICE, high)
            self._place()
            while self.kernels["expand_waiting"](self.context.address) == at.NO_ROOM:
                most = self._steps_at(c[at.FROM])
                self._room(max(most, ROOM), max(most, 4 * ROOM))
            low = clock.done = c[at.TO]
            clock.look()

    def _steps_at(self, state: int) -> int:
        """How many steps there are at most."""
        pair = self.pairs.words[state]
        rows = ((words32(self.c[at.ROWS]), pair & at.LOW), (words32(self.c[at.ROWS + at.SIDE]), pair >> 32))
        return sum(row[4 * view + 1] - row[4 * view] for row, view in rows)

    def tell(self, found: PendingGraph) -> None:
        """Put what was found where everybody reads it."""
        met, steps = self.c[wait.MET], self.c[wait.STEPS]
        found.parents, found.depths = array("q", self.parents.copy_out(0, met)), self.depths
        found.starts = array("q", self.starts.copy_out(0, met + 1))
        found.targets = array("I", self.targets.copy_out(0, steps))
        found.labels = array("I", self.meets.copy_out(0, steps))
        enabled = array("Q", self.enabled.copy_out(0, met))
        found.enabled = array("I", (self.masks.setdefault(one, len(self.masks)) for one in enabled))
        found.masks, found.closed = list(self.masks), bytearray(met)
        found.bounded = bool(self.c[wait.BOUNDED])

    def parts(self, clock: Clock) -> Iterator[FairPart]:
        """The strong components, each with what it meets."""
        c, met = self.c, self.c[wait.MET]
        part = self._keep(wait.PART, 32, bytes(4 * met))
        for word in (wait.INDEX, wait.LEAST, wait.PATH, wait.OPEN):
            self._keep(word, 32, bytes(4 * met))
        self._keep(wait.NEXT_STEP, 64, bytes(8 * met))
        c[at.BUDGET] = BUDGET
        while self.kernels["components"](self.context.address) != wait.DONE:
            clock.look()
        none = bytes(8 * (c[wait.PARTS] + 1))
        could, always, meets = (self._keep(word, 64, none) for word in (wait.COULD, wait.ALWAYS, wait.ARE_MET))
        always.copy_in(b"\xff" * len(none))
        c[at.FROM], c[at.TO] = 0, met
        self.kernels["touch"](self.context.address)
        states: list[list[int]] = [[] for _ in range(c[wait.PARTS])]
        for state, number in enumerate(array("I", part.copy_out(0, met))):
            states[number - 1].append(state)
        touched = (array("Q", one.copy_out(1, c[wait.PARTS] + 1)) for one in (could, always, meets))
        return (FairPart(*one) for one in zip(states, *touched, strict=True))
