"""The formulas that a property asks."""

from __future__ import annotations

from spec.notation.chances import Chance
from spec.notation.formulas import Bool
from spec.notation.liveness import Eventually, LeadsTo
from spec.notation.properties import Always, AlwaysPossible, Cheapest, NeverStuck, Property, Sometimes


def formulas(one: Property) -> list[Bool]:
    """Every formula of a property."""
    match one:
        case Always(formula=formula, reached=reached):
            return [formula, reached.formula]
        case Sometimes(formula=formula) | Cheapest(goal=formula) | NeverStuck(done=formula):
            return [formula]
        case Chance(goal=goal, given=given):
            return [goal] if given is None else [goal, given]
        case AlwaysPossible(goal=goal, where=where):
            return [goal] if where is None else [goal, where]
        case LeadsTo(p=p, q=q):
            return [p, q]
        case Eventually(q=q):
            return [q]


def same_question(one: Property, other: Property) -> bool:
    """Whether two properties ask the same, word for word: one may be a copy of the other."""
    asked, as_well = ([formula.node for formula in formulas(each)] for each in (one, other))
    return type(one) is type(other) and one.about == other.about and asked == as_well
