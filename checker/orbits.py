"""The states that a search met, and where it met them up to the exchange of the ends, their images too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from checker.by_place import ByPlace
from checker.clock import Clock
from checker.layout import Layout
from checker.mirror import Mirror
from checker.search import Search
from checker.truth import InViews, places_true
from spec.notation.formulas import Bool

LOOKED = "states looked at"


class Met(NamedTuple):
    """A state: the place of what was met, and whether its image is meant."""

    place: int
    turned: bool = False


class States(Protocol):
    """All states that a search speaks for."""

    @property
    def count(self) -> int:
        """How many states that are."""
        ...

    @property
    def transitions(self) -> int:
        """How many transitions lead from them."""
        ...

    def first(self, formula: Bool, clock: Clock) -> Met | None:
        """One of those nearest to the start in which the formula is true."""
        ...

    def number(self, formula: Bool, clock: Clock) -> int:
        """In how many the formula is true."""
        ...

    def both(self, place: int) -> Iterator[Met]:
        """The state of that place, and its image if that is another."""
        ...

    def packed(self, met: Met) -> int:
        """It, as a packed configuration."""
        ...

    def run(self, met: Met) -> list[int]:
        """A shortest run to it, as packed configurations."""
        ...

    def places(self, met: Met) -> tuple[int, ...]:
        """The places of that run, where all of it was met."""
        ...


class Each:
    """Each state was met."""

    def __init__(self, search: Search, layout: Layout) -> None:
        self.search, self.layout = search, layout
        self.count, self.transitions = len(search.order), search.transitions

    def first(self, formula: Bool, clock: Clock) -> Met | None:
        """The first in which the formula is true."""
        return next((Met(some[0]) for some in self._places(formula, clock) if some), None)

    def number(self, formula: Bool, clock: Clock) -> int:
        """In how many the formula is true."""
        return sum(map(len, self._places(formula, clock)))

    def both(self, place: int) -> Iterator[Met]:
        """The state of that place."""
        yield Met(place)

    def run(self, met: Met) -> list[int]:
        """A shortest run to it, as packed configurations."""
        return [self.search.order[place] for place in self.search.path(met.place)]

    def places(self, met: Met) -> tuple[int, ...]:
        """The places of that run."""
        return tuple(self.search.path(met.place))

    def packed(self, met: Met) -> int:
        """It, as a packed configuration."""
        return self.search.order[met.place]

    def _places(self, formula: Bool, clock: Clock) -> Iterator[Sequence[int]]:
        return places_true(self.search.order, self.layout, formula, clock, LOOKED)


class Orbits:
    """Of each state and its image one was met."""

    def __init__(self, search: Search, mirror: Mirror, successors: Callable[[int], Sequence[int]]) -> None:
        self.search, self.mirror, self.successors = search, mirror, successors
        order = search.order
        self.images: Sequence[int] = order.turned(mirror.view) if isinstance(order, InViews) else Images(order, mirror)
        own = [len(successors(search.order[place])) for place in self.alike if place < search.expanded]
        self.count = 2 * len(search.order) - len(self.alike)
        self.transitions = 2 * search.transitions - sum(own)

    @cached_property
    def alike(self) -> frozenset[int]:
        """The places of the states that are their own images."""
        if isinstance(self.search.order, InViews):
            return frozenset(self.search.order.alike(self.mirror.view))
        pairs = enumerate(zip(self.search.order, self.images, strict=True))
        return frozenset(place for place, (packed, image) in pairs if packed == image)

    def first(self, formula: Bool, clock: Clock) -> Met | None:
        """One of those nearest to the start in which the formula is true."""
        met = [Met(some[0]) for some in self._places(formula, clock) if some][:1]
        met += [Met(some[0], turned=True) for some in self._turned(formula, clock) if some][:1]
        return min(met, default=None)

    def number(self, formula: Bool, clock: Clock) -> int:
        """In how many the formula is true."""
        turned = (len(some) - sum(place in self.alike for place in some) for some in self._turned(formula, clock))
        return sum(map(len, self._places(formula, clock))) + sum(turned)

    def both(self, place: int) -> Iterator[Met]:
        """The state of that place, and its image if that is another."""
        yield Met(place)
        if place not in self.alike:
            yield Met(place, turned=True)

    def run(self, met: Met) -> list[int]:
        """A shortest run to it: from each state to the next, or to the next one's image."""
        order, image = self.search.order, self.mirror.of
        first, *rest = (order[place] for place in self.search.path(met.place))
        run = [first]
        for packed in rest:
            run.append(packed if packed in self.successors(run[-1]) else image(packed))
        # the start is its own image, and so the image of a run from it is one too
        return run if run[-1] == self.packed(met) else [image(packed) for packed in run]

    def packed(self, met: Met) -> int:
        """It, as a packed configuration."""
        packed = self.search.order[met.place]
        return self.mirror.of(packed) if met.turned else packed

    def places(self, met: Met) -> tuple[int, ...]:
        """None: some of the run may be an image."""
        return ()

    def _places(self, formula: Bool, clock: Clock) -> Iterator[Sequence[int]]:
        return places_true(self.search.order, self.mirror.layout, formula, clock, LOOKED)

    def _turned(self, formula: Bool, clock: Clock) -> Iterator[Sequence[int]]:
        return places_true(self.images, self.mirror.layout, formula, clock, LOOKED)


class Images(ByPlace):
    """The images of configurations, each worked out when it is looked at."""

    def __init__(self, order: Sequence[int], mirror: Mirror) -> None:
        self.order, self.mirror = order, mirror

    def __len__(self) -> int:
        return len(self.order)

    def at(self, place: int) -> int:
        """The image of what stands there."""
        return self.mirror.of(self.order[place])

    def between(self, low: int, high: int) -> list[int]:
        """The images of what stands from that place on, below the other."""
        return [self.mirror.of(packed) for packed in self.order[low:high]]
