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

from collections.abc import Iterator
from dataclasses import dataclass

from checker.clock import Clock
from checker.components import Components
from checker.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Demands:
    """What fairness demands, as bits."""

    weak: int = 0
    strong: int = 0


def fair_parts(graph: Waiting, demands: Demands, clock: Clock) -> Iterator[list[int]]:
    """Sets of states, each strongly connected, in all of which a fair run can go round for ever (or stop)."""
    finder = Components(graph.starts, graph.targets, clock)
    work = [[state for state in range(len(graph.packed)) if not graph.closed[state]]]
    while work:
        for part in finder.of(work.pop()):
            clock.look()
            could, always, met = _touched(graph, part)
            if demands.weak & always & ~met:
                continue
            forbidden = demands.strong & could & ~met
            if not forbidden:
                yield sorted(part)
                continue
            rest = [state for state in part if not graph.enabled_in(state) & forbidden]
            if rest:
                work.append(rest)


def _touched(graph: Waiting, part: list[int]) -> tuple[int, int, int]:
    """The demands that could be met in some state, in every state, and that some step within meets."""
    could, always, met = 0, -1, 0
    inside = set(part)
    starts, targets, labels, masks = graph.starts, graph.targets, graph.labels, graph.masks
    for state in part:
        enabled = masks[graph.enabled[state]]
        could, always = could | enabled, always & enabled
        if len(part) > 1:
            for edge in range(starts[state], starts[state + 1]):
                if targets[edge] in inside:
                    met |= masks[labels[edge]]
    return could, always, met
