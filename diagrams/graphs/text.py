"""A view of the reachable graph in words: a numbered list of boxes, under each the arrows that leave it."""

from __future__ import annotations

from diagrams.graphs.sheet import GraphContent


def table(plan: GraphContent) -> str:
    """The text twin of a graph."""
    number = {box: place for place, box in enumerate(plan.grouping.cells, start=1)}
    under: dict[int, list[str]] = {box: [] for box in number}
    for source, target in plan.grouping.arrows:
        told = "; ".join(plan.grouping.labels((source, target)))
        under[source].append(f"       → {number[target]}  {told}")
    for leg in plan.legs:
        under[leg.pair[0]].append(f"       step {leg.number} of the trace → {number[leg.pair[1]]}  {leg.label}")
    return "\n".join(line for box in number for line in (_head(plan, box, number[box]), *under[box]))


def _head(plan: GraphContent, box: int, number: int) -> str:
    return f"{number:>3}  {'; '.join(plan.face(box).lines(plan.shown))}"
