"""Which parts of a waiting graph a fair run can stay in for ever.

Strong components, split where strong fairness forbids to stay (Lichtenstein and Pnueli, Checking that finite state
concurrent programs satisfy their linear specification, POPL 1985; the emptiness of a Streett automaton, Emerson and
Lei, Modalities for model checking, Science of Computer Programming 8, 1987).  A run that goes round in a whole
component offends a weak demand only if it could be met in all of its states and is met in none of its steps, and
then no run within offends less: the component is done with.  It offends a strong one if it could be met somewhere
and is met nowhere: then only a part without those states may do, and is looked at again.

A state by itself is a component too: the run that stops there meets nothing, so that nothing may be demanded there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.liveness.components import Components
from checker.search.clock import Clock
from checker.search.pending import FairPart, PendingGraph


@dataclass(frozen=True, slots=True)
class Demands:
    """What fairness demands, as bits."""

    weak: int = 0
    strong: int = 0


def fair_parts(graph: PendingGraph, demands: Demands, clock: Clock) -> Iterator[list[int]]:
    """Sets of states, each strongly connected, in all of which a fair run can go round for ever (or stop)."""
    work = iter(_strong(graph, clock))
    finder: Components | None = None
    while True:
        rest: list[FairPart] = []
        for states, could, always, met in work:
            clock.look()
            if demands.weak & always & ~met:
                continue
            forbidden = demands.strong & could & ~met
            if not forbidden:
                yield sorted(states)
                continue
            left = [state for state in states if not graph.enabled_in(state) & forbidden]
            if left:
                finder = finder or Components(graph.starts, graph.targets, clock)
                rest += [_part(graph, states) for states in finder.of(left)]
        if not rest:
            return
        work = iter(rest)


def _strong(graph: PendingGraph, clock: Clock) -> Sequence[FairPart]:
    """The strong components of the whole graph, which are the same whatever is demanded."""
    if graph.strong is None:
        finder = Components(graph.starts, graph.targets, clock)
        open_ = [state for state in range(len(graph.packed)) if not graph.closed[state]]
        graph.strong = [_part(graph, states) for states in finder.of(open_)]
    return graph.strong


def _part(graph: PendingGraph, states: list[int]) -> FairPart:
    could, always, met = 0, -1, 0
    inside = set(states)
    starts, targets, labels, masks = graph.starts, graph.targets, graph.labels, graph.masks
    for state in states:
        enabled = masks[graph.enabled[state]]
        could, always = could | enabled, always & enabled
        if len(states) > 1:
            for edge in range(starts[state], starts[state + 1]):
                if targets[edge] in inside:
                    met |= masks[labels[edge]]
    return FairPart(states, could, always, met)
