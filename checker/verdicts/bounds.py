"""A system and its properties, as far as the two bounds decide them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.packed.predicates import ghosts_in
from checker.pairs.ends import Ends
from checker.results import Answer
from checker.rows.out_of_bounds import OutOfBounds
from checker.search.clock import Clock, OutOfTime
from checker.verdicts.pair_verdicts import Decider, Undecided
from spec.notation.formulas_of import formulas
from spec.notation.properties import Property
from spec.notation.systems import System


@dataclass(frozen=True)
class Bounds:
    """What the two bounds decide."""

    pairs: int
    """How many pairs of local states are in the upper bound; 0 where there is none."""
    answers: Mapping[str, Answer]
    """The answers to the properties that were decided."""
    undecided: Mapping[str, str]
    """For each of the others, why it was not."""
    decider: Decider | None = None


def bounds(system: System, properties: Mapping[str, Property], clock: Clock | None = None) -> Bounds:
    """The answers that need no search of the whole graph.

    SpecError where a property reads what the system's machines do not have.
    """
    clock = clock or Clock()
    ends = Ends(system, ghosts_in([formula for one in properties.values() for formula in formulas(one)]))
    try:
        decider = Decider(ends, clock)
    except OutOfBounds:
        return Bounds(0, {}, dict.fromkeys(properties, "a row may leave the bounds of a counter"))
    except OutOfTime:
        return Bounds(0, {}, dict.fromkeys(properties, f"cut short by {clock.why}{clock.covered}"))
    answers, undecided = dict[str, Answer](), dict[str, str]()
    for name, one in properties.items():
        try:
            answers[name] = decider.decide(name, one)
        except Undecided as why:
            undecided[name] = str(why)
    return Bounds(len(decider.joined), answers, undecided, decider)
