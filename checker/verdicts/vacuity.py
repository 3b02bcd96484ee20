"""Whether a property holds for want of anything to hold of: decided here, for every engine that searches.

An implication says nothing of a state in which its premise is false.  Where no reachable state satisfies a premise,
what stands behind it was never looked at, and the verdict is VACUOUS, whatever else was reached.  The premises are read
from the formula: those of every implication in it, in every conjunct, and one within another.

What a premise denies is an exception: *p and not q implies r* says that p implies q or r.  So p has to be reached, and
q may be true whenever p is.  A premise that does nothing but deny has to be reached as it stands.

What is true of every state that could be written down, reached or not, says nothing of the model either: a formula
beside its own denial, states of which one is always the end's, a goal that is true wherever it is asked for.

(Beer, Ben-David, Eisner and Rodeh, Efficient detection of vacuity in temporal model checking, Formal Methods in System
Design 18, 2001; Kupferman and Vardi, Vacuity detection in temporal model checking, STTT 4(2), 2003.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from checker.results.answers import Answer, Verdict
from checker.verdicts.whatever import Ranges, settled
from spec.notation import nodes
from spec.notation.chances import Chance
from spec.notation.formulas import Bool
from spec.notation.formulas_of import formulas
from spec.notation.liveness import Eventually, LeadsTo
from spec.notation.nodes import Condition
from spec.notation.properties import Always, AlwaysPossible, Cheapest, NeverStuck, Property, Sometimes
from spec.notation.wording import words

NO_SUCH_RUN = "no run ends as is given"
"""Why a chance is that of nothing."""
ALWAYS_TRUE = "true of every state, reached or not"
FROM_THE_START = "true at the start, so that nothing is waited for"


@dataclass(frozen=True, slots=True)
class Premise:
    """What has to be true in some reachable state, for a property to say something."""

    formula: Bool
    missing: str
    """What is said where it never is."""


def premises(asked: Property) -> tuple[Premise, ...]:
    """The premises of a property: what it names itself, and then those of the implications in its formula."""
    match asked:
        case Always(formula=formula, reached=reached):
            named = Premise(reached.formula, f"never reached: {reached.about}")
            return (named, *(one for one in of_formula(formula.node) if one.formula.node != reached.formula.node))
        case LeadsTo(p=p, q=q):
            return (_premise(p.node), *of_formula(p.node), *of_formula(q.node))
        case AlwaysPossible(goal=goal, where=Bool() as where):
            return (_premise(where.node), *of_formula(goal.node))
        case Sometimes() | Cheapest() | Chance():
            return ()  # what is possible is shown by a run
        case _:
            return tuple(one for part in formulas(asked) for one in of_formula(part.node))


def of_formula(formula: Condition) -> tuple[Premise, ...]:
    """The premises of the implications in a formula, each once."""
    return tuple(map(_premise, dict.fromkeys(_premises(formula, ()))))


def _premise(node: Condition) -> Premise:
    return Premise(Bool(node), f"its premise is never true: {words(node)}")


def _premises(node: nodes.Node, within: tuple[Condition, ...]) -> Iterator[Condition]:
    """``within``: the premises behind which the node stands, so that it says nothing elsewhere."""
    match node:
        case nodes.Some(parts=(nodes.Not(part=premise), conclusion)):
            reached = (*within, _without_exceptions(premise))
            yield reached[0] if len(reached) == 1 else nodes.All(reached)
            yield from _premises(premise, ())
            yield from _premises(conclusion, reached)
        case nodes.All() | nodes.Some() | nodes.Named():
            for part in nodes.children(node):
                yield from _premises(part, within)
        case _:
            for part in nodes.children(node):
                yield from _premises(part, ())


def _without_exceptions(premise: Condition) -> Condition:
    if not isinstance(premise, nodes.All):
        return premise
    kept = tuple(part for part in premise.parts if not isinstance(part, nodes.Not))
    return premise if not kept else kept[0] if len(kept) == 1 else nodes.All(kept)


def trivial(asked: Property, ranges: Ranges) -> str:
    """Why the property says nothing of any model whose ends have these states; empty where it may say something."""
    says = _claimed(asked)
    return ALWAYS_TRUE if says is not None and settled(says, ranges) else ""


def _claimed(asked: Property) -> Bool | None:
    """A formula of which the property is a mere consequence; None where only a run can show it."""
    match asked:
        case Sometimes() | Cheapest() | Chance():
            return None
        case AlwaysPossible(goal=goal, where=where):
            return goal if where is None else where.implies(goal)
        case LeadsTo(p=p, q=q):
            return p.implies(q)
        case Always(formula=says) | NeverStuck(done=says) | Eventually(q=says):
            return says


def by_ranges(asked: Property, ranges: Ranges) -> str:
    """Which ranges make the property true, whatever the rows do; empty where they alone do not.

    It holds all the same: that no row leaves a range has been checked by the search.
    """
    says = _claimed(asked)
    if says is None or not settled(says, ranges, bounded=True):
        return ""
    read = [
        one for one in nodes.walk(says.node) if isinstance(one, nodes.Of) and isinstance(one.var.domain, nodes.Counts)
    ]
    names = list(dict.fromkeys(words(one) for one in read))
    if len(names) == 1:
        return f"by the range of {names[0]} alone, which the search checks"
    return f"by the ranges of {', '.join(names[:-1])} and {names[-1]} alone, which the search checks"


def judged(asked: Property, answer: Answer, reached: Callable[[Bool], bool], ranges: Ranges) -> Answer:
    """The answer; VACUOUS in place of HOLDS where some premise is never reached, or the property says nothing."""
    if answer.verdict is not Verdict.HOLDS:
        return answer
    why = why_vacuous(asked, reached, ranges)
    if not why and isinstance(asked, Eventually) and not answer.waiting:
        why = FROM_THE_START
    return vacuous(answer, why) if why else replace(answer, why=by_ranges(asked, ranges))


def why_vacuous(asked: Property, reached: Callable[[Bool], bool], ranges: Ranges) -> str:
    """Why a property that holds says nothing here; empty where it says something."""
    missing = next((one.missing for one in premises(asked) if not reached(one.formula)), "")
    return missing or trivial(asked, ranges)


def vacuous(answer: Answer, why: str) -> Answer:
    """The answer to a property that says nothing here."""
    return replace(answer, verdict=Verdict.VACUOUS, witnesses=0, why=why, without=None)
