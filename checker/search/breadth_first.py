"""Breadth-first search over packed configurations, with its limits."""

from __future__ import annotations

import sys
import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import filterfalse
from typing import Protocol

from checker.search.memory import NO_MEMORY, amount, room, taken

INTERRUPTED = "Ctrl-C"
"""What cut a search short that somebody ended."""
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
    """Bytes that the process may have; None: most of what is free (:mod:`checker.search.memory`)."""


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

    order: Sequence[int]
    parents: Sequence[int] = field(default_factory=lambda: array("q", [-1]))
    levels: list[int] = field(default_factory=lambda: [0])
    """Where each depth begins in ``order``."""
    transitions: int = 0
    stuck: list[int] = field(default_factory=list[int])
    """Places of the configurations with no transition."""
    expanded: int = 0
    last: int = 0
    """Where the level ends that is being expanded."""
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
        return list(self.order[: self.levels[1] if len(self.levels) > 1 else len(self.order)])

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


class CutShort(Exception):
    """The search has to stop, for the reason given."""


class Faster(Protocol):
    """Another search, which takes over a large one and brings it to the same end."""

    def ready(self, found: Search) -> bool:
        """Whether it takes over here."""
        ...

    def go_on(self, found: Search, last: int, limits: Limits, look: Callable[[], None]) -> None:
        """Search on from the first configuration that was not expanded, in a level that ends at ``last``.

        To look at the clock from time to time may raise Cut, as what goes on does where it meets a limit.
        """
        ...

    def settle(self) -> None:
        """Tell the successors what was followed so far."""
        ...


class Keeper(Protocol):
    """Someone who writes a search down, and has it go on where another one was (:mod:`checker.search.checkpoints`)."""

    def begin(self, starts: Sequence[int]) -> Search | None:
        """The search that is gone on with; None: a new one."""
        ...

    def look(self, found: Search, faster: Faster | None) -> None:
        """Told from time to time, between two configurations."""
        ...

    def end(self, found: Search, faster: Faster | None) -> None:
        """Told at the end."""
        ...


def search(
    successors: Callable[[int], Sequence[int]],
    starts: Sequence[int],
    limits: Limits,
    watch: Watch | None = None,
    faster: Faster | None = None,
    keeper: Keeper | None = None,
) -> Search:
    """Every configuration reachable from the starts, nearest first, within the limits.

    Never raises for Ctrl-C: what was found until then is returned, marked as interrupted.  Where the memory runs out
    the search is cut short too.
    """
    limits = limits if limits.memory is not None else replace(limits, memory=room())
    saved = None if keeper is None else keeper.begin(starts)
    found = saved or Search(list(starts), array("q", [-1] * len(starts)), last=len(starts))
    begin, before = time.perf_counter(), found.seconds

    def look() -> None:
        if keeper is not None:
            keeper.look(found, faster)
        _look(found, limits, watch, begin)

    try:
        _levels(successors, found, limits, look, faster)
    except CutShort as cut:
        found.cut = str(cut)
    except MemoryError:
        found.cut = NO_MEMORY
    except KeyboardInterrupt:
        found.cut, found.interrupted = INTERRUPTED, True
    found.seconds = before + time.perf_counter() - begin
    if isinstance(found.order, list) and isinstance(found.parents, array):
        # an interrupt may fall between the two
        del found.order[len(found.parents) :]
        del found.parents[len(found.order) :]
    if keeper is not None:
        keeper.end(found, faster)
    if found.levels[-1] >= len(found.order):
        found.levels.pop()
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    """What was met so far, as it grows."""

    order: list[int]
    parents: array[int]
    seen: set[int]


def _levels(
    successors: Callable[[int], Sequence[int]],
    found: Search,
    limits: Limits,
    look: Callable[[], None],
    faster: Faster | None,
) -> None:
    if faster is not None and found.expanded and faster.ready(found):
        return faster.go_on(found, found.last, limits, look)
    known = _known(found)
    first, last = found.expanded, found.last
    if first == last:
        first, last = _next(found)
    while first < last:
        if limits.depth is not None and found.depth >= limits.depth:
            raise CutShort(f"the bound of {limits.depth} steps")
        try:
            _level(successors, found, known, range(first, last), limits, look, faster)
            if faster is not None and found.expanded < last:
                return faster.go_on(found, last, limits, look)
        except BaseException:
            if found.order is known.order:  # a level of which only the first states were met is one too
                _begin(found, last)
            raise
        first, last = _next(found)
    return None


def _known(found: Search) -> _Known:
    """What was met so far, in lists that can grow."""
    order, parents = found.order, found.parents
    if not isinstance(order, list):
        order = found.order = order[:]
    assert isinstance(order, list)
    assert isinstance(parents, array)
    return _Known(order, parents, set(order))


def _next(found: Search) -> tuple[int, int]:
    """Where the level after the one that was expanded begins, and where it ends."""
    first, found.last = found.last, len(found.order)
    _begin(found, first)
    return first, found.last


def _begin(found: Search, level: int) -> None:
    if level < len(found.order):
        found.levels.append(level)


def _level(
    successors: Callable[[int], Sequence[int]],
    found: Search,
    known: _Known,
    places: range,
    limits: Limits,
    look: Callable[[], None],
    faster: Faster | None,
) -> None:
    """Expand a level, or as much of it as there is before another search is ready."""
    for low in range(places.start, places.stop, CHUNK):
        if faster is not None and faster.ready(found):
            return
        _expand(successors, found, known, range(low, min(low + CHUNK, places.stop)), limits)
        look()


def _expand(
    successors: Callable[[int], Sequence[int]], found: Search, known: _Known, places: range, limits: Limits
) -> None:
    order, append, parent, seen = known.order, known.order.append, known.parents.append, known.seen
    met = seen.__contains__
    most = limits.states if limits.states is not None else sys.maxsize
    for place in places:
        after = successors(order[place])
        found.transitions += len(after)
        if not after:
            found.stuck.append(place)
        for new in filterfalse(met, after):
            if new not in seen:
                if len(order) >= most:
                    raise CutShort(f"the bound of {most:,} states")
                seen.add(new)
                append(new)
                parent(place)
        found.expanded = place + 1


def _look(found: Search, limits: Limits, watch: Watch | None, begin: float) -> None:
    seconds = time.perf_counter() - begin
    if limits.seconds is not None and seconds >= limits.seconds - limits.kept:
        raise CutShort(f"the bound of {limits.seconds:g} s")
    if limits.memory is not None and taken() > limits.memory:
        raise CutShort(f"the bound of {amount(limits.memory)} of memory")
    if watch is not None and seconds - found.looked >= TELL:
        found.looked = seconds
        ends = [*found.levels[1:], len(found.order)]
        levels = tuple(end - begin for begin, end in zip(found.levels, ends, strict=True))
        queue = len(found.order) - found.expanded
        watch(Progress(len(found.order), found.transitions, found.depth, queue, seconds, levels))
