"""What can still be reached, and at what cost: searches over a search that is done."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from checker.packed.successors import Successors
from checker.search.breadth_first import Limits
from checker.search.clock import Clock


@dataclass
class Edges:
    """The transitions of a finished search as arrays: targets of each source, self-loops left out."""

    starts: array[int] = field(default_factory=lambda: array("q", [0]))
    targets: array[int] = field(default_factory=lambda: array("q"))


def edges(
    order: Sequence[int], expanded: int, successors: Callable[[int], list[int]], clock: Clock | None = None
) -> Edges:
    """Every transition once more, by place."""
    clock = clock or Clock()
    places = {packed: place for place, packed in enumerate(order)}
    found = Edges()
    clock.begin("states expanded once more", expanded)
    for place in range(expanded):
        after = {places[packed] for packed in successors(order[place]) if packed in places}
        after.discard(place)
        found.targets.extend(sorted(after))
        found.starts.append(len(found.targets))
        clock.tick()
    found.starts.extend([len(found.targets)] * (len(order) - expanded))
    return found


def can_reach(graph: Edges, goals: Iterable[int], clock: Clock | None = None) -> bytearray:
    """For each place 1 if some goal can be reached from it, else 0.  Breadth first, against the arrows."""
    clock = clock or Clock()
    starts, sources = _turned(graph, clock)
    reached = bytearray(len(graph.starts) - 1)
    queue = list(goals)
    for place in queue:
        reached[place] = 1
    clock.begin("states found from which a goal can be reached")
    for place in queue:  # grows while it is read
        clock.tick()
        for source in sources[starts[place] : starts[place + 1]]:
            if not reached[source]:
                reached[source] = 1
                queue.append(source)
    return reached


def _turned(graph: Edges, clock: Clock) -> tuple[array[int], array[int]]:
    """The arrows the other way round, by counting sort."""
    size = len(graph.starts) - 1
    starts = array("q", bytes(8 * (size + 2)))
    for some in clock.slices(len(graph.targets), "transitions counted"):
        for target in graph.targets[some.start : some.stop]:
            starts[target + 2] += 1
    for place in range(2, size + 2):
        starts[place] += starts[place - 1]
    sources = array("q", bytes(8 * len(graph.targets)))
    clock.begin("states whose transitions were turned round", size)
    for source in range(size):
        clock.tick()
        for target in graph.targets[graph.starts[source] : graph.starts[source + 1]]:
            sources[starts[target + 1]] = source
            starts[target + 1] += 1
    return starts[:-1], sources


@dataclass(frozen=True, slots=True)
class CheapestRun:
    """A run and what it cost; ``cut`` says what stopped the search for it before it was found."""

    states: tuple[int, ...] = ()
    cost: int = 0
    cut: str = ""


def cheapest(
    successors: Successors,
    starts: Sequence[int],
    goal: Callable[[int], bool],
    limits: Limits,
    clock: Clock | None = None,
) -> CheapestRun:
    """The run from a start to the goal that sends the fewest messages, the shortest among those (Dijkstra 1959)."""
    clock = clock or Clock()
    clock.begin("states tried, the cheapest first")
    queue = [(0, 0, number, start) for number, start in enumerate(starts)]
    before: dict[int, int] = {start: start for start in starts}
    best: dict[int, tuple[int, int]] = dict.fromkeys(starts, (0, 0))
    met = len(queue)
    while queue:
        cost, steps, _, packed = heapq.heappop(queue)
        if (cost, steps) > best[packed]:
            continue
        clock.tick()
        if goal(packed):
            return CheapestRun(_back(before, packed), cost)
        if limits.states is not None and len(best) > limits.states:
            return CheapestRun(cut=f"the bound of {limits.states:,} states")
        for _, one, after in successors.followed(packed):
            paid = (cost + one.cost, steps + 1)
            if paid < best.get(after, (paid[0] + 1, 0)):
                best[after], before[after] = paid, packed
                met += 1
                heapq.heappush(queue, (*paid, met, after))
    return CheapestRun()


def _back(before: dict[int, int], packed: int) -> tuple[int, ...]:
    run = [packed]
    while before[run[-1]] != run[-1]:
        run.append(before[run[-1]])
    return tuple(reversed(run))
