"""Why a verdict is what it is, in a line or two below it."""

from __future__ import annotations

from collections.abc import Iterator

from checker.command.report.expectations import Judged
from checker.command.report.heading import GLUE
from checker.command.report.liveness_reasons import promise_reasons
from checker.results import Verdict, count
from checker.verdicts.exploration import Exploration
from spec.notation.liveness import Eventually, LeadsTo
from spec.notation.properties import Always, AlwaysPossible, NeverStuck, Property, Sometimes
from spec.notation.wording import words


def reasons(found: Exploration, one: Judged) -> Iterator[str]:
    """What makes the verdict mean something: how often its premise was reached, or what its last step broke."""
    asked = found.properties[one.name]
    if isinstance(asked, LeadsTo | Eventually):
        yield from promise_reasons(asked, one.answer)
        return
    if one.answer.verdict is Verdict.VIOLATED:
        yield f"why: {_broken(asked, one.answer.steps or 0)}"
    yield from _witnesses(found, one, asked)


def _broken(asked: Property, steps: int) -> str:
    after = f"after step {steps}" if steps else "at the start"
    match asked:
        case Always(formula=formula):
            return f"false {after}{', and not before' if steps else ''}: {words(formula.node)}"
        case NeverStuck(done=done):
            return f"{after} nothing is enabled, and this is false: {words(done.node)}"
        case AlwaysPossible(goal=goal):
            return f"{after} no run reaches this any more: {words(goal.node)}"
        case _:
            return f"false {after}"


def _witnesses(found: Exploration, one: Judged, asked: Property) -> Iterator[str]:
    number = one.answer.witnesses
    if not number:
        return
    where = f"in {count(number, 'state')}".replace(" ", GLUE) + ("" if found.complete else " of those seen")
    if isinstance(asked, Always):
        named = next((name for name, other in found.properties.items() if other is asked.reached), asked.reached.about)
        yield f"non-vacuous: {named}, {where}"
    elif isinstance(asked, Sometimes):
        yield f"true {where}"
