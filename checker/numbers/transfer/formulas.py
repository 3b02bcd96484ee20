"""The formulas of properties, asked of bases in place of numbers, in all states that a search reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import cast

from checker.numbers.transfer.local_steps import LocalSteps
from checker.numbers.transfer.representatives import ComesRound
from checker.reference.formulas import BothEnds
from checker.rows.configuration import Configuration, Local, Value
from checker.rows.evaluate import holds
from checker.search.clock import Clock
from spec.notation import nodes
from spec.notation.formulas import Bool
from spec.notation.nodes import Condition, End, Node, Var
from spec.notation.systems import ENDS

Elsewhere = nodes.InFlight | nodes.Knows | nodes.Common | nodes.Fact
"""What neither end's variables say."""
MOST_ELSEWHERE = 4
"""With more of these in a formula, each of its comparisons is asked by itself: more than it may need, never less."""


def ask(taken: LocalSteps, order: Iterable[int], formulas: Sequence[Bool], clock: Clock) -> None:
    """Evaluate each formula wherever it may have to be, so that every comparison that it depends on is asked."""
    asked = [(formula, one) for formula in formulas for one in variants(formula.node) if compares(one)]
    if not asked:
        return
    layout = taken.successors.layout
    mask = sum(layout.ends[end].whole.mask for end in ENDS) | sum(bits.mask for bits in layout.histories.values())
    system, own = taken.successors.system, taken.successors.frames
    for packed in {one & mask for one in order}:
        clock.tick()
        a, b = (_local(taken, end, packed) for end in ENDS)
        over_bases = BothEnds(taken.system, taken.frames, Configuration(a, b))
        as_searched = BothEnds(system, own, layout.unpack(packed))
        for formula, one in asked:
            if holds(one, over_bases) != holds(one, as_searched):
                raise ComesRound(
                    f"modulo {system.modulus} it is answered otherwise than over 32 bits whether {formula}"
                )


def _local(taken: LocalSteps, end: End, packed: int) -> Local:
    layout = taken.successors.layout
    known = taken.locals[end][packed & layout.ends[end].whole.mask]
    if not taken.successors.steps[end].histories:
        return known
    slots = taken.frames[end].slots
    return replace(
        known,
        values=tuple(_remembered(taken, end, packed, *one) for one in zip(slots, known.values, strict=True)),
    )


def _remembered(taken: LocalSteps, end: End, packed: int, var: Var, value: Value) -> Value:
    layout = taken.successors.layout
    bits = layout.histories.get((end, var))
    if bits is None:
        return value
    keys, mask = layout.remembered[end, var], bits.get(packed)
    return frozenset(taken.remembered[end, var][key] for place, key in enumerate(keys) if mask >> place & 1)


def variants(condition: Condition) -> Iterator[Condition]:
    """The formula for each value of what the ends' variables do not say, cheap parts first; and what stands within it.

    >>> ways = list(variants(nodes.All((nodes.InFlight("A"), nodes.TRUTH))))
    >>> len(ways)
    2
    """
    elsewhere = list(dict.fromkeys(_elsewhere(condition)))
    for one in elsewhere:
        if isinstance(one, nodes.Knows | nodes.Common):
            yield from variants(one.part)
    if len(elsewhere) > MOST_ELSEWHERE:
        yield from (cast(Condition, node) for node in nodes.walk(condition) if isinstance(node, nodes.Compare))
        yield from (cast(Condition, node) for node in nodes.walk(condition) if isinstance(node, nodes.Contains))
        return
    for values in product((True, False), repeat=len(elsewhere)):
        given = dict(zip(elsewhere, values, strict=True))
        yield _cheap_first(cast(Condition, nodes.rebuild(condition, lambda node, given=given: _put(node, given))))  # type: ignore[misc]


def _put(node: Node, given: dict[Elsewhere, bool]) -> Node | None:
    return nodes.Truth(given[node]) if isinstance(node, Elsewhere) else None


def _elsewhere(node: Node) -> Iterator[Elsewhere]:
    if isinstance(node, Elsewhere):
        yield node
        return
    for child in nodes.children(node):
        yield from _elsewhere(child)


def compares(condition: Condition) -> bool:
    """Whether it compares numbers at all."""
    return any(isinstance(node, nodes.Compare | nodes.Contains) for node in nodes.walk(condition))


def _cheap_first(condition: Condition) -> Condition:
    """The same formula, what compares numbers last, so that no comparison is asked that does not matter."""
    match condition:
        case nodes.All(parts=parts):
            return nodes.All(tuple(sorted(map(_cheap_first, parts), key=compares)))
        case nodes.Some(parts=parts):
            return nodes.Some(tuple(sorted(map(_cheap_first, parts), key=compares)))
        case nodes.Not(part=part):
            return nodes.Not(_cheap_first(part))
        case nodes.Named(name=name, part=part):
            return nodes.Named(name, _cheap_first(part))
        case _:
            return condition
