"""Where a formula is true among the configurations that a search met."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from checker.packed.fair_moves import MetInView
from checker.packed.layout import Layout
from checker.packed.predicates import Predicate, predicate
from checker.packed.successors import Successors
from checker.search.breadth_first import Search
from checker.search.clock import Clock
from checker.search.pending import PendingGraph
from spec.notation.formulas import Bool
from spec.notation.nodes import End


class WhereTrue(Protocol):
    """A formula among configurations."""

    slice: int
    """As many as can be looked at in a moment; 0: as many as is usual."""

    def among(self, places: range) -> Sequence[int]:
        """Those of these places at which it is true, in order."""
        ...


CostsInView = Callable[[End, int], list[int]]
"""For an end and a view: how many messages each step of its own sends, in order; not those that a bound cuts off."""


@dataclass(frozen=True, slots=True)
class Waits:
    """A promise among configurations that are kept as pairs of views."""

    layout: Layout
    begun: Sequence[int]
    """The places where it begins, and does not end at once, in order."""
    over: Bool
    is_over: Predicate
    met: MetInView


@runtime_checkable
class InViews(Protocol):
    """An order of configurations that are kept as pairs of views, of which there are few."""

    def views(self) -> tuple[Sequence[int], Sequence[int]]:
        """The views of A and of B that occur among them."""
        ...

    def can_reach(self, goals: Iterable[int], expanded: int, clock: Clock) -> bytearray:
        """For each place 1 if some goal can be reached from it, else 0; places from ``expanded`` on lead nowhere."""
        ...

    def waiting(self, waits: Waits, levels: Sequence[int], clock: Clock, found: PendingGraph) -> bool:
        """Fill the graph of those in which a promise is open; False where that cannot be done.

        ``levels``: the places where the levels of the search begin, which has to be complete.
        """
        ...

    def cheapest(
        self, layout: Layout, goal: Bool, true: Predicate, costs: CostsInView, starts: int, clock: Clock
    ) -> tuple[tuple[int, ...], int] | None:
        """The run to the goal that sends the fewest messages, and how many; None where that cannot be done.

        ``starts``: how many of them the search began with; it has to be complete.
        """
        ...

    def truth(self, layout: Layout, formula: Bool, true: Predicate) -> WhereTrue | None:
        """The formula among them; None where it is too much for that."""
        ...


def all_in_views(search: Search, successors: Successors) -> InViews | None:
    """The order of a search that met all that there is and kept views, where no tick or attacker acts at both ends."""
    order = search.order
    if search.complete and not successors.beyond_the_ends and isinstance(order, InViews):
        return order
    return None


class EachAsked:
    """The formula asked of each configuration."""

    slice = 0

    def __init__(self, order: Sequence[int], true: Predicate) -> None:
        self.order, self.true = order, true

    def among(self, places: range) -> Sequence[int]:
        """Those of these places at which it is true, in order."""
        true, low = self.true, places.start
        return [low + at for at, packed in enumerate(self.order[low : places.stop]) if true(packed)]


def truth(order: Sequence[int], layout: Layout, formula: Bool) -> WhereTrue:
    """The formula among the configurations, in the fastest way that there is."""
    true = predicate(layout, formula)
    known = order.truth(layout, formula, true) if isinstance(order, InViews) else None
    return known or EachAsked(order, true)


def places_true(
    order: Sequence[int], layout: Layout, formula: Bool, clock: Clock, doing: str
) -> Iterator[Sequence[int]]:
    """The places at which it is true, in order, a part at a time and within the time.

    ``doing``: what the clock says of it, such as ``states looked at``.
    """
    asked = truth(order, layout, formula)
    for some in clock.slices(len(order), doing, asked.slice):
        yield asked.among(some)
