"""A trace laid over the boxes of a graph: which step goes along which arrow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.results.graphs import Graph
from checker.results.runs import Step, Trace
from diagrams.graphs.grouping import Pair
from diagrams.rendering.render import PictureError
from diagrams.rendering.style import LineRole


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of the trace, from box to box."""

    number: int
    pair: Pair
    label: str
    role: LineRole

    @property
    def line(self) -> str:
        """``2  B rcv SYN``; a step that repeats for ever carries the sign of it."""
        return f"{self.number} {'∞' if self.role == 'loop' else ''} {self.label}"


def states_of(graph: Graph, trace: Trace) -> list[int]:
    """The state of the graph at each point of the trace.  Raises PictureError where it is another graph's."""
    if trace.states and all(
        place < graph.states and graph.point(place) == point
        for place, point in zip(trace.states, trace.points(), strict=True)
    ):
        return list(trace.states)  # points that differ in what was seen on the way are drawn alike
    try:
        return [graph.find(point) for point in trace.points()]
    except KeyError:
        raise PictureError(
            f"the trace {trace.title or 'given'} leaves the graph of {graph.title}: "
            "draw it on the graph that it was found in"
        ) from None


def legs(trace: Trace, states: Sequence[int], box_of: Sequence[int] | Mapping[int, int]) -> Iterator[Leg]:
    """The steps of the trace in order."""
    for number, step in enumerate(trace.steps, start=1):
        role: LineRole = "loop" if trace.loop is not None and number > trace.loop else "trace"
        yield Leg(number, (box_of[states[number - 1]], box_of[states[number]]), step_label(step), role)


def step_label(step: Step) -> str:
    """A step as a graph labels its edges: ``A active OPEN``, ``B rcv SYN,ACK``, ``lose SYN to B``, ``tick``."""
    if step.action == "tick":
        return step.event
    if step.packet is None:
        return f"{step.end} {step.event}"
    if step.action == "forge":
        return f"attacker {step.packet.short} to {step.packet.to}"
    if step.action == "lose":
        return f"lose {step.packet.short} to {step.packet.to}"
    return f"{step.end} rcv {step.packet.short}"
