"""A run that waits for ever and is fair: the shortest way to a loop, and a loop that is as short as is cheap.

For a few of the nearest states the shortest fair loop is found exactly, breadth first over states together with what
the loop has met so far; where that grows too large a loop is put together from shortest pieces, one for each demand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checker.liveness.fair_loops import Demands
from checker.search.clock import Clock
from checker.search.pending import PendingGraph

BUDGET = 200_000
"""Steps tried in the exact search, over all the states from which a loop is sought."""

Taken = tuple[int, int]
"""A step of a loop: where it leads, and the demands that it meets."""


@dataclass(frozen=True, slots=True)
class Lasso:
    """A run that waits from its beginning on, and then repeats the steps of the loop (none: it stops)."""

    begins: int
    """The place in the search where it begins to wait."""
    run: tuple[int, ...]
    """The waiting states from there to the loop."""
    loop: tuple[Taken, ...] = ()


def lasso(graph: PendingGraph, demands: Demands, parts: Sequence[list[int]], clock: Clock) -> Lasso | None:
    """The shortest fair lasso that was found; ``parts``: as ``fair_parts`` gives them."""
    best, most = _stop(graph, demands), 0
    if best is not None:
        most = graph.depths[best.run[-1]]
    purse = _Purse(BUDGET)
    for part in sorted((part for part in parts if len(part) > 1), key=lambda part: part[0]):
        seeker = _Loops(graph, demands, part, purse, clock)
        for state in part:
            clock.look()
            room = most - graph.depths[state] - 1 if best is not None else None
            if room is not None and room < 2:
                break
            loop = seeker.shortest(state, room)
            if loop is None and best is None:
                loop = seeker.pieced(state)
            if loop is not None:
                best, most = _ending_in(graph, state, loop), graph.depths[state] + len(loop)
    return best


def _stop(graph: PendingGraph, demands: Demands) -> Lasso | None:
    """The nearest state in which nothing is demanded."""
    every = demands.weak | demands.strong
    for state in range(len(graph.packed)):
        if not graph.closed[state] and not graph.enabled_in(state) & every:
            return _ending_in(graph, state, ())
    return None


def _ending_in(graph: PendingGraph, state: int, loop: tuple[Taken, ...]) -> Lasso:
    begins, run = graph.path(state)
    return Lasso(begins, tuple(run), loop)


@dataclass(slots=True)
class _Purse:
    left: int


@dataclass(frozen=True, slots=True)
class _Met:
    """How far a loop has come, and what it has met."""

    state: int
    weak: int
    """Weak demands that were met, or could not be met somewhere."""
    strong: int
    """Strong demands that were met."""
    could: int
    """Strong demands that could be met somewhere."""


class _Loops:
    """Fair loops within one part."""

    def __init__(self, graph: PendingGraph, demands: Demands, part: list[int], purse: _Purse, clock: Clock) -> None:
        self.graph, self.demands, self.purse, self.clock = graph, demands, purse, clock
        self.inside = set(part)

    def shortest(self, state: int, room: int | None) -> tuple[Taken, ...] | None:
        """The shortest fair loop through the state, of at most ``room`` steps; None: there is none, or it is dear."""
        begin = self._arrive(_Met(state, 0, 0, 0), state, 0)
        before: dict[_Met, tuple[_Met, int]] = {}
        level = [begin]
        length = 0
        while level and (room is None or length < room):
            length += 1
            following: list[_Met] = []
            for now in level:
                self.clock.tick()
                for target, mask in self._steps(now.state):
                    self.purse.left -= 1
                    after = self._arrive(now, target, mask)
                    if after == begin and self._fair(after):
                        return (*_back(before, now, begin), (target, mask))
                    if after in before or after == begin:
                        continue
                    before[after] = now, mask
                    if target == state and self._fair(after):
                        return _back(before, after, begin)
                    following.append(after)
                if self.purse.left < 0:
                    return None
            level = following
        return None

    def _steps(self, state: int) -> list[Taken]:
        return [(target, mask) for target, mask in self.graph.steps(state) if target in self.inside]

    def _arrive(self, now: _Met, state: int, mask: int) -> _Met:
        enabled, weak, strong = self.graph.enabled_in(state), self.demands.weak, self.demands.strong
        return _Met(
            state, now.weak | weak & (mask | ~enabled), now.strong | strong & mask, now.could | strong & enabled
        )

    def _fair(self, met: _Met) -> bool:
        return met.weak == self.demands.weak and not met.could & ~met.strong

    def pieced(self, state: int) -> tuple[Taken, ...]:
        """A fair loop through the state, piece by piece; the part is one in which a fair run can go round."""
        wanted = self.demands.strong & self._somewhere()
        begin = now = self._arrive(_Met(state, 0, 0, 0), state, 0)
        loop: list[Taken] = []
        while True:
            weak, strong = self.demands.weak & ~now.weak, wanted & ~now.strong
            if not weak and not strong:
                break
            piece = self._piece(now.state, self._bringing(weak, strong))
            for step in piece:
                now = self._arrive(now, *step)
            loop += piece
        if now.state != begin.state or not loop:
            loop += self._piece(now.state, lambda to, _: to == begin.state)
        return tuple(loop)

    def _somewhere(self) -> int:
        could = 0
        for state in self.inside:
            could |= self.graph.enabled_in(state)
        return could

    def _bringing(self, weak: int, strong: int) -> Callable[[int, int], bool]:
        return lambda to, mask: bool(weak & (mask | ~self.graph.enabled_in(to)) or strong & mask)

    def _piece(self, state: int, wanted: Callable[[int, int], bool]) -> list[Taken]:
        """The shortest way from the state to a step that is wanted, that step included."""
        before: dict[int, tuple[int, int]] = {}
        queue = [state]
        for now in queue:  # grows while it is read
            self.clock.tick()
            for target, mask in self._steps(now):
                if wanted(target, mask):
                    return [*_walked(before, now, state), (target, mask)]
                if target not in before and target != state:
                    before[target] = now, mask
                    queue.append(target)
        raise LookupError("the part is not strongly connected")


def _walked(before: dict[int, tuple[int, int]], last: int, first: int) -> list[Taken]:
    steps: list[Taken] = []
    while last != first:
        state, mask = before[last]
        steps.append((last, mask))
        last = state
    return steps[::-1]


def _back(before: dict[_Met, tuple[_Met, int]], last: _Met, begin: _Met) -> tuple[Taken, ...]:
    steps: list[Taken] = []
    while last != begin:
        met, mask = before[last]
        steps.append((last.state, mask))
        last = met
    return tuple(reversed(steps))
