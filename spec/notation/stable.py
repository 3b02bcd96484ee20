"""Which facts stay true once they are true: knowledge is of these alone.

What an end has learnt of anything else may be over before it has learnt it, so that it would know what is false, or
know nothing at all.  (Fagin, Halpern, Moses and Vardi 1995, section 4.4: stable facts.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from spec.notation import nodes
from spec.notation.errors import SpecError
from spec.notation.formulas_of import formulas
from spec.notation.knowledge import knows_in
from spec.notation.nodes import Condition
from spec.notation.variables import Assign, Draw
from spec.notation.wording import words

if TYPE_CHECKING:
    from spec.notation.formulas import Bool
    from spec.notation.properties import Property
    from spec.notation.systems import System


def check_knowledge(system: System, properties: Iterable[Property]) -> None:
    """SpecError where some end is said to know what may become false again, with what to write instead."""
    for one in properties:
        for formula in formulas(one):
            check_facts(system, formula, str(one.place))


def check_facts(system: System, formula: Bool, place: str) -> None:
    """The same of one formula."""
    for asked in knows_in(formula.node):
        if isinstance(asked, nodes.Knows) and _own(asked.part, asked.end):
            continue  # what it sees of itself it knows, now
        passing = unstable(asked.part, system)
        if passing is not None:
            raise SpecError(
                f"{place}: '{words(asked)}' is asked, but '{words(passing)}' may become false again, and what is known "
                "has to stay: let a ghost Flag or a History remember it, and ask for that"
            )


def _own(part: Condition, end: nodes.End) -> bool:
    """Whether a fact is of the end's own present state alone."""
    asks = nodes.Of | nodes.InState | nodes.InFlight | nodes.OfRuns
    return all(_visible(one, end) for one in nodes.walk(part) if isinstance(one, asks))


def _visible(one: nodes.Node, end: nodes.End) -> bool:
    if isinstance(one, nodes.Of):
        return one.end == end and not one.var.ghost
    return isinstance(one, nodes.InState) and one.end == end


def unstable(node: Condition, system: System) -> Condition | None:
    """The first part of a fact that may become false again; None where the whole stays true."""
    match node:
        case nodes.Truth() | nodes.Fact() | nodes.Not(part=nodes.Truth() | nodes.Fact()):
            return None
        case nodes.All(parts=parts) | nodes.Some(parts=parts):
            return next((found for part in parts if (found := unstable(part, system)) is not None), None)
        case nodes.Named(part=part):
            return unstable(part, system)
        case nodes.Contains(values=values):
            return None if all(isinstance(value, nodes.Const) for value in values) else node
        case nodes.Holds(flag=nodes.Of() as flag):
            return None if _only(flag, system, _sets) else node
        case nodes.Compare(op="<" | "<=", left=nodes.Const(), right=nodes.Of() as counter, seq=False):
            return None if _only(counter, system, _adds) else node
        case nodes.Knows(part=part, view="history") | nodes.Common(part=part, view="history"):
            return unstable(part, system)
        case _:
            return node


def _only(var: nodes.Of, system: System, keeps: Callable[[Assign], bool]) -> bool:
    """Whether every row of the end changes the variable only in such a way."""
    for row in system.machine(var.end).rows:
        for effect in row.do:
            if isinstance(effect, Draw) and effect.var == var.var:
                return False
            if isinstance(effect, Assign) and effect.var == var.var and not keeps(effect):
                return False
    return True


def _sets(effect: Assign) -> bool:
    """Whether a flag is set, or stays as it is: ``flag := always``, ``flag := flag or ...``."""
    value = effect.value
    if not isinstance(value, nodes.AsNumber):
        return False
    return value.condition == nodes.TRUTH or nodes.Holds(effect.var) in _alternatives(value.condition)


def _alternatives(condition: Condition) -> tuple[Condition, ...]:
    return condition.parts if isinstance(condition, nodes.Some) else (condition,)


def _adds(effect: Assign) -> bool:
    """Whether a counter grows: ``count := count + 1``, or by a distance, which is modulo the number space."""
    value = effect.value
    more = value.right if isinstance(value, nodes.Plus) and value.left == effect.var and not value.minus else None
    return (isinstance(more, nodes.Const) and more.value >= 0) or (isinstance(more, nodes.Plus) and more.seq)


__all__ = ["check_facts", "check_knowledge", "unstable"]
