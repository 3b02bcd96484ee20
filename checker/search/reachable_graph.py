"""The reachable graph of a search, for pictures: decoded where it is looked at, never stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from checker.packed.describe import Describer
from checker.packed.successors import Successors
from checker.results import Edge, Mark, Point
from checker.search.breadth_first import Search


class ReachableGraph:
    """States numbered in the order in which the search met them; satisfies :class:`checker.results.Graph`."""

    def __init__(
        self, title: str, successors: Successors, search: Search, marks: Mapping[int, Mark] | None = None
    ) -> None:
        self.title = title
        self._successors, self._search = successors, search
        self._describer = Describer(successors)
        opened: dict[int, Mark] = dict.fromkeys(range(search.expanded, len(search.order)), "open")
        starts: dict[int, Mark] = dict.fromkeys(range(len(search.starts)), "start")
        self._marks: Mapping[int, Mark] = {**opened, **(marks or {}), **starts}

    @property
    def states(self) -> int:
        """How many there are."""
        return len(self._search.order)

    @property
    def complete(self) -> bool:
        """Whether every reachable state is there."""
        return self._search.complete

    @property
    def marks(self) -> Mapping[int, Mark]:
        """States with a second sign; those that the search did not expand are open."""
        return self._marks

    def point(self, state: int) -> Point:
        """The state in words."""
        return self._describer.point(self._search.order[state])

    @cached_property
    def _places(self) -> dict[int, int]:
        return {packed: place for place, packed in enumerate(self._search.order)}

    @cached_property
    def _points(self) -> dict[Point, int]:
        return {self.point(place): place for place in range(self.states)}

    def find(self, point: Point) -> int:
        """The number of that state; KeyError if it was not reached."""
        return self._points[point]

    def edges(self) -> Iterator[Edge]:
        """Every transition of the expanded states, in the order of the search."""
        places = self._places
        for place in range(self._search.expanded):
            packed = self._search.order[place]
            for end, happening, after in self._successors.followed(packed):
                if after in places:
                    yield Edge(place, places[after], self._describer.label(end, happening), happening.action)
