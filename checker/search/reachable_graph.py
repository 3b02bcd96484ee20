"""The reachable graph of a search, for pictures: decoded where it is looked at, never stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from checker.packed.describe import Describer
from checker.packed.successors import Successors
from checker.packed.transition import Happening
from checker.results.graphs import Edge, Mark
from checker.results.notebooks import in_a_notebook
from checker.results.runs import Action, Point
from checker.search.breadth_first import Search
from checker.search.gathered import Saying, gathered
from spec.notation.errors import SpecError
from spec.notation.nodes import End
from spec.notation.systems import ENDS

if TYPE_CHECKING:
    import networkx as nx


Told = tuple[int, bool, str, Action, Happening]
"""A step of a view: the bits that it toggles, whether more becomes of it, its label, its action, and what happens."""


class ReachableGraph:
    """States numbered in the order in which the search met them; satisfies :class:`checker.results.graphs.Graph`."""

    def __init__(
        self, title: str, successors: Successors, search: Search, marks: Callable[[], Mapping[int, Mark]]
    ) -> None:
        self.title = title
        self._successors, self._search = successors, search
        self._describer, self._marked = Describer(successors), marks

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return in_a_notebook("graph", self)

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
        """States with a second sign, worked out when they are looked at; those that were not expanded are open."""
        return self._marks

    @cached_property
    def _marks(self) -> Mapping[int, Mark]:
        opened: dict[int, Mark] = dict.fromkeys(range(self._search.expanded, len(self._search.order)), "open")
        starts: dict[int, Mark] = dict.fromkeys(range(len(self._search.starts)), "start")
        return {**opened, **self._marked(), **starts}

    def point(self, state: int) -> Point:
        """The state in words."""
        return self._describer.point(self._search.order[state])

    def values(self, paths: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """What each state says at these paths, in order; KeyError where there is no such variable."""
        layout, known = self._successors.layout, dict[int, tuple[str, ...]]()
        ends: list[End] = [end for end in ENDS if any(path.startswith(f"{end}.") for path in paths)]
        own = (layout.view(end) & ~layout.ways[end].bits.mask for end in ends)
        mask = -1 if "in flight" in paths else sum(own)
        for packed in self._search.order[:]:
            said = known.get(packed & mask)
            if said is None:
                point = self._describer.point(packed)
                said = known[packed & mask] = tuple(map(point.value, paths))
            yield said

    def gathered(self, paths: Sequence[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], str, int]] | None:
        """From the values at these paths to those of the next state: the label, and how many such steps there are.

        None where every step has to be looked at: not all states were met, or what is in flight is asked for.
        """
        if not (self.complete and self._successors.by_views and all(path.startswith(("A.", "B.")) for path in paths)):
            return None
        layout, point = self._successors.layout, self._describer.point
        says: dict[End, Saying] = {}
        for end in ENDS:
            own = tuple(path for path in paths if path.startswith(f"{end}."))
            says[end] = Saying(own, layout.view(end) & ~layout.ways[end].bits.mask if own else 0, point)

        @cache
        def values(a: int, b: int) -> tuple[str, ...]:
            told = {**says["A"].told[a], **says["B"].told[b]}
            return tuple(told[path] for path in paths)

        steps = gathered(self._successors, self._search.order[:], says, self._describer.label)
        return ((values(*one), values(*other), label, number) for one, other, label, number in steps)

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
        if self._successors.by_views:
            yield from self._edges()
        else:
            for state in range(self._search.expanded):
                yield from self.leaving(state)

    def _edges(self) -> Iterator[Edge]:
        """The same, where what happens in a view is put into words once."""
        successors, places, words = self._successors, self._places, self._words
        views: list[tuple[End, int, dict[int, list[Told]]]] = [(end, successors.layout.view(end), {}) for end in ENDS]
        for state, packed in enumerate(self._search.order[: self._search.expanded]):
            for end, mask, known in views:
                view = packed & mask
                told = known.get(view)
                if told is None:
                    told = known[view] = words(end, successors.happenings(end, packed))
                for toggles, sends, label, action, happening in told:
                    after, cut = successors.after(end, packed, happening) if sends else (packed ^ toggles, "")
                    if not cut and after in places:
                        yield Edge(state, places[after], label, action)
            for end, happening in successors.beyond(packed):
                after, cut = successors.after(end, packed, happening)
                if not cut and after in places:
                    yield Edge(state, places[after], self._describer.label(end, happening), happening.action)

    def _words(self, end: End, happenings: Sequence[Happening]) -> list[Told]:
        label = self._describer.label
        return [(one.toggles, bool(one.sent or one.cut), label(end, one), one.action, one) for one in happenings]

    def leaving(self, state: int) -> Iterator[Edge]:
        """The transitions from one state; none where it was not expanded."""
        for target, end, happening in self._followed(state):
            yield Edge(state, target, self._describer.label(end, happening), happening.action)

    def told(self, state: int) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Where one can go from a state, and all that is said of the step, as :meth:`to_networkx` names it."""
        for target, end, happening in self._followed(state):
            yield target, self._describer.attributes(end, happening)

    def steps(self) -> Iterator[tuple[int, int, End, Happening]]:
        """Every transition: from where, to where, at which end, and what happened."""
        for state in range(self._search.expanded):
            for target, end, happening in self._followed(state):
                yield state, target, end, happening

    def _followed(self, state: int) -> Iterator[tuple[int, End, Happening]]:
        places = self._places
        if state < self._search.expanded:
            for end, happening, after in self._successors.followed(self._search.order[state]):
                if after in places:
                    yield places[after], end, happening

    def to_networkx(self, *paths: str) -> nx.MultiDiGraph[Any]:
        """The graph as a ``networkx.MultiDiGraph``; with paths, such as ``"A.state", "B.state"``, its quotient by them.

        Nodes are the numbers of the states, and have as attributes ``A.state``, ``A.SND.NXT``, ... and ``in flight``
        (texts, as ``point`` says them), and ``mark`` (``start``, ``goal``, ``violation``, ``open`` or empty).  Edges
        have ``label``, ``action``, ``end``, ``event``, ``rows``, ``rfc``, ``message`` and ``sent``.  The graph has
        ``name`` and ``complete``.

        In a quotient a node is the tuple of its values, with ``states``, the number of states behind it; an edge
        stands for all steps of one ``label``, and ``steps`` counts them.  It takes about 1 kB a transition.
        SpecError where there is no such path.
        """
        from checker.search.networkx_graph import quotient, whole  # networkx takes a while

        known = self.point(0).paths()
        for path in paths:
            if path not in known:
                raise SpecError(f"{self.title} has no {path!r} to group by: write one of {', '.join(known)}")
        nodes = (self._attributes(state, paths or known) for state in range(self.states))
        edges = ((one, other, self._describer.attributes(end, what)) for one, other, end, what in self.steps())
        if paths:
            return quotient(self.title, self.complete, paths, nodes, edges)
        return whole(self.title, self.complete, nodes, edges)

    def _attributes(self, state: int, paths: tuple[str, ...]) -> dict[str, str]:
        said = self.point(state).said()
        return {path: said[path] for path in paths} | {"mark": self._marks.get(state, "")}
