"""Constants folded and known facts put in: what a lowered row need not ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

from checker.rows.evaluate import compare
from spec.notation import nodes
from spec.notation.events import Call, Timer
from spec.notation.nodes import FALSEHOOD, TRUTH, Condition, Const, End, Field, Term, Var
from spec.notation.systems import ENDS, System

Facts = Mapping[Condition, bool]
Env = Mapping[Var | Field, Term]
NO_FACTS: Facts = {}
NO_ENV: Env = {}


class _Known(NamedTuple):
    """What is known while a formula is folded."""

    system: System
    facts: Facts
    env: Env


def fold(node: nodes.Node, system: System, facts: Facts = NO_FACTS, env: Env = NO_ENV) -> nodes.Node:
    """The same formula or term, with everything decided that constants and facts decide.

    ``env``: what stands in place of variables and fields; the facts are of what it says after that.
    """
    found: nodes.Node = _folded(node, _Known(system, facts, env))
    return found


def _folded(node: nodes.Node, known: _Known) -> Any:
    rule = _RULES.get(type(node))
    found: Any = node if rule is None else rule(node, known)
    fact = known.facts.get(found) if known.facts else None
    return found if fact is None else TRUTH if fact else FALSEHOOD


def negated(condition: Condition) -> Condition:
    """Its negation, without a double one."""
    if isinstance(condition, nodes.Truth):
        return nodes.Truth(not condition.value)
    return condition.part if isinstance(condition, nodes.Not) else nodes.Not(condition)


def learn(facts: Mapping[Condition, bool], condition: Condition, value: bool) -> dict[Condition, bool]:
    """The facts, and what the condition's value adds to them."""
    known = {**facts, condition: value}
    match condition:
        case nodes.Not(part=part):
            return learn(known, part, not value)
        case nodes.All(parts=parts) if value:
            for part in parts:
                known = learn(known, part, True)
        case _:
            pass
    return known


def _const(term: Term, minus: bool) -> int | None:
    """What a constant adds to a sum; None for any other term."""
    if not isinstance(term, Const):
        return None
    return -term.value if minus else term.value


def _replaced(node: Var | Field, known: _Known) -> Term:
    return known.env.get(node, node)


def _param(node: nodes.Param, known: _Known) -> Term:
    return Const(known.system.value(node))


def _plus(node: nodes.Plus, known: _Known) -> Term:
    left, right, minus, system = _folded(node.left, known), _folded(node.right, known), node.minus, known.system
    more = _const(right, minus)
    before = _const(left.right, left.minus) if isinstance(left, nodes.Plus) and left.seq == node.seq else None
    if isinstance(left, nodes.Plus) and more is not None and before is not None:  # (x + 1) + 1
        left, right, minus = left.left, Const(abs(before + more)), before + more < 0
    if isinstance(left, Const) and isinstance(right, Const):
        total = left.value + (-right.value if minus else right.value)
        return Const(total % system.modulus if node.seq else total)
    if isinstance(right, Const) and right.value == 0:
        return cast(Term, left)
    return node if left is node.left and right is node.right else nodes.Plus(left, right, minus, node.seq)


def _as_number(node: nodes.AsNumber, known: _Known) -> Term:
    inner = _folded(node.condition, known)
    if isinstance(inner, nodes.Truth):
        return Const(int(inner.value))
    return inner.flag if isinstance(inner, nodes.Holds) else nodes.AsNumber(inner)


def _nth(node: nodes.Nth, known: _Known) -> Term:
    place = _folded(node.index, known)
    return Const(node.values[place.value]) if isinstance(place, Const) else nodes.Nth(node.values, place)


def _compare(node: nodes.Compare, known: _Known) -> Condition:
    left, right = _folded(node.left, known), _folded(node.right, known)
    if isinstance(left, Const) and isinstance(right, Const):
        return nodes.Truth(compare(node.op, left.value, right.value, known.system.modulus if node.seq else None))
    if left == right:
        return nodes.Truth(node.op != "<")
    return node if left is node.left and right is node.right else nodes.Compare(node.op, left, right, node.seq)


def _holds(node: nodes.Holds, known: _Known) -> Condition:
    term = _folded(node.flag, known)
    if isinstance(term, nodes.AsNumber):
        return term.condition
    return nodes.Truth(term.value != 0) if isinstance(term, Const) else nodes.Holds(term)


def _bits(node: nodes.HasBits, known: _Known) -> Condition:
    """One question for each bit, so that what is known of one bit is not asked again."""
    field = _folded(node.field, known)
    if isinstance(field, Const):
        return nodes.Truth(field.value & node.mask == node.mask)
    each = (nodes.HasBits(field, 1 << bit) for bit in range(node.mask.bit_length()) if node.mask >> bit & 1)
    facts = known.facts
    return _all(one if (fact := facts.get(one)) is None else nodes.Truth(fact) for one in each)


def _all(parts: Iterable[Condition]) -> Condition:
    """That all of them hold; none is looked at after one that does not."""
    kept: dict[Condition, None] = {}
    for part in parts:
        if not isinstance(part, nodes.Truth):
            kept.update(dict.fromkeys(part.parts if isinstance(part, nodes.All) else (part,)))
        elif not part.value:
            return FALSEHOOD
    return TRUTH if not kept else next(iter(kept)) if len(kept) == 1 else nodes.All(tuple(kept))


_RULES: Mapping[type, Callable[[Any, _Known], nodes.Node]] = {
    Var: _replaced,
    Field: _replaced,
    nodes.Param: _param,
    nodes.Plus: _plus,
    nodes.AsNumber: _as_number,
    nodes.Nth: _nth,
    nodes.Compare: _compare,
    nodes.Holds: _holds,
    nodes.HasBits: _bits,
    nodes.Not: lambda node, known: negated(_folded(node.part, known)),
    nodes.All: lambda node, known: _all(_folded(part, known) for part in node.parts),
    nodes.Some: lambda node, known: negated(_all(negated(_folded(part, known)) for part in node.parts)),
    nodes.Named: lambda node, known: _folded(node.part, known),
}


def possible_events(system: System, end: End) -> Iterator[Call | Timer]:
    """The calls and timers for which a row stands whose guard the parameters do not rule out."""
    rows = system.machine(end).rows
    for event in system.machine(end).events():
        guards = [fold(row.when, system) for row in rows if row.on == event]
        if isinstance(event, Call | Timer) and any(guard != FALSEHOOD for guard in guards):
            yield event


def parameters_read(system: System) -> Sequence[nodes.Param]:
    """The parameters that some row of either end reads, by name."""
    parts = (part for end in ENDS for row in system.machine(end).rows for part in row.parts)
    found = {part.name: part for part in parts if isinstance(part, nodes.Param)}
    return [found[name] for name in sorted(found)]
