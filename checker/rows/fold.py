"""Constants folded and known facts put in: what a lowered row need not ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from checker.rows.evaluate import compare
from spec.notation import nodes
from spec.notation.nodes import FALSEHOOD, TRUTH, Condition, Const, End, Term
from spec.notation.rows import Call, Timer
from spec.notation.systems import ENDS, System

NO_FACTS: Mapping[Condition, bool] = {}


def fold(node: nodes.Node, system: System, facts: Mapping[Condition, bool] = NO_FACTS) -> nodes.Node:
    """The same formula or term, with everything decided that constants and facts decide."""
    known = facts.get(cast(Condition, node)) if facts else None
    if known is not None:
        return TRUTH if known else FALSEHOOD
    match node:
        case nodes.Named(part=part):
            return fold(part, system, facts)
        case nodes.Param():
            return Const(system.value(node))
        case nodes.Plus():
            return _plus(node, system, facts)
        case nodes.AsNumber(condition=condition):
            inner = fold(condition, system, facts)
            if isinstance(inner, nodes.Truth):
                return Const(int(inner.value))
            return inner.flag if isinstance(inner, nodes.Holds) else nodes.AsNumber(cast(Condition, inner))
        case nodes.Nth(values=values, index=index):
            place = cast(Term, fold(index, system, facts))
            return Const(values[place.value]) if isinstance(place, Const) else nodes.Nth(values, place)
        case nodes.Compare():
            return _compare(node, system, facts)
        case nodes.Holds(flag=flag):
            term = fold(flag, system, facts)
            if isinstance(term, nodes.AsNumber):
                return term.condition
            return nodes.Truth(term.value != 0) if isinstance(term, Const) else nodes.Holds(cast(Term, term))
        case nodes.HasBits(field=field, mask=mask):
            return _bits(field, mask, facts)
        case nodes.Not(part=part):
            inner = fold(part, system, facts)
            return negated(cast(Condition, inner))
        case nodes.All(parts=parts):
            return _all(tuple(cast(Condition, fold(part, system, facts)) for part in parts))
        case nodes.Some(parts=parts):
            inner = _all(tuple(negated(cast(Condition, fold(part, system, facts))) for part in parts))
            return negated(inner)
        case _:
            return node


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


def _plus(node: nodes.Plus, system: System, facts: Mapping[Condition, bool]) -> Term:
    left, right = (cast(Term, fold(side, system, facts)) for side in (node.left, node.right))
    minus = node.minus
    more = _const(right, minus)
    before = _const(left.right, left.minus) if isinstance(left, nodes.Plus) and left.seq == node.seq else None
    if isinstance(left, nodes.Plus) and more is not None and before is not None:  # (x + 1) + 1
        left, right, minus = left.left, Const(abs(before + more)), before + more < 0
    if isinstance(left, Const) and isinstance(right, Const):
        total = left.value + (-right.value if minus else right.value)
        return Const(total % system.modulus if node.seq else total)
    if isinstance(right, Const) and right.value == 0:
        return left
    return nodes.Plus(left, right, minus, node.seq)


def _compare(node: nodes.Compare, system: System, facts: Mapping[Condition, bool]) -> Condition:
    left, right = (cast(Term, fold(side, system, facts)) for side in (node.left, node.right))
    if isinstance(left, Const) and isinstance(right, Const):
        return nodes.Truth(compare(node.op, left.value, right.value, system.modulus if node.seq else None))
    if left == right:
        return nodes.Truth(node.op != "<")
    folded = nodes.Compare(node.op, left, right, node.seq)
    known = facts.get(folded)
    return folded if known is None else nodes.Truth(known)


def _bits(field: Term, mask: int, facts: Mapping[Condition, bool]) -> Condition:
    """One question for each bit, so that what is known of one bit is not asked again."""
    parts: list[Condition] = []
    for bit in range(mask.bit_length()):
        if mask >> bit & 1:
            one = nodes.HasBits(field, 1 << bit)
            known = facts.get(one)
            parts.append(one if known is None else nodes.Truth(known))
    return _all(tuple(parts))


def _all(parts: tuple[Condition, ...]) -> Condition:
    flat: list[Condition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, nodes.All) else (part,))
    kept = tuple(dict.fromkeys(part for part in flat if part != TRUTH))
    if FALSEHOOD in kept:
        return FALSEHOOD
    return TRUTH if not kept else kept[0] if len(kept) == 1 else nodes.All(kept)


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
