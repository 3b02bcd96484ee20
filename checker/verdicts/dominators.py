"""What every run to a situation passes: states that it is in, and rows that fire on the way.

A state that every run passes is a *dominator* (Lengauer and Tarjan 1979; networkx finds them as Cooper, Harvey and
Kennedy 2001 do).  A row that every run fires is one without whose transitions the situation cannot be reached.  Both
are met by the shortest run too, for it is a run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx

from checker.results.runs import End, FiredRow, Step, Trace
from checker.verdicts.exploration import Exploration
from spec.notation.ends import peer
from spec.notation.errors import SpecError
from spec.notation.formulas import Bool
from spec.notation.nodes import ENDS
from spec.notation.properties import Always, Cheapest, Property, Sometimes

START, THERE = -1, -2
"""Nodes before every start, and after every state of the situation."""


@dataclass(frozen=True, slots=True)
class Unavoidable:
    """What every run to a situation passes, told along one of the shortest."""

    trace: Trace
    steps: tuple[int, ...]
    """The numbers of the steps after which that run is in a state that every run passes; 0: the start."""
    rows: tuple[tuple[End, FiredRow], ...]
    """The rows that every run fires, in the order in which that run does."""


def unavoidable(found: Exploration, asked: Property | str) -> Unavoidable:
    """What every run to a violation of an Always, or to the goal of a Sometimes or a Cheapest, passes.

    SpecError where there is no such run, where another kind of property is asked, and where the search was cut short,
    so that not every run is known.  Runs that a bound of the search cuts off are not among them.
    """
    if not found.complete:
        raise SpecError(f"not every run of {found.name} is known: the search was cut short by {found.cut}")
    trace = found.trace(asked)
    graph = _Runs(found, _situation(found.question(asked)))
    states = trace.states or tuple(map(found.graph.find, trace.points()))
    dominators = set(graph.dominators())
    steps = tuple(number for number, state in enumerate(states) if state in dominators)
    rows = dict.fromkeys(fired for step in trace.steps for fired in _fired(step))
    return Unavoidable(trace, steps, tuple((end, row) for end, row in rows if not graph.avoids(end, row.name)))


def _situation(asked: Property) -> Bool:
    match asked:
        case Always(formula=formula):
            return ~formula
        case Sometimes(formula=formula) | Cheapest(goal=formula):
            return formula
        case _:
            kinds = "an Always, a Sometimes or a Cheapest"
            raise SpecError(f"'{asked.about}' is a {type(asked).__name__}: what every run passes is asked of {kinds}")


def _fired(step: Step) -> Iterator[tuple[End, FiredRow]]:
    other: End = peer(step.end)
    for row in step.rows:
        yield step.end, row
    for row in step.peer_rows:
        yield other, row


class _Runs:
    """The runs to a situation: the graph, with the rows that fire between two states as masks."""

    def __init__(self, found: Exploration, situation: Bool) -> None:
        self.frames = found.successors.frames
        self.graph: nx.DiGraph[int] = nx.DiGraph()
        self.ways: dict[tuple[int, int], set[int]] = {}
        for source, target, end, what in found.graph.steps():
            fired = {end: what.fired, peer(end): what.peer_fired}
            self._lead(source, target, fired["A"] | fired["B"] << len(self.frames["A"].machine.rows))
        for place in range(len(found.search.starts)):
            self._lead(START, place, 0)
        for place in found.places(situation):
            self._lead(place, THERE, 0)

    def _lead(self, source: int, target: int, fired: int) -> None:
        self.graph.add_edge(source, target)
        self.ways.setdefault((source, target), set()).add(fired)

    def dominators(self) -> Iterator[int]:
        """The states that every run passes, from the last to the first."""
        before = nx.immediate_dominators(self.graph, START)
        state = THERE
        while (state := before[state]) != START:
            yield state

    def avoids(self, end: End, row: str) -> bool:
        """Whether some run gets there without firing that row."""
        rows = {one: [each.name for each in self.frames[one].machine.rows] for one in ENDS}
        bit = 1 << rows[end].index(row) + (0 if end == "A" else len(rows["A"]))

        def without(source: int, target: int) -> bool:
            return any(not fired & bit for fired in self.ways[source, target])

        return nx.has_path(nx.subgraph_view(self.graph, filter_edge=without), START, THERE)
