"""How far it is at least from each node of an upper bound to a goal: no run is shorter than one within the bound."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from checker.pairs.ends import Side
from checker.pairs.joined import Joined
from checker.search.clock import Clock

STEP = 1
"""The weight of a step, where runs are compared by their length."""
SENT = 1 << 32
"""The weight of a message sent, where they are compared by that first."""
Weight = int
"""A length; or a number of messages, and as its lowest 32 bits a length."""


def weight(cost: int, *, by_cost: bool) -> Weight:
    """The weight of a step that sends so many messages."""
    return cost * SENT + STEP if by_cost else STEP


class _Came(NamedTuple):
    """Where an end may have come from: the local state, by which messages, what it sent, and the weight."""

    source: int
    needs: int
    sent: int
    paid: Weight


class Backwards:
    """The steps of an upper bound, against the arrows."""

    def __init__(self, joined: Joined, *, by_cost: bool = False) -> None:
        self.joined, self.split, self.by_cost = joined, joined.split, by_cost
        self._came = tuple((side, self._turned(side)) for side in joined.ends.sides)
        self._nodes: dict[int, list[int]] = defaultdict(list)
        for node in joined if self.split.sorts else ():
            self._nodes[self.split.pair(node)].append(node)
        self._no_end: dict[int, list[int]] = defaultdict(list)
        for node in joined if joined.ends.forgers or joined.ends.ticks else ():
            for after, _ in joined.no_end(node):
                self._no_end[after].append(node)

    def _turned(self, side: Side) -> Mapping[int, list[_Came]]:
        found: dict[int, dict[tuple[int, int, Weight], int]] = defaultdict(lambda: defaultdict(int))
        for source, moves in side.table.every():
            for target, needs, sent, cost in moves:
                found[target][source, sent if self.split.sorts else 0, weight(cost, by_cost=self.by_cost)] |= needs
        return {
            target: [_Came(source, needs, sent, paid) for (source, sent, paid), needs in every.items()]
            for target, every in found.items()
        }

    def before(self, node: int) -> Iterator[tuple[int, Weight]]:
        """The nodes from which one step leads there, and its weight."""
        pair = self.split.pair(node)
        for side, came in self._came:
            rest = pair & ~side.mask
            for source, needs, sent, paid in came.get(pair & side.mask, ()):
                for before in self._of(rest | source):
                    if self.joined.flying[side.place][before] & needs and self._leads(side, before, sent, node):
                        yield before, paid
        yield from ((before, STEP) for before in self._no_end.get(node, ()))

    def _of(self, pair: int) -> Iterable[int]:
        """The nodes of a pair."""
        if self.split.sorts:
            return self._nodes.get(pair, ())
        return (pair,) if pair in self.joined else ()

    def _leads(self, side: Side, before: int, sent: int, node: int) -> bool:
        """Whether sending that leads to this node of its pair."""
        if not self.split.sorts:
            return True
        to_a, to_b = self.joined.at(before)
        flying = (to_a, to_b | sent) if side.place == 0 else (to_a | sent, to_b)
        return before >> self.split.shift | self.split.of(flying) >> self.split.shift == node >> self.split.shift


def distances(backwards: Backwards, goals: Iterable[int], clock: Clock) -> dict[int, Weight]:
    """For each node from which the bound leads to one of these, the least weight of that (Dijkstra 1959)."""
    found: dict[int, Weight] = dict.fromkeys(goals, 0)
    clock.begin("pairs found from which a goal may be reached")
    queue = [(0, node) for node in found]
    while queue:
        far, node = heapq.heappop(queue)
        if far > found[node]:
            continue
        clock.tick()
        for before, paid in backwards.before(node):
            if far + paid < found.get(before, far + paid + 1):
                found[before] = far + paid
                heapq.heappush(queue, (far + paid, before))
    return found
