"""A walk through a system: one run, drawn from a seed or chosen step by step.  It establishes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from random import Random

from checker.packed.describe import Describer
from checker.packed.predicates import ghosts_in, predicate
from checker.packed.successors import Successors
from checker.packed.transition import Happening
from checker.reference.interpreter import Interpreter
from checker.results.runs import Point, Step, Trace
from spec.notation import nodes
from spec.notation.formulas_of import formulas
from spec.notation.models import Model
from spec.notation.nodes import End
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


UNDO = -1
"""What a chooser answers to take the last step back, where there is one."""
Choose = Callable[[Trace, int, Callable[[], Sequence[Step]]], int | None]
"""Which of so many steps is taken after the run so far: its place among them, UNDO, or None to end."""


def walk(model: Model, *, seed: int, steps: int) -> Walk:
    """At most so many steps from the start, each drawn among all that are enabled; the same for the same seed."""
    random = Random(seed)
    return chosen_walk(model, lambda run, ways, _: random.randrange(ways) if ways and len(run.steps) < steps else None)


def chosen_walk(model: Model, choose: Choose) -> Walk:
    """Steps from the start, each as it is chosen among all that are enabled."""
    not_asked = frozenset(name for name, one in model.properties.items() if _asks_of_runs(one))
    asked = {name: one for name, one in model.properties.items() if name not in not_asked}
    read = [formula for one in asked.values() for formula in formulas(one)]
    successors = Successors(model.system, ghosts_in(read))
    start = successors.layout.pack(Interpreter(model.system, successors.ghosts).start())
    run, trace, stuck = _run(successors, start, choose)
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


def _run(successors: Successors, start: int, choose: Choose) -> tuple[list[int], Trace, bool]:
    describer, run, steps = Describer(successors), [start], list[Step]()
    first = describer.point(start)
    while True:
        ways, point = list(successors.followed(run[-1])), steps[-1].after if steps else first
        so_far, told = Trace(first, tuple(steps)), partial(_told, describer, ways, point)
        chosen = choose(so_far, len(ways), told)
        if chosen is None:
            return run, so_far, not ways
        if chosen == UNDO:
            del run[-1], steps[-1]
        else:
            end, happening, after = ways[chosen]
            steps.append(describer.step(end, happening, point, describer.point(after)))
            run.append(after)


def _told(describer: Describer, ways: Sequence[tuple[End, Happening, int]], point: Point) -> Sequence[Step]:
    return [describer.step(end, happening, point, describer.point(after)) for end, happening, after in ways]


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
