"""A seeded random walk through a system: one run, chosen step by step.  It establishes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random

from checker.packed.describe import Describer
from checker.packed.predicates import ghosts_in, predicate
from checker.packed.successors import Successors
from checker.reference.interpreter import Interpreter
from checker.results import Step, Trace
from spec.notation import nodes
from spec.notation.formulas_of import formulas
from spec.notation.models import Model
from spec.notation.properties import Always, NeverStuck, Property, Sometimes


@dataclass(frozen=True)
class Walk:
    """Where a walk led: the run, and when each property was first broken or first reached on it."""

    trace: Trace
    broken: Mapping[str, int] = field(default_factory=dict[str, int])
    """The first step after which an Always is false, or a NeverStuck stuck (0: at the start)."""
    reached: Mapping[str, int] = field(default_factory=dict[str, int])
    """The first step after which a Sometimes is true."""
    not_asked: frozenset[str] = frozenset()
    """The properties that ask what one run cannot say: who knows what, and in which world it is."""
    stuck: bool = False
    """Whether it ended where nothing is enabled."""


def walk(model: Model, *, seed: int, steps: int) -> Walk:
    """At most so many steps from the start, each drawn among all that are enabled; the same for the same seed."""
    not_asked = frozenset(name for name, one in model.properties.items() if _asks_of_runs(one))
    asked = {name: one for name, one in model.properties.items() if name not in not_asked}
    read = [formula for one in asked.values() for formula in formulas(one)]
    successors = Successors(model.system, ghosts_in(read))
    start = successors.layout.pack(Interpreter(model.system, successors.ghosts).start())
    run, trace, stuck = _run(successors, start, Random(seed), steps)
    broken = {name: at for name, one in asked.items() if (at := _broken(successors, one, run, stuck)) >= 0}
    trace = replace(trace, violates_at=min(broken.values(), default=None))
    reached = {
        name: at
        for name, one in asked.items()
        if isinstance(one, Sometimes) and (at := _first(run, successors, one)) >= 0
    }
    return Walk(trace, broken, reached, not_asked, stuck)


def _asks_of_runs(one: Property) -> bool:
    return any(isinstance(part, nodes.OfRuns) for formula in formulas(one) for part in nodes.walk(formula.node))


def _run(successors: Successors, start: int, random: Random, most: int) -> tuple[list[int], Trace, bool]:
    describer, run, steps = Describer(successors), [start], list[Step]()
    first = point = describer.point(start)
    while len(steps) < most:
        open_ways = list(successors.followed(run[-1]))
        if not open_ways:
            return run, Trace(first, tuple(steps)), True
        end, happening, after = random.choice(open_ways)
        before, point = point, describer.point(after)
        steps.append(describer.step(end, happening, before, point))
        run.append(after)
    return run, Trace(first, tuple(steps)), False


def _broken(successors: Successors, asked: Property, run: list[int], stuck: bool) -> int:
    if isinstance(asked, Always):
        false = predicate(successors.layout, ~asked.formula)
        return next((step for step, packed in enumerate(run) if false(packed)), -1)
    if isinstance(asked, NeverStuck) and stuck and not successors.met_a_bound(run[-1]):
        return -1 if predicate(successors.layout, asked.done)(run[-1]) else len(run) - 1
    return -1


def _first(run: list[int], successors: Successors, asked: Sometimes) -> int:
    true = predicate(successors.layout, asked.formula)
    return next((step for step, packed in enumerate(run) if true(packed)), -1)
