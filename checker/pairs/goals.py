"""What is to be reached: asked of a pair of local states and of what is in flight there.

Whatever may lose can be asked in two ways: whether something is true as it stands, and whether it can be made so by
losing some of what is in flight.  The second is never made false by more in flight, and is all that a search has to ask
that loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from checker.packed.predicates import matches, predicate
from checker.pairs.ends import NOTHING, Flying
from checker.pairs.packing import Packing
from spec.notation import nodes
from spec.notation.formulas import Bool
from spec.notation.nodes import ENDS, Condition, End

MOST_SORTS = 8
"""Sorts of messages that a formula can tell apart, of which every choice is looked at."""
Asked = Callable[[int, Flying], bool]
"""Asked of a pair of local states and of what is in flight."""


class TooManySorts(Exception):
    """The formula tells too many sorts of messages apart."""


@dataclass(frozen=True)
class Goal:
    """What is to be reached."""

    true: Asked
    """Whether it is true as it stands."""
    within: Asked
    """Whether it is true of some part of what is in flight."""
    grows: bool = True
    """Whether more in flight never makes it false: then the two are the same."""
    empties: tuple[End, ...] = ()
    """The ends to which nothing is in flight where it is true."""


def formula_goal(packing: Packing, formula: Bool) -> Goal:
    """A formula to be made true.  SpecError where it reads what the system's machines do not have."""
    asked = predicate(packing.layout, formula)

    def true(pair: int, flying: Flying) -> bool:
        return asked(packing.packed(pair, flying))

    if _grows(formula.node, wanted=True):
        return Goal(true, true)
    sorts = _sorts(packing, formula.node)

    def within(pair: int, flying: Flying) -> bool:
        return any(true(pair, some) for some in _parts(flying, sorts))

    return Goal(true, within, grows=False, empties=_empties(formula.node))


def asks_flying(condition: nodes.Node) -> bool:
    """Whether it asks what is in flight."""
    return any(isinstance(part, nodes.InFlight) for part in nodes.walk(condition))


def _grows(condition: Condition, *, wanted: bool) -> bool:
    """Whether more in flight never makes it false (``wanted``) or true."""
    match condition:
        case nodes.InFlight():
            return wanted
        case nodes.Not(part=part):
            return _grows(part, wanted=not wanted)
        case nodes.All(parts=parts) | nodes.Some(parts=parts):
            return all(_grows(part, wanted=wanted) for part in parts)
        case nodes.Named(part=part):
            return _grows(part, wanted=wanted)
        case _:
            return not asks_flying(condition)


def _empties(condition: Condition) -> tuple[End, ...]:
    """The ends to which nothing is in flight where it is true, as far as that is plain."""
    match condition:
        case nodes.Not(part=nodes.InFlight(to=to, message=None)):
            return (to,)
        case nodes.All(parts=parts):
            found = {end for part in parts for end in _empties(part)}
            return tuple(end for end in ENDS if end in found)
        case nodes.Named(part=part):
            return _empties(part)
        case _:
            return ()


Sorts = dict[tuple[bool, ...], Flying]
"""The messages of each sort: those of which the same is true."""


def _sorts(packing: Packing, condition: Condition) -> Sorts:
    asked = [part for part in nodes.walk(condition) if isinstance(part, nodes.InFlight)]
    found: Sorts = {}
    for place, end in enumerate(ENDS):
        for at, key in enumerate(packing.ends.messages[end].keys[1:], start=1):
            sort = tuple(one.to == end and matches(packing.layout, one, key) for one in asked)
            flying = list(found.get(sort, (0, 0)))
            flying[place] |= 1 << at
            found[sort] = flying[0], flying[1]
    told = {sort: flying for sort, flying in found.items() if any(sort)}
    if len(told) > MOST_SORTS:
        raise TooManySorts
    return told


def _parts(flying: Flying, sorts: Sorts) -> Iterator[Flying]:
    """Parts of what is in flight, one for each choice of sorts; the smallest first."""
    there = [(flying[0] & a, flying[1] & b) for a, b in sorts.values() if flying[0] & a or flying[1] & b]
    for size in range(len(there) + 1):
        for some in combinations(there, size):
            to_a, to_b = NOTHING
            for a, b in some:
                to_a, to_b = to_a | a, to_b | b
            yield to_a, to_b
