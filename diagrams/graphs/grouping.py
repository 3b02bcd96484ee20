"""The states of a graph gathered into boxes, in one pass over its edges.

A raw graph is the grouping in which every state is a box of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from checker.results.graphs import Edge, Graph

Pair = tuple[int, int]
"""Two boxes, by their places: where an arrow starts and ends."""

COPY = " (a copy stays)"
"""What the label of a duplication adds to that of a delivery; where both are possible, one label says it."""


@dataclass(slots=True)
class Cell:
    """What stands behind one box."""

    first: int
    """The first state met in it."""
    states: int = 0
    inside: int = 0
    """Steps that stay in it."""
    further: set[int] = field(default_factory=lambda: set[int]())
    """Boxes that it leads to by arrows that are not drawn (the rim of a slice)."""


@dataclass(slots=True)
class Grouping:
    """Boxes and the arrows between them."""

    cells: dict[int, Cell]
    """The boxes that are drawn, in the order in which the search met them."""
    box_of: Sequence[int] | Mapping[int, int]
    """The box of each state."""
    arrows: dict[Pair, dict[str, int]] = field(default_factory=lambda: dict[Pair, dict[str, int]]())
    """The labels of the steps between two boxes, in the order of the search, and how many have each."""

    @property
    def inside(self) -> int:
        """Steps that stay in their box, and are not drawn."""
        return sum(cell.inside for cell in self.cells.values())

    def labels(self, pair: Pair) -> list[str]:
        """The different labels of an arrow; a delivery that can leave a copy is not told twice."""
        told = self.arrows.get(pair, {})
        return [label for label in told if not (label.endswith(COPY) and label.removesuffix(COPY) in told)]


@runtime_checkable
class Stepwise(Protocol):
    """A graph that can be asked for the steps from one state, which spares a slice whole passes."""

    def leaving(self, state: int) -> Iterable[Edge]: ...


@runtime_checkable
class Telling(Protocol):
    """A graph that says of all its states what they say at some paths, which spares the points of all of them."""

    def values(self, paths: Sequence[str]) -> Iterable[tuple[str, ...]]: ...


@runtime_checkable
class Gathering(Protocol):
    """A graph that counts the steps from some values to some others, which spares a look at each of them."""

    def gathered(self, paths: Sequence[str]) -> Iterable[tuple[tuple[str, ...], tuple[str, ...], str, int]] | None: ...


def raw(graph: Graph) -> Grouping:
    """Every state its own box."""
    grouping = Grouping({state: Cell(state, 1) for state in range(graph.states)}, range(graph.states))
    _draw_arrows(graph.edges(), grouping)
    return grouping


def raw_slice(graph: Graph, seeds: Collection[int], steps: int) -> Grouping:
    """The states at most so many steps after one of the seeds."""
    found, rim = set(seeds), set(seeds)
    for _ in range(steps):
        rim = {edge.target for edge in _leaving(graph, rim)} - found
        found |= rim
    grouping = Grouping({state: Cell(state, 1) for state in sorted(found)}, range(graph.states))
    _draw_arrows(_leaving(graph, grouping.cells), grouping)
    return grouping


def quotient(graph: Graph, paths: Sequence[str]) -> Grouping:
    """One box for all states that show the same values at those paths.

    Raises KeyError where the graph has no such variable.
    """
    boxes: dict[tuple[str, ...], int] = {}
    cells: dict[int, Cell] = {}
    box_of: list[int] = []
    for state, values in enumerate(_values(graph, paths)):
        box = boxes.setdefault(values, len(boxes))
        cells.setdefault(box, Cell(state)).states += 1
        box_of.append(box)
    grouping = Grouping(cells, box_of)
    counted = graph.gathered(paths) if isinstance(graph, Gathering) else None
    if counted is None:
        _draw_arrows(graph.edges(), grouping)
        return grouping
    for one, other, label, number in counted:
        source, target = boxes[one], boxes[other]
        if source == target:
            cells[source].inside += number
        else:
            labels = grouping.arrows.setdefault((source, target), {})
            labels[label] = labels.get(label, 0) + number
    return grouping


def _values(graph: Graph, paths: Sequence[str]) -> Iterable[tuple[str, ...]]:
    if isinstance(graph, Telling):
        return graph.values(paths)
    return (tuple(map(graph.point(state).value, paths)) for state in range(graph.states))


def _draw_arrows(edges: Iterable[Edge], grouping: Grouping) -> None:
    box_of, cells, arrows = grouping.box_of, grouping.cells, grouping.arrows
    for begin, end, label, _ in edges:
        source, target = box_of[begin], box_of[end]
        if source not in cells:
            continue
        if source == target:
            cells[source].inside += 1
        elif target not in cells:
            cells[source].further.add(target)
        else:
            labels = arrows.setdefault((source, target), {})
            labels[label] = labels.get(label, 0) + 1


def coarsened(graph: Graph, fine: Grouping, paths: Sequence[str]) -> Grouping:
    """The quotient by some of the paths of a finer one, without another pass over the graph."""
    boxes: dict[tuple[str, ...], int] = {}
    cells: dict[int, Cell] = {}
    new: dict[int, int] = {}
    for box, cell in fine.cells.items():
        point = graph.point(cell.first)
        new[box] = boxes.setdefault(tuple(point.value(path) for path in paths), len(boxes))
        into = cells.setdefault(new[box], Cell(cell.first))
        into.states += cell.states
        into.inside += cell.inside
    grouping = Grouping(cells, [new[fine.box_of[state]] for state in range(graph.states)])
    for (source, target), labels in fine.arrows.items():
        if new[source] == new[target]:
            cells[new[source]].inside += sum(labels.values())
            continue
        into_labels = grouping.arrows.setdefault((new[source], new[target]), {})
        for label, steps in labels.items():
            into_labels[label] = into_labels.get(label, 0) + steps
    return grouping


def _leaving(graph: Graph, states: Collection[int]) -> Iterator[Edge]:
    """The steps from some states: asked for one by one, or picked out of all."""
    if isinstance(graph, Stepwise):
        for state in states:
            yield from graph.leaving(state)
    else:
        yield from (edge for edge in graph.edges() if edge.source in states)


def sliced(grouping: Grouping, seeds: Collection[int], steps: int) -> Grouping:
    """The boxes at most so many arrows after one of the seed boxes."""
    kept = set(seeds)
    for _ in range(steps):
        kept |= {target for source, target in grouping.arrows if source in kept}
    cells = {box: Cell(cell.first, cell.states, cell.inside) for box, cell in grouping.cells.items() if box in kept}
    for source, target in grouping.arrows:
        if source in cells and target not in cells:
            cells[source].further.add(target)
    arrows = {pair: labels for pair, labels in grouping.arrows.items() if kept.issuperset(pair)}
    return Grouping(cells, grouping.box_of, arrows)
