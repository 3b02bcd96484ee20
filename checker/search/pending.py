"""The part of a reachable graph in which a promise is open: p was true, and q has not been since.

A promise is broken by a fair run that never leaves it.  It is kept as arrays: 10^6 transitions take 12 bytes each.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.packed.fair_moves import Moves
from checker.search.breadth_first import Search
from checker.search.clock import Clock


class FairPart(NamedTuple):
    """States of which each leads to each, and the demands of fairness as bits."""

    states: list[int]
    could: int
    """Those that could be met in some state."""
    always: int
    """Those that could be met in every state."""
    met: int
    """Those that some step within meets."""


@dataclass
class PendingGraph:
    """States that wait, the nearest first, and what happens among them.

    ``labels``, ``enabled``: places in ``masks``, whose entries are sets of demands of fairness as bits.
    """

    packed: Sequence[int] = ()
    parents: array[int] = field(default_factory=lambda: array("q"))
    """The waiting state before it, or -1 - its place in the search where it began to wait there."""
    depths: array[int] = field(default_factory=lambda: array("q"))
    starts: array[int] = field(default_factory=lambda: array("q", [0]))
    targets: array[int] = field(default_factory=lambda: array("q"))
    labels: array[int] = field(default_factory=lambda: array("i"))
    enabled: array[int] = field(default_factory=lambda: array("i"))
    masks: list[int] = field(default_factory=lambda: [0])
    closed: bytearray = field(default_factory=bytearray)
    """1 for each state in which it is not known whether a run may stop: the search did not expand it."""
    bounded: bool = False
    """Whether a bound of the search cuts something off in one of them."""
    strong: list[FairPart] | None = None
    """Its strong components, once they are known."""

    def path(self, state: int) -> tuple[int, list[int]]:
        """The place in the search where a run to the state began to wait, and the waiting states from there on."""
        run = [state]
        while self.parents[run[-1]] >= 0:
            run.append(self.parents[run[-1]])
        return -1 - self.parents[run[-1]], run[::-1]

    def enabled_in(self, state: int) -> int:
        """The demands that could be met there."""
        return self.masks[self.enabled[state]]

    def steps(self, state: int) -> Iterable[tuple[int, int]]:
        """Where each step leads, and the demands that it meets."""
        for edge in range(self.starts[state], self.starts[state + 1]):
            yield self.targets[edge], self.masks[self.labels[edge]]


@dataclass(frozen=True, slots=True)
class Open:
    """When a promise is open: from a state where it begins, to one where it ends."""

    begun: Sequence[int]
    """The places in the search where it begins and does not end at once, in order."""
    ends: Callable[[int], bool]
    demanding: bool
    """Whether any fairness is declared; without it a run may stop in any state, expanded or not."""


def waiting(search: Search, asked: Open, of: Moves, clock: Clock, found: PendingGraph) -> None:
    """Every state in which the promise is open, breadth first, so that each has a shortest run to it.

    ``found`` is filled; where the clock stops it, with what was seen until then.
    """
    builder = _Builder(search, asked, of, clock, found)
    clock.begin("states in which it is waited for")
    builder.fill(asked.begun)


class _Builder:
    def __init__(self, search: Search, asked: Open, of: Moves, clock: Clock, found: PendingGraph) -> None:
        self.search, self.ends, self.of, self.clock, self.found = search, asked.ends, of, clock, found
        self.demanding = asked.demanding
        self.packed: list[int] = []
        found.packed = self.packed
        self.numbers: dict[int, int] = {}
        self.mask_ids = {0: 0}
        self.unexpanded = set(search.order[search.expanded :])
        self.over: set[int] = set()
        """Configurations known to end the waiting."""

    def fill(self, begun: Sequence[int]) -> None:
        """Level by level: states that begin to wait join those that waited a step less before."""
        levels, queued, depth, done = self.search.levels, 0, 0, 0
        while queued < len(begun) or done < len(self.packed):
            if done == len(self.packed):
                depth = depth_of(levels, begun[queued])
            upto = begun_by(levels, begun, depth)
            for place in begun[queued:upto]:
                self._add(self.search.order[place], -1 - place, depth)
            queued = upto
            level = len(self.packed)
            while done < level:
                self._expand(done, depth + 1)
                done += 1
            depth += 1

    def _add(self, packed: int, parent: int, depth: int) -> int:
        number = self.numbers.get(packed)
        if number is None:
            number = self.numbers[packed] = len(self.packed)
            self.packed.append(packed)
            self.found.parents.append(parent)
            self.found.depths.append(depth)
        return number

    def _expand(self, state: int, depth: int) -> None:
        found, packed = self.found, self.packed[state]
        closed = packed in self.unexpanded
        steps, enabled, bounded = ([], 0, False) if closed else self.of(packed)
        target, label, known, masks = found.targets.append, found.labels.append, self.numbers, self.mask_ids
        for after, mask in steps:
            number = known.get(after)
            if number is None:
                if self._over(after):
                    continue
                number = self._add(after, state, depth)
            target(number)
            label(masks[mask] if mask in masks else self._mask(mask))
        found.starts.append(len(found.targets))
        found.enabled.append(self._mask(enabled))
        found.closed.append(closed and self.demanding)
        found.bounded = found.bounded or bounded
        self.clock.tick()

    def _over(self, packed: int) -> bool:
        if packed not in self.over:
            if not self.ends(packed):
                return False
            self.over.add(packed)
        return True

    def _mask(self, mask: int) -> int:
        known = self.mask_ids.get(mask)
        if known is None:
            known = self.mask_ids[mask] = len(self.found.masks)
            self.found.masks.append(mask)
        return known


def depth_of(levels: Sequence[int], place: int) -> int:
    """How far from the start a place lies; ``levels``: where each level begins."""
    return bisect_right(levels, place) - 1


def begun_by(levels: Sequence[int], begun: Sequence[int], depth: int) -> int:
    """How many of the places, which ascend, lie no further from the start than that."""
    return bisect_left(begun, levels[depth + 1]) if depth + 1 < len(levels) else len(begun)
