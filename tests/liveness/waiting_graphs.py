"""Small random waiting graphs, and two judges of them that share nothing with the checker but the graph.

``by_subsets`` tries every set of states; ``by_fixpoints`` computes greatest fixpoints, for each way in which strong
demands may be satisfied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any, cast

from hypothesis import strategies as st

from checker.liveness.fair_loops import Demands
from checker.liveness.lasso import Lasso
from checker.search.pending import PendingGraph

DEMANDS = 4
"""At most so many demands, as bits."""
Edge = tuple[int, int, int]
"""From, to, and the demands that the step meets."""


@dataclass
class Labelled:
    """A graph, the demands that could be met in each state and are met by each step, and what is demanded."""

    states: list[int]
    edges: list[Edge]
    enabled: dict[int, int]
    demands: Demands

    @property
    def bits(self) -> list[int]:
        """Every demand, as a bit."""
        every = self.demands.weak | self.demands.strong
        return [1 << place for place in range(every.bit_length()) if every >> place & 1]


class Case(Labelled):
    """A small graph whose state 0 is where waiting begins."""

    def __init__(self, edges: list[Edge], also: list[int], demands: Demands) -> None:
        reached = [0]
        for state in reached:
            reached += dict.fromkeys(to for frm, to, _ in edges if frm == state and to not in reached)
        own = sorted({edge for edge in edges if edge[0] in reached and edge[0] != edge[1]})
        super().__init__(reached, own, {state: also[state] for state in reached}, demands)
        for frm, _, mask in self.edges:
            self.enabled[frm] |= mask

    def __repr__(self) -> str:
        return f"{self.edges} enabled {self.enabled} {self.demands}"

    def graph(self) -> tuple[PendingGraph, dict[int, int]]:
        """The graph as the checker has it, breadth first from 0, and which of its states is which."""
        found, ids, masks = PendingGraph(), {0: 0}, {0: 0}
        found.packed, found.parents[:], found.depths[:] = [0], found.parents[:0], found.depths[:0]
        found.parents.append(-1)
        found.depths.append(0)

        def mask_id(mask: int) -> int:
            if mask not in masks:
                masks[mask] = len(found.masks)
                found.masks.append(mask)
            return masks[mask]

        for place, state in enumerate(found.packed):
            for _, to, mask in (edge for edge in self.edges if edge[0] == state):
                if to not in ids:
                    ids[to] = len(found.packed)
                    found.packed.append(to)
                    found.parents.append(place)
                    found.depths.append(found.depths[place] + 1)
                found.targets.append(ids[to])
                found.labels.append(mask_id(mask))
            found.starts.append(len(found.targets))
            found.enabled.append(mask_id(self.enabled[state]))
            found.closed.append(0)
        return found, ids


@st.composite
def cases(draw: Any) -> Case:
    """Up to six states, up to four demands, each weak or strong or nothing."""
    size = cast(int, draw(st.sampled_from((6, 5, 4, 3, 2, 1))))
    masks = st.integers(0, (1 << DEMANDS) - 1)
    few = st.sampled_from((0, 0, 0, 1, 2, 4, 8, 3, 5))
    steps = st.lists(st.tuples(st.integers(0, size - 1), few), min_size=1, max_size=3)
    edges: list[Edge] = [(state, to, mask) for state in range(size) for to, mask in draw(steps)]
    also = draw(st.lists(few, min_size=size, max_size=size))
    weak, strong = draw(masks), draw(masks)
    return Case(edges, also, Demands(weak, strong))


def fair(case: Labelled, states: Iterable[int], steps: Iterable[Edge]) -> bool:
    """Whether a run that for ever visits exactly these states by exactly these steps offends no demand."""
    visited, met = list(states), 0
    for _, _, mask in steps:
        met |= mask
    for one in case.bits:
        could = [state for state in visited if case.enabled[state] & one]
        if case.demands.weak & one and len(could) == len(visited) and not met & one:
            return False
        if case.demands.strong & one and could and not met & one:
            return False
    return True


def by_subsets(case: Case) -> bool:
    """Whether some set of states can be gone round for ever in a fair run: every set is tried."""
    for size in range(1, len(case.states) + 1):
        for chosen in combinations(case.states, size):
            inner = [edge for edge in case.edges if edge[0] in chosen and edge[1] in chosen]
            if _connected(chosen, inner) and fair(case, chosen, inner):
                return True
    return False


def _connected(states: tuple[int, ...], edges: list[Edge]) -> bool:
    return all(_reach(first, edges) >= set(states) for first in states)


def _reach(first: int, edges: list[Edge]) -> set[int]:
    found = [first]
    for state in found:
        found += [to for frm, to, _ in edges if frm == state and to not in found]
    return set(found)


Step = tuple[int, int, int]
States = frozenset[int]


def by_fixpoints(case: Labelled) -> bool:
    """Emerson and Lei's nested fixpoint, for each choice of the strong demands that are never to be met."""
    strong = [one for one in case.bits if case.demands.strong & one]
    for number in range(1 << len(strong)):
        given_up = [one for place, one in enumerate(strong) if number >> place & 1]
        to_meet = [one for one in strong if one not in given_up]
        allowed = frozenset(state for state in case.states if not any(case.enabled[state] & one for one in given_up))
        if _for_ever(case, allowed, to_meet):
            return True
    return False


def _for_ever(case: Labelled, allowed: States, to_meet: list[int]) -> bool:
    """Whether a run within these states meets each of these steps, and each weak demand's wish, for ever."""
    stutter = [(state, state, 0) for state in case.states]
    steps = [*case.edges, *stutter]
    wishes: list[Callable[[Step], bool]] = [lambda step, one=one: bool(step[2] & one) for one in to_meet]
    for one in case.bits:
        if case.demands.weak & one:
            wishes.append(lambda step, one=one: bool(step[2] & one) or not case.enabled[step[0]] & one)
    now = allowed
    while True:
        kept = now
        for wish in wishes:
            kept &= _until(steps, kept, frozenset(step[0] for step in steps if wish(step) and step[1] in kept))
        if kept == now:
            return bool(now)
        now = kept


def _until(steps: list[Step], within: States, goals: States) -> States:
    found = goals & within
    while True:
        more = found | frozenset(frm for frm, to, _ in steps if to in found and frm in within)
        if more == found:
            return found
        found = more


def offends_nothing(case: Case, graph: PendingGraph, found: Lasso) -> bool:
    """Whether the lasso is a run of the graph that goes round and is fair, step by step."""
    names = [graph.packed[state] for state in found.run]
    ways = {(frm, to) for frm, to, _ in case.edges}
    assert names[0] == 0
    assert all(pair in ways for pair in pairwise(names))
    at, steps = names[-1], list[Edge]()
    for state, mask in found.loop:
        steps.append((at, graph.packed[state], mask))
        at = graph.packed[state]
    assert at == names[-1]
    assert all(step in case.edges for step in steps)
    return fair(case, [names[-1], *(frm for frm, _, _ in steps)], steps)
