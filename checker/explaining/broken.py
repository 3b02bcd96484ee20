"""How a run breaks a property, in words: what is so in the place of what should be."""

from __future__ import annotations

from checker.languages.speech import tr
from spec.notation.nodes import All, Compare, Condition, Contains, HasBits, Holds, InFlight, InState, Node, Not, Some
from spec.notation.properties import Always, AlwaysPossible, NeverStuck, Property
from spec.notation.wording import words


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
            return _so(part)
        case Some(parts=(Not(part=premise), Not(part=part))):
            return tr("{premise}, and {part}").format(premise=_so(premise), part=_so(part))
        case Some(parts=(Not(part=premise), conclusion)):
            return tr("{premise}, {but}").format(premise=_so(premise), but=_but(conclusion))
        case All(parts=parts) if all(isinstance(part, Not) for part in parts):
            return tr(" or ").join(_because(part) for part in parts)
        case _:
            return tr("this is not so: {formula}").format(formula=words(node, tr))


def _so(node: Condition) -> str:
    """A condition that is so; a flag by itself makes no sentence."""
    match node:
        case Holds():
            return tr("{flag} is set").format(flag=words(node, tr))
        case All(parts=parts):
            return f" {tr('and')} ".join(
                f"({words(part, tr)})" if isinstance(part, Some) else _so(part) for part in parts
            )
        case _:
            return words(node, tr)


def _but(node: Condition) -> str:
    """That something is not so, where it should be."""
    match node:
        case Holds():
            return tr("but {flag} is not set").format(flag=words(node, tr))
        case Not(part=Holds() as flag):
            return tr("but {flag} is set").format(flag=words(flag, tr))
        case Contains() | HasBits() | InFlight() | InState() | Not():
            return tr("but {formula}").format(formula=words(Not(node), tr))
        case Compare(op="==", left=left, right=right):
            return tr("but {left} is not {right}").format(left=words(left, tr), right=words(right, tr))
        case _:
            return tr("but this is not so: {formula}").format(formula=words(node, tr))
