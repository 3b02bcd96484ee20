"""The reachable states for all 2^32 numbers at once.

A state is a configuration whose numbers are words, and the region of the numbers for which it is reached.  All states
of one depth are expanded together: what leads to the same configuration is put together first, and only the numbers for
which it was not reached before are followed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.interpret import Interpreter
from checker.predicates import ghosts_in
from checker.property_reader import true_in
from checker.solver import Solver
from checker.symbolic.assumed import assumed
from checker.symbolic.canonical import Equal, solved
from checker.symbolic.freed import Bases, freed
from checker.symbolic.network import in_flight
from checker.symbolic.numbers import Base, Sum, Unsupported
from checker.symbolic.oracle import Oracle
from checker.symbolic.places import At
from checker.symbolic.regions import EVERYWHERE, NOWHERE, Regions
from checker.symbolic.steps import Happened
from checker.symbolic.successors import Successors
from spec.notation.assumptions import Assumption
from spec.notation.formulas import Bool
from spec.notation.nodes import End, Var
from spec.notation.systems import System

MOST_STATES = 100_000
STEPS = 20
"""A search ends too after so many transitions for each state that it may look at."""


class Led(NamedTuple):
    """Whence a state was reached, in which region, and by what."""

    region: int
    before: int
    happened: Happened | None


class Reached(NamedTuple):
    """A configuration, and the region for which it was reached at that depth and not before."""

    at: At
    region: int
    led: tuple[Led, ...]


class Found(NamedTuple):
    """A place at which something is true, in which region, and the configuration there once messages were lost."""

    place: int
    region: int
    at: At


@dataclass
class Symbolic:
    """What was found."""

    interpreter: Interpreter
    ghosts: frozenset[tuple[End, Var]]
    bases: Bases
    regions: Regions
    successors: Successors
    left: tuple[int, ...] = (EVERYWHERE,)
    """The regions that are not excluded from the start."""
    order: list[Reached] = field(default_factory=list[Reached])
    transitions: int = 0
    complete: bool = True
    known: dict[At, list[int]] = field(default_factory=dict[At, list[int]])
    """Each configuration with the regions for which it is reached."""
    _equal: dict[int, tuple[int, Equal, int]] = field(default_factory=dict[int, tuple[int, Equal, int]])
    _names: dict[frozenset[tuple[Base, tuple[Sum, int]]], int] = field(
        default_factory=dict[frozenset[tuple[Base, tuple[Sum, int]]], int]
    )
    _true: dict[tuple[object, ...], list[tuple[bool | Unsupported, int]]] = field(
        default_factory=dict[tuple[object, ...], "list[tuple[bool | Unsupported, int]]"]
    )

    @property
    def open(self) -> list[str]:
        """Why the solver left a question open, where it did."""
        return self.regions.oracle.solver.open

    def canonical(self, at: At, region: int) -> tuple[At, int]:
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

    def reach(self, led: Mapping[At, list[Led]]) -> list[int]:
        """Those of a depth, each for what is new of its region; their places."""
        new: list[int] = []
        for at, ways in led.items():
            known = self.known.setdefault(at, [])
            regions = self.regions.one(way.region for way in ways)
            fresh = [rest for region in regions if (rest := self._new(region, known)) != NOWHERE]
            if fresh:
                new.extend(range(len(self.order), len(self.order) + len(fresh)))
                self.order.extend(Reached(at, region, tuple(ways)) for region in fresh)
                self.known[at] = self.regions.one([*known, *regions])
        return new

    def _new(self, region: int, known: Iterable[int]) -> int:
        for one in known:
            if self.regions.within(region, one):
                return NOWHERE
            rest = self.regions.without(region, one)
            region = region if rest is None else rest
        return region

    def path(self, found: Found, numbers: Mapping[Base, int]) -> list[Happened]:
        """What happens, with these numbers, on a shortest run to a state."""
        place = found.place
        run = self.successors.network.lost(self.order[place].at, found.at)[::-1]
        while place >= 0:
            led = next(one for one in self.order[place].led if self.regions.holds(one.region, numbers))
            if led.happened is not None:
                run.append(led.happened)
            place = led.before
        return run[::-1]

    def where(self, formula: Bool) -> Iterator[Found]:
        """Every place at which the formula can be true, with the region in which it is.

        Unsupported where it asks what cannot be said.
        """
        looks = watched([formula])
        for place, (at, region, _) in enumerate(self.order):
            for fewer in self.successors.network.losing(at, formula) if looks else (at,):
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

    def _reads(self, formula: Bool, at: At) -> Callable[[], bool | Unsupported]:
        def read() -> bool | Unsupported:
            try:
                return true_in(formula, self.interpreter.system, self.interpreter.frames, configuration)
            except Unsupported as refused:
                return refused

        configuration = self.successors.places.configuration(at)
        return read


def explore(
    system: System,
    formulas: Iterable[Bool],
    max_states: int = MOST_STATES,
    solver: Solver | None = None,
    given: Mapping[str, Assumption] | None = None,
) -> Symbolic:
    """Every state, for every choice of numbers that the assumptions leave.  Contradiction where they leave none."""
    asked = list(formulas)
    free, bases = freed(system)
    ghosts = ghosts_in(asked)
    interpreter = Interpreter(free, ghosts)
    regions = Regions(Oracle(solver or Solver()))
    successors = Successors(interpreter, regions, watched(asked))
    left = tuple(assumed(free, bases, regions, given or {}))
    found = Symbolic(interpreter, ghosts, bases, regions, successors, left)
    level = found.reach(_begin(found))
    while level and found.complete:
        led = _led(found, level, max_states)
        level = found.reach(led) if found.complete else []
    return found


def _begin(found: Symbolic) -> Mapping[At, list[Led]]:
    """Where the system starts, in each region that is left."""
    led: dict[At, list[Led]] = {}
    start = found.successors.places.at(found.interpreter.start())
    for region in found.left:
        at, fewest = found.canonical(start, region)
        led.setdefault(at, []).append(Led(fewest, -1, None))
    return led


def _led(found: Symbolic, level: Iterable[int], max_states: int) -> Mapping[At, list[Led]]:
    """Where the states of a depth lead; the search is not complete where there are too many."""
    led: dict[At, list[Led]] = {}
    for place in level:
        if len(found.order) + len(led) > max_states or found.transitions > STEPS * max_states:
            found.complete = False
            break
        at, region, _ = found.order[place]
        for after, where, happened in found.successors.of(at, region):
            found.transitions += 1
            written, fewest = found.canonical(after, where)
            if written != at or fewest != region:
                led.setdefault(written, []).append(Led(fewest, place, happened))
    return led


def watched(formulas: Iterable[Bool]) -> frozenset[End]:
    """The ends towards which some formula asks what is in flight."""
    return frozenset(part.to for formula in formulas for part in in_flight(formula))
