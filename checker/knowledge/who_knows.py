"""Who knows what, at every point of a finished search.

An end knows a thing where it is true at every point of the class of this one, the points in which the end has seen the
same.  A thing is common knowledge where it is true throughout the component of this point: all that can be reached by
going from class to class, of one end and the other.  (Halpern and Moses 1990, propositions 2 and 3.)
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator

from checker.knowledge.points import Points
from checker.packed.predicates import Predicate, predicate
from checker.search.breadth_first import Search
from checker.search.clock import Clock
from spec.notation import nodes
from spec.notation.formulas import Bool
from spec.notation.nodes import Condition, End, Var
from spec.notation.systems import ENDS

Seen = Callable[[int], int]


class Knowing:
    """Answers for formulas of knowledge, each worked out once, when it is first asked for."""

    def __init__(self, points: Points) -> None:
        self.points = points
        self.search: Search | None = None
        """The finished search; nothing can be asked before."""
        self.clock = Clock()
        """The time that is left."""
        self._known: dict[Condition, Predicate] = {}

    def of(self, asked: nodes.Knows | nodes.Common | nodes.Fact) -> Predicate:
        """The formula as a function of a point."""
        if isinstance(asked, nodes.Fact):
            return self._fact(asked)
        predicate(self.points.layout, Bool(asked.part))  # what it reads, there has to be
        self.seen(asked)
        answer: Predicate | None = None

        def known(point: int) -> bool:
            nonlocal answer
            if answer is None:
                answer = self._answer(asked)
            return answer(point)

        return known

    def seen(self, asked: nodes.Knows | nodes.Common) -> tuple[Seen, ...]:
        """What tells points apart for the end that is asked about, or for both."""
        if isinstance(asked, nodes.Common):
            return tuple(self.points.view(end, asked.view) for end in ENDS)
        return (self.points.view(asked.end, _named(asked.view)),)

    def order(self) -> Iterator[int]:
        """Every point, with a look at the clock now and then."""
        assert self.search is not None, "knowledge is asked for after the search"
        self.clock.begin("points looked at by what is seen there", len(self.search.order))
        for point in self.search.order:
            self.clock.tick()
            yield point

    def _answer(self, asked: nodes.Knows | nodes.Common) -> Predicate:
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = self._common(asked) if isinstance(asked, nodes.Common) else self._knows(asked)
        return found

    def _knows(self, asked: nodes.Knows) -> Predicate:
        (seen,) = self.seen(asked)
        true = predicate(self.points.layout, Bool(asked.part))
        doubted = {seen(point) for point in self.order() if not true(point)}
        return lambda point: seen(point) not in doubted

    def _common(self, asked: nodes.Common) -> Predicate:
        of_a, of_b = self.seen(asked)
        true = predicate(self.points.layout, Bool(asked.part))
        classes = UnionFind()
        for point in self.order():
            classes.join(("A", of_a(point)), ("B", of_b(point)))
        doubted = {classes.root(("A", of_a(point))) for point in self.order() if not true(point)}
        return lambda point: classes.root(("A", of_a(point))) not in doubted

    def _fact(self, asked: nodes.Fact) -> Predicate:
        true = {number for number, one in enumerate(self.points.worlds) if asked.name in one.system.facts}
        world = self.points.world
        return lambda point: world.get(point) in true


class UnionFind:
    """Classes joined into components: union by number, paths halved (Tarjan and van Leeuwen 1984)."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[End, int], int] = {}
        self._above = array("q")

    def join(self, one: tuple[End, int], other: tuple[End, int]) -> None:
        """Put both into one component."""
        a, b = self.root(one), self.root(other)
        self._above[max(a, b)] = min(a, b)

    def root(self, one: tuple[End, int]) -> int:
        """The number that stands for its component."""
        at = self._numbers.setdefault(one, len(self._numbers))
        if at == len(self._above):
            self._above.append(at)
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at


def _named(view: str | tuple[nodes.Of, ...]) -> str | tuple[Var, ...]:
    return view if isinstance(view, str) else tuple(one.var for one in view)
