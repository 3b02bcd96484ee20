"""Which verdicts of a model are the same for all 2^32 numbers, by a symbolic search that was complete."""

from __future__ import annotations

from collections.abc import Mapping

from checker.numbers.solver import Solver
from checker.results import Verdict
from checker.symbolic.conditions import Conditional, askable, conditions
from checker.symbolic.explorer import MOST_STATES
from spec.notation.errors import SpecError
from spec.notation.models import Model

SETTLED = (Verdict.HOLDS, Verdict.IMPOSSIBLE)
"""No number makes it otherwise."""
SHOWN = (Verdict.VIOLATED, Verdict.POSSIBLE)
"""Some numbers do; where there is no condition, all."""


def covered(model: Model, most: int = MOST_STATES, solver: Solver | None = None) -> Mapping[str, Conditional]:
    """The answers that hold for all 2^32 numbers; none where the model cannot be explored so.

    A property that no state decides by itself (a promise, a price) is never among them.
    """
    asked = askable(model.properties)
    if not asked:
        return {}
    try:
        found = conditions(model.system, asked, most, solver)
    except SpecError:
        return {}
    return {one.property: one for one in found.answers if whatever_the_numbers_are(one)}


def whatever_the_numbers_are(answer: Conditional) -> bool:
    """Whether the verdict is that of all numbers."""
    return answer.verdict in SETTLED or (answer.verdict in SHOWN and not answer.conditions)
