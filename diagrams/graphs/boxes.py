"""What stands in a box of the graph: the two ends in the user's words, and how many states are behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.languages.counts import count
from checker.results.graphs import Graph, Mark
from checker.results.runs import Packet, Point
from diagrams.graphs.grouping import Cell
from diagrams.rendering.letters import short_name
from diagrams.rendering.style import LETTER, WORDS, Role

STATES = ("A.state", "B.state")
FLIGHT = "in flight"
LOOP = "\u21bb"
"""The sign of a box in which some step stays."""
WIDEST = 150.0
"""Points that a line may take; the rest is in the tooltip."""
MOST_LINES = 4
_MOST_PACKETS = 2

_BY_WEIGHT: tuple[Mark, ...] = ("violation", "goal", "open")
_ALL: tuple[Mark, ...] = ("violation", "goal", "start", "open")


@dataclass(frozen=True, slots=True)
class Face:
    """A box as it is seen: an example of its states, what is behind it, and the marks on the states."""

    point: Point
    cell: Cell
    marks: Counter[Mark]

    @property
    def role(self) -> Role:
        """What it is drawn as: its gravest mark; what is not followed further looks not expanded."""
        for mark in _ALL:
            if self.marks[mark]:
                return mark
        return "open" if self.cell.further else "ordinary"

    def lines(self, paths: Sequence[str], flat: bool = False) -> list[str]:
        """One line for each path, then what is behind the box, and how many boxes are not drawn.

        Where that would be more than four lines, or the box is to be ``flat``, the values of one end share a
        line, and so does what is behind it.
        """
        behind = self._behind()
        lines = [*values(self.point, paths, flat), *([", ".join(behind)] if flat and behind else behind)]
        return [*lines[:-1], f"{lines[-1]} {LOOP}"] if self.cell.inside and lines else lines

    @property
    def tip(self) -> str:
        """The box in full, as it is read aloud: for several states, one of them is the example."""
        marks = [f"{self.marks[mark]:,} {WORDS[mark]}" for mark in _ALL if self.marks[mark]]
        told = ", ".join(f"{path} {self.point.value(path)}" for path in self.point.paths())
        stay = [f"{count(self.cell.inside, 'step')} that stay here"] if self.cell.inside else []
        if self.cell.states > 1:
            return "; ".join([count(self.cell.states, "state"), *marks, *self._further(), *stay, f"for example {told}"])
        return "; ".join([*(mark.removeprefix("1 ") for mark in marks), *self._further(), *stay, told])

    def _behind(self) -> list[str]:
        """``12 states, start`` and ``3 VIOLATED``; for a single state the words alone."""
        if self.cell.states == 1:
            words = [WORDS[mark] for mark in _ALL if self.marks[mark]]
            return [", ".join(words + self._further())] if words or self.cell.further else []
        head = count(self.cell.states, "state") + (", start" if self.marks["start"] else "")
        gravest: Mark | None = next((mark for mark in _BY_WEIGHT if self.marks[mark]), None)
        if gravest is None:
            return [head, *self._further()]
        if self.marks[gravest] == self.cell.states:
            return [f"{head}, {WORDS[gravest]}", *self._further()]
        return [head, f"{self.marks[gravest]:,} {WORDS[gravest]}", *self._further()]

    def _further(self) -> list[str]:
        return [f"… {len(self.cell.further):,} more"] if self.cell.further else []


def values(point: Point, paths: Sequence[str], flat: bool = False) -> list[str]:
    """What a state shows at those paths: ``["A SYN-SENT", "B LISTEN"]``."""
    rows = _by_end(paths) if flat or len(paths) >= MOST_LINES else [[path] for path in paths]
    return [short_name(_row(point, row), WIDEST, LETTER) for row in rows]


def _by_end(paths: Sequence[str]) -> list[list[str]]:
    """``[["A.state", "A.IRS"], ["B.state"]]``"""
    rows: dict[str, list[str]] = {}
    for path in paths:
        rows.setdefault(path.partition(".")[0], []).append(path)
    return list(rows.values())


def _row(point: Point, paths: Sequence[str]) -> str:
    """``A SYN-SENT``, ``A SND.NXT 101`` or ``A SYN-SENT, IRS 0``."""
    if paths == [FLIGHT]:
        return in_flight(point.in_flight)
    end = paths[0].partition(".")[0]
    named = ((path.partition(".")[2], point.value(path)) for path in paths)
    return f"{end} " + ", ".join(value if name == "state" else f"{name} {value}" for name, value in named)


def in_flight(packets: Sequence[Packet]) -> str:
    """What is in flight, briefly.

    >>> in_flight([Packet("B", "<SEQ=90><CTL=SYN>", "SYN")]), in_flight([])
    ('→B SYN', '–')
    """
    shown = [f"→{packet.to} {packet.short}" for packet in packets[:_MOST_PACKETS]]
    more = [f"+{len(packets) - _MOST_PACKETS}"] if len(packets) > _MOST_PACKETS else []
    return " ".join(shown + more) or "–"


def telling(graph: Graph, states: Iterable[int]) -> tuple[str, ...]:
    """The fewest paths that tell these states apart, at most so many that a box has room for its mark.

    The two states of the ends always; what is in flight where anything is; then the variables that tell
    most, one after the other.
    """
    points = [graph.point(state) for state in states]
    paths = [*STATES, *([FLIGHT] if any(point.in_flight for point in points) else [])]
    others = [path for path in points[0].paths() if path not in (*STATES, FLIGHT)] if points else []
    while len(paths) < MOST_LINES and others and _kinds(points, paths) < len(points):
        best = max(others, key=lambda path: _kinds(points, [*paths, path]))
        if _kinds(points, [*paths, best]) == _kinds(points, paths):
            break
        others.remove(best)
        paths.append(best)
    return tuple(paths)


def _kinds(points: Sequence[Point], paths: Sequence[str]) -> int:
    """How many of the points look different, where these paths are shown."""
    return len({tuple(_row(point, [path]) for path in paths) for point in points})
