"""Under which condition a property fails: an answer for all 2^32 numbers at once, with an example that was run."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.results import Trace, Verdict
from checker.symbolic.canonical import resolved
from checker.symbolic.example import concrete
from checker.symbolic.explorer import Symbolic, explore
from checker.symbolic.numbers import Base, Question, Unsupported
from checker.symbolic.oracle import Assumed, Oracle
from checker.symbolic.say import condition_words
from spec.notation.properties import Always
from spec.notation.systems import System

MOST_STATES = 5_000


@dataclass(frozen=True, slots=True)
class Conditional:
    """The answer to one property."""

    property: str
    about: str
    verdict: Verdict
    conditions: tuple[str, ...] = ()
    """Where it is violated: each of these suffices; none at all where it fails whatever the numbers are."""
    trace: Trace | None = None
    numbers: Mapping[str, int] | None = None
    """The numbers of the trace."""
    why: str = ""
    ways: tuple[Assumed, ...] = ()
    """The conditions as they were asked."""

    def fails_for(self, numbers: Mapping[str, int]) -> bool:
        """Whether one of the conditions is true of these numbers, by the names of their bases."""
        return any(all(question.true(numbers) is answer for question, answer in way) for way in self.ways)


@dataclass(frozen=True, slots=True)
class Conditions:
    """The answers, and what was looked at."""

    answers: tuple[Conditional, ...]
    states: int
    transitions: int
    calls: int
    seconds: float
    complete: bool


def conditions(system: System, properties: Mapping[str, Always], most: int = MOST_STATES) -> Conditions:
    """The answer to each property, over all numbers."""
    begin = time.perf_counter()
    asked = [formula for one in properties.values() for formula in (one.formula, one.reached.formula)]
    found = explore(system, asked, most)
    answers = tuple(_answer(system, found, name, one) for name, one in properties.items())
    seconds = time.perf_counter() - begin
    return Conditions(answers, len(found.order), found.transitions, found.oracle.calls, seconds, found.complete)


def _answer(system: System, found: Symbolic, name: str, asked: Always) -> Conditional:
    try:
        bad = list(found.where(~asked.formula))
        reached = next(found.where(asked.reached.formula), None)
    except Unsupported as unsupported:
        return Conditional(name, asked.about, Verdict.NOT_ESTABLISHED, why=str(unsupported))
    if bad:
        ways = weakest(found.oracle, [assumed for _, assumed in bad])
        place, assumed = min(bad, key=lambda one: (len(one[1]), one[0], sorted(one[1])))
        numbers = found.oracle.example(assumed, found.bases.all())
        trace = concrete(system, found, place, numbers, name, asked)
        said = tuple(condition_words(way) for way in ways if way)
        return Conditional(name, asked.about, Verdict.VIOLATED, said, trace, _named(numbers), ways=tuple(ways))
    if not found.complete or found.cuts:
        why = f"the bound of {len(found.order):,} states" if not found.complete else "; ".join(sorted(found.cuts))
        return Conditional(name, asked.about, Verdict.NOT_ESTABLISHED, why=why)
    if reached is None:
        return Conditional(name, asked.about, Verdict.VACUOUS, why=f"never reached: {asked.reached.about}")
    return Conditional(name, asked.about, Verdict.HOLDS)


def weakest(oracle: Oracle, ways: Sequence[Assumed]) -> list[Assumed]:
    """The fewest and weakest of these conditions: what is implied is left out, what makes no difference too."""
    kept: list[Assumed] = []
    for way in sorted(resolved(ways), key=lambda one: (len(one), sorted(one))):
        if not any(oracle.follows(way, known) for known in kept):
            kept.append(_needed(oracle, way))
    return resolved(kept)


def _needed(oracle: Oracle, way: Assumed) -> Assumed:
    """The way without what the rest of it implies."""
    for one in sorted(way, key=_rank):
        if oracle.follows(way - {one}, frozenset({one})):
            way = way - {one}
    return way


def _rank(one: tuple[Question, bool]) -> tuple[int, Question]:
    """Equalities say most, and go last."""
    question, answer = one
    return (1 if question.kind == "zero" and answer else 0, question)


def _named(numbers: Mapping[Base, int]) -> Mapping[str, int]:
    return {base.name: number for base, number in numbers.items()}
