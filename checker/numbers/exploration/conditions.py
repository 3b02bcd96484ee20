"""Under which condition a property fails: an answer for all 2^32 numbers at once, with an example that was run."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.knowledge.needed import asks_knowledge
from checker.languages.counts import count
from checker.numbers.exploration.counterexample import concrete
from checker.numbers.exploration.explored import Found, Symbolic
from checker.numbers.exploration.explorer import MOST_STATES, explore
from checker.numbers.exploration.garbage import collecting_later
from checker.numbers.exploration.joined import Unbounded, joined
from checker.numbers.regions import holds
from checker.numbers.solver import Solver
from checker.numbers.weakest import weakest
from checker.numbers.wording import condition_words, tied_words
from checker.numbers.words import Base, Region, Unsupported
from checker.results.answers import Verdict
from checker.results.runs import Trace
from checker.search.breadth_first import Watch
from checker.search.clock import Clock, OutOfTime
from checker.verdicts.vacuity import by_ranges, premises, why_vacuous
from checker.verdicts.whatever import ranges_of
from spec.notation.assumptions import Assumption
from spec.notation.formulas import Bool
from spec.notation.models import Model
from spec.notation.properties import Always, Property, Sometimes
from spec.notation.systems import System

Askable = Always | Sometimes
LOOKS, MOST_LOOKS = 500, 2_000_000
"""Looks of the bound from above for each state of the search that was cut short, and in all: about 10 s of CPU."""
SHOWN = (Verdict.VIOLATED, Verdict.POSSIBLE)
"""Verdicts that some numbers show; where there is no condition, all do."""


@dataclass(frozen=True, slots=True, repr=False)
class Conditional:
    """The answer to one property, over all numbers; true where it holds for each, or is possible."""

    property: str
    about: str
    verdict: Verdict
    conditions: tuple[str, ...] = ()
    """Where it is violated, or possible: each of these suffices; none at all where the numbers make no difference."""
    trace: Trace | None = None
    numbers: Mapping[str, int] | None = None
    """The numbers of the trace."""
    why: str = ""
    ways: tuple[Region, ...] = ()
    """The conditions, by the distances of numbers."""
    tied: tuple[str, ...] = ()
    """Which numbers keep their distance whatever they are: the model writes them close together."""
    how: str = ""
    """How it was decided where the search was cut short."""

    def __bool__(self) -> bool:
        return self.verdict in (Verdict.HOLDS, Verdict.POSSIBLE)

    def __repr__(self) -> str:
        said = f"{self.verdict} ({self.why})" if self.why else str(self.verdict)
        if self.verdict not in SHOWN:
            return said
        return f"{said} if {' or if '.join(self.conditions)}" if self.conditions else f"{said} whatever the numbers are"

    def true_for(self, numbers: Mapping[Base, int]) -> bool:
        """Whether one of the conditions is true of these numbers."""
        return any(holds(way, numbers) for way in self.ways)


@dataclass(frozen=True, slots=True, repr=False)
class Conditions:
    """The answers, and what was looked at; ``print`` shows a line for each property."""

    answers: tuple[Conditional, ...]
    states: int
    transitions: int
    calls: int
    seconds: float
    """Of the processor."""
    cut: str = ""
    """What cut the search short."""
    bounds_met: tuple[str, ...] = ()
    bases: tuple[Base, ...] = ()
    open: tuple[str, ...] = field(default=())
    """Why the solver left a question open, where it did."""

    def __repr__(self) -> str:
        return "\n".join(f"{one.property}: {one!r}" for one in self.answers)

    def answer(self, name: str) -> Conditional:
        """The answer to the property of that name; KeyError where it was not asked."""
        return {one.property: one for one in self.answers}[name]

    @property
    def complete(self) -> bool:
        """Whether nothing cut the search short."""
        return not self.cut

    @property
    def tied(self) -> tuple[str, ...]:
        """Which numbers keep their distance."""
        return self.answers[0].tied if self.answers else ()

    def since(self, calls: int) -> Conditions:
        """The same with the solver's calls since there were so many."""
        return replace(self, calls=self.calls - calls)

    def __getitem__(self, name: str) -> Conditional:
        """The answer to a property; KeyError where it was not asked."""
        return {one.property: one for one in self.answers}[name]


def askable(properties: Mapping[str, Property]) -> dict[str, Askable]:
    """The properties that a state alone decides, whatever the numbers are."""
    return {
        name: one for name, one in properties.items() if isinstance(one, Always | Sometimes) and not asks_knowledge(one)
    }


