"""The DOT text of a view of the reachable graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from checker.results.graphs import Graph, Mark
from diagrams.graphs import boxes
from diagrams.graphs.grouping import Grouping, Pair
from diagrams.graphs.route import Leg
from diagrams.rendering.dot import Sheet
from diagrams.rendering.letters import prose, shorten, width
from diagrams.rendering.style import BARE_LAYERS, BOXES, LAYERS, LETTER, LINES, NOWHERE, LineRole

Direction = Literal["TB", "LR"]

MOST_ENTRIES = 3
"""Labels that one arrow lists; the others are counted."""
_COLUMN = 330.0
_MARGINS = 12.0
_POINTS = 72.0


@dataclass(frozen=True)
class GraphContent:
    """What is to be drawn: the boxes and arrows, the trace over them, and what is said above them."""

    graph: Graph
    title: str
    shown: tuple[str, ...]
    """The paths whose values stand in the boxes."""
    grouping: Grouping
    marks: Mapping[int, Counter[Mark]]
    """How many states of a box have each mark."""
    legs: tuple[Leg, ...]
    caption: tuple[str, ...]
    """The sentences above the picture."""

    def face(self, box: int) -> boxes.Face:
        """What the box shows."""
        cell = self.grouping.cells[box]
        return boxes.Face(self.graph.point(cell.first), cell, self.marks.get(box, Counter()))

    def name(self, box: int) -> str:
        """What the box says of itself in one line: ``A CLOSED, B LISTEN``."""
        return ", ".join(boxes.values(self.graph.point(self.grouping.cells[box].first), self.shown))

    def starts(self) -> list[int]:
        """The boxes in which the search began."""
        box_of = self.grouping.box_of
        starts = {box_of[state] for state, mark in self.graph.marks.items() if mark == "start"} or {box_of[0]}
        return [box for box in self.grouping.cells if box in starts]

    def depths(self) -> Mapping[int, int]:
        """How many arrows each box is from a start; in a slice that has none, from its first box."""
        depth = dict.fromkeys(self.starts() or list(self.grouping.cells)[:1], 0)
        rim = set(depth)
        while rim:
            rim = {target for source, target in self.grouping.arrows if source in rim} - set(depth)
            depth |= dict.fromkeys(rim, max(depth.values()) + 1)
        return dict.fromkeys(self.grouping.cells, 0) | depth


class Arrangement(NamedTuple):
    """One way to lay the same picture out."""

    direction: Direction = "TB"
    bare: bool = False
    """Only the arrows of the trace have labels."""
    flat: bool = False
    """The boxes have few lines, and long ones."""
    levels: bool = False
    """A box stands as low as it is far from the start; else arrows back are as few as can be."""


def sheet(plan: GraphContent, layout: Arrangement) -> str:
    """The DOT text."""
    said = [plan.title, *plan.caption, *([_left_out(plan)] if layout.bare else [])]
    title = [line for sentence in said for line in prose(sentence, _COLUMN, LETTER)]
    paper = Sheet(title, {**(BARE_LAYERS if layout.bare else LAYERS), "rankdir": layout.direction}, LETTER)
    _draw_boxes(paper, plan, layout.flat)
    _draw_starts(paper, plan)
    _draw_arrows(paper, plan, layout)
    return paper.source


def _left_out(plan: GraphContent) -> str:
    return f"The labels of {'other' if plan.legs else 'the'} arrows are left out."


def _draw_boxes(paper: Sheet, plan: GraphContent, flat: bool) -> None:
    faces = {box: plan.face(box) for box in plan.grouping.cells}
    labels = {box: face.lines(plan.shown, flat) for box, face in faces.items()}
    widest = max((width(line, LETTER) for lines in labels.values() for line in lines), default=0.0)
    corners = _MARGINS if any(face.role == "violation" for face in faces.values()) else 0.0
    same = {"width": f"{(widest + _MARGINS + corners) / _POINTS:.3f}"}
    for box, face in faces.items():
        paper.node(f"box {box}", labels[box], face.tip, BOXES[face.role], same)


def _draw_starts(paper: Sheet, plan: GraphContent) -> None:
    for box in plan.starts():
        paper.point(f"into {box}", "the search starts here", NOWHERE)
        paper.edge(f"into {box}", f"box {box}", (), "the search starts here", LINES["ordinary"])


def _draw_arrows(paper: Sheet, plan: GraphContent, layout: Arrangement) -> None:
    ridden, depth = _by_pair(plan.legs), plan.depths()
    # A step of the trace that stays in its box is the one arrow that the search's own arrows lack.
    pairs = dict.fromkeys([*plan.grouping.arrows, *(pair for pair in ridden if pair[0] == pair[1])])
    for pair in pairs:
        (tail, head), labels, here = pair, plan.grouping.labels(pair), ridden.get(pair, ())
        tip = f"{plan.name(tail)} → {plan.name(head)}: {'; '.join(_all(labels, here))}"
        for role, told in _arrows(labels, here):
            entries = told if not (layout.bare and role == "ordinary") else []
            loose = {"constraint": "false"} if layout.levels and depth[head] <= depth[tail] else {}
            paper.edge(f"box {tail}", f"box {head}", entries, tip, LINES[role], loose)


def _all(labels: Sequence[str], ridden: Sequence[Leg]) -> Iterator[str]:
    """Everything that an arrow stands for: the steps of the trace, then every other label."""
    yield from (f"step {leg.number} of the trace, {leg.label}" for leg in ridden)
    yield from (label for label in labels if label not in {leg.label for leg in ridden})


def _by_pair(legs: Iterable[Leg]) -> Mapping[Pair, list[Leg]]:
    ridden: dict[Pair, list[Leg]] = {}
    for leg in legs:
        ridden.setdefault(leg.pair, []).append(leg)
    return ridden


def _arrows(labels: list[str], ridden: Sequence[Leg]) -> Iterator[tuple[LineRole, list[str]]]:
    """The arrows between two boxes: the trace's with its numbers, or else one with all labels."""
    if not ridden:
        yield "ordinary", merged(labels)
        return
    others = [label for label in labels if label not in {leg.label for leg in ridden}]
    by_role: dict[LineRole, list[str]] = {}
    for leg in ridden:
        by_role.setdefault(leg.role, []).append(leg.line)
    for place, (role, told) in enumerate(by_role.items()):
        yield role, told + ([f"+{len(others)}"] if others and not place else [])


def merged(labels: list[str]) -> list[str]:
    """The labels of parallel steps on one arrow.

    >>> merged(["A close", "A abort", "B close", "B abort", "lose FIN to B"])
    ['A close', 'A abort', 'B close', '+2']
    """
    shown = [shorten(label, boxes.WIDEST, LETTER) for label in labels[:MOST_ENTRIES]]
    return shown + ([f"+{len(labels) - MOST_ENTRIES}"] if len(labels) > MOST_ENTRIES else [])
