"""Breadth-first search over packed configurations, with its limits."""

from __future__ import annotations

import sys
import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import filterfalse

from checker.memory import GIGABYTE, room, taken

CHUNK = 1024
"""Configurations expanded between two looks at the clock."""
TELL = 0.1
"""Seconds between two reports to a watcher."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a search stops short; None: nowhere."""

    states: int | None = None
    depth: int | None = None
    seconds: float | None = None
    kept: float = 0.0
    """Of these seconds, those that are kept for what comes after the search."""
    memory: int | None = None
    """Bytes that the process may have; None: most of what is free (:mod:`checker.memory`)."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search has come."""

    states: int
    transitions: int
    depth: int
    queue: int
    seconds: float
    levels: tuple[int, ...]
    """The sizes of the levels so far: an estimate is honest only once they shrink."""


Watch = Callable[[Progress], None]


@dataclass
class Search:
    """What a search found: configurations in the order in which it met them, and whence."""

    order: list[int]
    parents: array[int] = field(default_factory=lambda: array("q", [-1]))
    levels: list[int] = field(default_factory=lambda: [0])
    """Where each depth begins in ``order``."""
    transitions: int = 0
    stuck: list[int] = field(default_factory=list[int])
    """Places of the configurations with no transition."""
    expanded: int = 0
    cut: str = ""
    """What cut the search short, in words; empty where it is complete."""
    interrupted: bool = False
    seconds: float = 0.0
    looked: float = 0.0
    """When the watcher last heard, in seconds since the start."""

    @property
    def complete(self) -> bool:
        """Whether every reachable configuration was expanded."""
        return not self.cut

    @property
    def starts(self) -> list[int]:
        """The configurations that it began with: one, or one in each world."""
        return [packed for packed, parent in zip(self.order, self.parents, strict=True) if parent < 0]

    @property
    def depth(self) -> int:
        """The largest distance from the start that was met."""
        return len(self.levels) - 1

    def path(self, place: int) -> list[int]:
        """Places from the start to this one, along a shortest run."""
        found = [place]
        while self.parents[found[-1]] >= 0:
            found.append(self.parents[found[-1]])
        return found[::-1]


class _Cut(Exception):
    """The search has to stop."""


def search(
    successors: Callable[[int], Sequence[int]], starts: Sequence[int], limits: Limits, watch: Watch | None = None
) -> Search:
    """Every configuration reachable from the starts, nearest first, within the limits.

    Never raises for Ctrl-C: what was found until then is returned, marked as interrupted.  Where the memory runs out
    the search is cut short too.
    """
    limits = limits if limits.memory is not None else replace(limits, memory=room())
    found = Search(list(starts), array("q", [-1] * len(starts)))
    begin = time.perf_counter()
    try:
        _levels(successors, found, limits, watch, begin)
    except _Cut as cut:
        found.cut = str(cut)
    except KeyboardInterrupt:
        found.cut, found.interrupted = "Ctrl-C", True
    found.seconds = time.perf_counter() - begin
    # an interrupt may fall between the two lists
    del found.order[len(found.parents) :]
    del found.parents[len(found.order) :]
    if found.levels[-1] >= len(found.order):
        found.levels.pop()
    return found


def _levels(
    successors: Callable[[int], Sequence[int]], found: Search, limits: Limits, watch: Watch | None, begin: float
) -> None:
    seen = set(found.order)
    first, last = 0, len(found.order)
    while first < last:
        if limits.depth is not None and found.depth >= limits.depth:
            raise _Cut(f"the bound of {limits.depth} steps")
        try:
            for low in range(first, last, CHUNK):
                _expand(successors, found, seen, range(low, min(low + CHUNK, last)), limits)
                _look(found, limits, watch, begin)
        finally:  # a level of which only the first states were met is one too
            first, last = last, len(found.order)
            if first < last:
                found.levels.append(first)


def _expand(
    successors: Callable[[int], Sequence[int]], found: Search, seen: set[int], places: range, limits: Limits
) -> None:
    order, append, parent, known = found.order, found.order.append, found.parents.append, seen.__contains__
    most = limits.states if limits.states is not None else sys.maxsize
    for place in places:
        after = successors(order[place])
        found.transitions += len(after)
        if not after:
            found.stuck.append(place)
        for new in filterfalse(known, after):
            if new not in seen:
                if len(order) >= most:
                    raise _Cut(f"the bound of {most:,} states")
                seen.add(new)
                append(new)
                parent(place)
        found.expanded = place + 1


def _look(found: Search, limits: Limits, watch: Watch | None, begin: float) -> None:
    seconds = time.perf_counter() - begin
    if limits.seconds is not None and seconds >= limits.seconds - limits.kept:
        raise _Cut(f"the bound of {limits.seconds:g} s")
    if limits.memory is not None and taken() > limits.memory:
        raise _Cut(f"the bound of {limits.memory / GIGABYTE:.1f} GB of memory")
    if watch is not None and seconds - found.looked >= TELL:
        found.looked = seconds
        ends = [*found.levels[1:], len(found.order)]
        levels = tuple(end - begin for begin, end in zip(found.levels, ends, strict=True))
        queue = len(found.order) - found.expanded
        watch(Progress(len(found.order), found.transitions, found.depth, queue, seconds, levels))