def conditions(
    system: System | Model,
    properties: Mapping[str, Askable] | None = None,
    most: int = MOST_STATES,
    solver: Solver | None = None,
    given: Mapping[str, Assumption] | None = None,
    watch: Watch | None = None,
    clock: Clock | None = None,
) -> Conditions:
    """The answer to each property, over all 2^32 numbers that the assumptions leave.

    ``properties``: by name; of a model, its own where none are given.  ``most``: states that are looked at.
    ``given``: assumptions on the numbers (``spec.tcp.disciplines``), by name.
    Contradiction (a SpecError) where they leave none; OutOfTime where the clock says so.
    """
    begin, solver = time.process_time(), solver or Solver()
    if isinstance(system, Model):
        properties = askable(system.properties) if properties is None else properties
        system = system.system
    properties = properties or {}
    asked = [formula for one in properties.values() for formula in _formulas(one)]
    with collecting_later():
        found = explore(system, asked, most, solver, given, watch, clock)
        tied = tuple(tied_words(found.bases.tied))
        answers = {name: _answer(found, name, one) for name, one in properties.items()}
        if found.cut and not found.successors.unsupported:
            left = {name: properties[name] for name, one in answers.items() if one.verdict is Verdict.NOT_ESTABLISHED}
            answers |= _from_above(found, left, min(LOOKS * most, MOST_LOOKS), clock or Clock())
    seconds = time.process_time() - begin
    return Conditions(
        tuple(replace(one, tied=tied) for one in answers.values()),
        len(found.order),
        found.transitions,
        solver.calls,
        seconds,
        found.cut,
        tuple(sorted(found.successors.cuts)),
        tuple(found.bases.all()),
        tuple(solver.open),
    )


def shows(asked: Askable) -> Bool:
    """What is true of a state that shows that the property is violated, or possible."""
    return ~asked.formula if isinstance(asked, Always) else asked.formula


def _formulas(asked: Askable) -> list[Bool]:
    return [shows(asked), *(one.formula for one in premises(asked))]


def _answer(found: Symbolic, name: str, asked: Askable) -> Conditional:
    try:
        return _decided(found, name, asked)
    except Unsupported as unsupported:
        return Conditional(name, asked.about, Verdict.NOT_ESTABLISHED, why=str(unsupported))


def _decided(found: Symbolic, name: str, asked: Askable) -> Conditional:
    places = list(found.where(shows(asked)))
    if places:
        return _shown(found, name, asked, places)
    if not found.complete or found.successors.unsupported:
        why = "; ".join(sorted(found.successors.unsupported)) or found.cut
        return Conditional(name, asked.about, Verdict.NOT_ESTABLISHED, why=why)
    return _not_shown(found, name, asked, lambda one: any(True for _ in found.where(one)))


def _not_shown(
    found: Symbolic, name: str, asked: Askable, reached: Callable[[Bool], bool], how: str = ""
) -> Conditional:
    """What no state shows: it holds, is vacuous, or impossible."""
    ranges = ranges_of(found.interpreter.frames)
    vacuous = why_vacuous(asked, reached, ranges)
    if vacuous:
        return Conditional(name, asked.about, Verdict.VACUOUS, why=vacuous, how=how)
    verdict = Verdict.HOLDS if isinstance(asked, Always) else Verdict.IMPOSSIBLE
    return Conditional(name, asked.about, verdict, why=by_ranges(asked, ranges), how=how)


def _from_above(found: Symbolic, asked: Mapping[str, Askable], most: int, clock: Clock) -> dict[str, Conditional]:
    """What the bound from above decides of what a search left open that was cut short."""
    if not asked:
        return {}
    try:
        above = joined(found, most, clock)
    except (Unbounded, OutOfTime):
        return {}
    decided = {name: _none_above(found, above, name, one) for name, one in asked.items()}
    return {name: one for name, one in decided.items() if one is not None}


def _none_above(found: Symbolic, above: Symbolic, name: str, asked: Askable) -> Conditional | None:
    """That it holds, is vacuous, or impossible; None where the bound has what would show it, or may be its premise."""

    def reached(premise: Bool) -> bool:
        if next(found.where(premise), None) is not None:
            return True
        if next(above.where(premise), None) is not None:
            raise Unsupported("whether its premise is reached")
        return False

    how = f"from above: {count(len({(at.a, at.b, at.forged) for at, _, _ in above.order}), 'pair')} of local states"
    try:
        shown = next(above.where(shows(asked)), None) is not None
        return None if shown else _not_shown(found, name, asked, reached, how)
    except Unsupported:
        return None


def _shown(found: Symbolic, name: str, asked: Askable, places: Sequence[Found]) -> Conditional:
    """Violated, or possible: under which conditions, and where it is violated by which run."""
    bases = found.bases.all()
    ways = tuple(weakest(found.regions, [one.region for one in places], found.left))
    said = tuple(condition_words(way, bases) for way in ways if way)
    if isinstance(asked, Sometimes) and not found.open:
        return Conditional(name, asked.about, Verdict.POSSIBLE, said, ways=ways)
    verdict = Verdict.VIOLATED if isinstance(asked, Always) else Verdict.POSSIBLE
    for one in sorted(places, key=lambda one: (len(found.regions.known[one.region]), one.place)):
        numbers = found.regions.example(one.region, bases)
        if numbers is not None:
            trace = concrete(found, one, numbers, name, shows(asked))
            named = {base.name: number for base, number in numbers.items()}
            return Conditional(name, asked.about, verdict, said, trace, named, ways=ways)
    return Conditional(name, asked.about, Verdict.NOT_ESTABLISHED, why=found.open[-1], ways=ways)
