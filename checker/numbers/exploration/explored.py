"""What a search over all numbers found: the states by depth, each with its region, and what is true where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.numbers.exploration.canonical import Equal, solved
from checker.numbers.exploration.end_steps import Happened
from checker.numbers.exploration.lost_messages import Losing, in_flight
from checker.numbers.exploration.reached import Known
from checker.numbers.exploration.states import PlacedState
from checker.numbers.exploration.successors import Successors
from checker.numbers.free_numbers import Bases
from checker.numbers.regions import EVERYWHERE, NOWHERE, Regions
from checker.numbers.words import Base, Sum, Unsupported
from checker.reference.formulas import true_in
from checker.reference.interpreter import Interpreter
from spec.notation.formulas import Bool
from spec.notation.nodes import End, Var


class Led(NamedTuple):
    """Whence a state was reached, in which region, and by what."""

    region: int
    before: int
    happened: Happened | None


class ReachedState(NamedTuple):
    """A configuration, and the region for which it was reached at that depth and not before."""

    at: PlacedState
    region: int
    led: tuple[Led, ...]


class Found(NamedTuple):
    """A place at which something is true, in which region, and the configuration there once messages were lost."""

    place: int
    region: int
    at: PlacedState


@dataclass
class Symbolic:
    """What was found."""

    interpreter: Interpreter
    ghosts: frozenset[tuple[End, Var]]
    bases: Bases
    regions: Regions
    successors: Successors
    known: Known
    losing: Losing
    left: tuple[int, ...] = (EVERYWHERE,)
    """The regions that are not excluded from the start."""
    order: list[ReachedState] = field(default_factory=list[ReachedState])
    transitions: int = 0
    cut: str = ""
    """What cut the search short."""
    _equal: dict[int, tuple[int, Equal, int]] = field(default_factory=dict[int, tuple[int, Equal, int]])
    _names: dict[frozenset[tuple[Base, tuple[Sum, int]]], int] = field(
        default_factory=dict[frozenset[tuple[Base, tuple[Sum, int]]], int]
    )
    _true: dict[tuple[object, ...], list[tuple[bool | Unsupported, int]]] = field(
        default_factory=dict[tuple[object, ...], "list[tuple[bool | Unsupported, int]]"]
    )

    @property
    def complete(self) -> bool:
        """Whether nothing cut the search short."""
        return not self.cut

    @property
    def open(self) -> list[str]:
        """Why the solver left a question open, where it did."""
        return self.regions.oracle.solver.open

    def canonical(self, at: PlacedState, region: int) -> tuple[PlacedState, int]:
        """The same state, written in the fewest bases."""
        if region == EVERYWHERE:
            return at, region
        known = self._equal.get(region)
        if known is None:
            fewer, equal = solved(self.regions.known[region], self.bases.all())
            name = self._names.setdefault(frozenset(equal.items()), len(self._names))
            known = self._equal[region] = (self.regions.of(fewer) if equal else region, equal, name)
        fewest, equal, name = known
        return (self.successors.places.written(at, equal, name), fewest) if equal else (at, region)

    def reach(self, led: Mapping[PlacedState, list[Led]]) -> list[int]:
        """Those of a depth, each for what is new of its region; their places.  What has most in flight comes first."""
        begin = len(self.order)
        for at, ways in sorted(led.items(), key=lambda one: -self.successors.places.messages_in(one[0])):
            regions = self.regions.one(way.region for way in ways)
            self.order.extend(ReachedState(at, region, tuple(ways)) for region in self.known.reach(at, regions))
        return list(range(begin, len(self.order)))

    def path(self, found: Found, numbers: Mapping[Base, int]) -> list[tuple[Happened, PlacedState]]:
        """What happens, with these numbers, on a run to a state; and the configuration after each step of it."""
        place, run = found.place, list[tuple[Happened, PlacedState]]()
        while place >= 0:
            led = next(one for one in self.order[place].led if self.regions.holds(one.region, numbers))
            if led.happened is not None:
                run.append((led.happened, self.order[place].at))
            place = led.before
        return run[::-1]

    def where(self, formula: Bool) -> Iterator[Found]:
        """Every place at which the formula can be true, with the region in which it is.

        Unsupported where it asks what cannot be said.
        """
        looks = watched([formula])
        for place, (at, region, _) in enumerate(self.order):
            for fewer in self.losing.left(at, formula) if looks else (at,):
                key = (formula, fewer) if looks else (formula, at.a, at.b)
                known = self._true.get(key)
                if known is None:
                    known = self._true[key] = list(self.regions.split(self._reads(formula, fewer)))
                for true, where in known:
                    here = self.regions.met(region, where) if true else NOWHERE
                    if here != NOWHERE:
                        if isinstance(true, Unsupported):
                            raise true
                        yield Found(place, here, fewer)

    def _reads(self, formula: Bool, at: PlacedState) -> Callable[[], bool | Unsupported]:
        def read() -> bool | Unsupported:
            try:
                return true_in(formula, self.interpreter.system, self.interpreter.frames, configuration)
            except Unsupported as refused:
                return refused

        configuration = self.successors.places.configuration(at)
        return read


def watched(formulas: Iterable[Bool]) -> frozenset[End]:
    """The ends towards which some formula asks what is in flight."""
    return frozenset(part.to for formula in formulas for part in in_flight(formula))
