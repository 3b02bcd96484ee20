"""Why a verdict is what it is, in a line or two below it."""

from __future__ import annotations

from collections.abc import Iterator

from checker.command.report.expectations import Judged
from checker.command.report.heading import GLUE
from checker.command.report.liveness_reasons import liveness_reasons
from checker.languages.counts import counted
from checker.languages.speech import tr
from checker.results.answers import Verdict
from checker.verdicts.exploration import Exploration
from spec.notation.chances import Chance
from spec.notation.liveness import Eventually, LeadsTo
from spec.notation.nodes import All, Compare, Condition, Contains, HasBits, Holds, InFlight, InState, Node, Not, Some
from spec.notation.properties import Always, AlwaysPossible, NeverStuck, Property, Sometimes
from spec.notation.wording import words


def reasons(found: Exploration, one: Judged, *, all_of_them: bool = True) -> Iterator[str]:
    """Why a violation is one, under which fairness a liveness property was decided; with ``all_of_them``, more.

    More is: in how many states the situation occurs that the property is about, and which fairness it needs.
    """
    asked = found.properties[one.name]
    if isinstance(asked, LeadsTo | Eventually):
        yield from liveness_reasons(asked, one.answer, all_of_them=all_of_them)
        return
    if one.answer.verdict is Verdict.VIOLATED and not isinstance(asked, Chance):
        yield broken(asked, one.answer.steps or 0)
    if all_of_them:
        yield from _witnesses(found, one, asked)


def broken(asked: Property, steps: int, part: Node | None = None) -> str:
    """Why a run of so many steps violates the property; ``part``: what of its formula is false there."""
    after = tr("after step {step}").format(step=steps) if steps else tr("at the start")
    match asked:
        case Always(formula=formula):
            why = _because(part or formula.node)
            return tr("first false {after}, because {why}").format(after=after, why=why)
        case NeverStuck(done=done):
            text, formula = tr("{after} nothing can happen any more, {but}"), done
        case AlwaysPossible(goal=goal):
            text, formula = tr("{after} no run reaches this any more: {formula}"), goal
        case _:
            return tr("false {after}").format(after=after)
    return text.format(after=after, formula=words(formula.node, tr), but=_but(formula.node))


def _because(node: Node) -> str:
    """A formula that is false, in words: what is so in its place."""
    match node:
        case Not(part=part):
            return words(part, tr)
        case Some(parts=(Not(part=premise), Not(part=part))):
            return tr("{premise}, and {part}").format(premise=words(premise, tr), part=words(part, tr))
        case Some(parts=(Not(part=premise), conclusion)):
            return tr("{premise}, {but}").format(premise=words(premise, tr), but=_but(conclusion))
        case All(parts=parts) if all(isinstance(part, Not) for part in parts):
            return tr(" or ").join(_because(part) for part in parts)
        case _:
            return tr("this is not so: {formula}").format(formula=words(node, tr))


def _but(node: Condition) -> str:
    """That something is not so, where it should be."""
    match node:
        case Contains() | HasBits() | Holds() | InFlight() | InState() | Not():
            return tr("but {formula}").format(formula=words(Not(node), tr))
        case Compare(op="==", left=left, right=right):
            return tr("but {left} is not {right}").format(left=words(left, tr), right=words(right, tr))
        case _:
            return tr("but this is not so: {formula}").format(formula=words(node, tr))


def _witnesses(found: Exploration, one: Judged, asked: Property) -> Iterator[str]:
    number = one.answer.witnesses
    if not number:
        return
    text = tr("in {states}") if found.complete else tr("in {states} of those seen")
    where = text.format(states=counted(number, "state")).replace(" ", GLUE)
    if isinstance(asked, Always):
        named = next((name for name, other in found.properties.items() if other is asked.reached), asked.reached.about)
        yield tr("situation occurs: {name}, {where}").format(name=tr(named), where=where)
    elif isinstance(asked, Sometimes):
        yield tr("true {where}").format(where=where)
