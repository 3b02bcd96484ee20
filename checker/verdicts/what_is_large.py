"""What makes a search large, tried: how many of its states are left if they do not tell one thing apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from checker.packed.layout import EndBits, Layout
from checker.pairs.ends import Ends
from spec.notation.nodes import End
from spec.notation.systems import ENDS

MOST = 50_000
"""States that are looked at: those that were met last."""
SAID = 3
"""So many things are named,"""
MATTERS = 0.9
"""each of which leaves no more than that part."""


Thing = tuple[End, str, int]
"""A variable of an end, or with no name the messages to it, and its bits."""


class Left(NamedTuple):
    """How many are left without one thing."""

    end: End
    variable: str
    """Empty: the messages to the end."""
    number: int


class Large(NamedTuple):
    """States, or the local states of an end, and what makes them so many: what leaves fewest comes first."""

    end: End | None
    """None: states of both ends and of what is in flight."""
    number: int
    left: tuple[Left, ...]


def large_states(layout: Layout, order: Sequence[int]) -> Large:
    """Of the states that a search met last."""
    some = order[max(len(order) - MOST, 0) :]
    things: list[Thing] = []
    for end in ENDS:
        things.append((end, "", layout.ways[end].bits.mask))
        things += _variables(end, layout.ends[end])
    for (end, var), bits in layout.histories.items():
        things.append((end, var.name, bits.mask))
    return _large(None, some, things)


def large_ends(ends: Ends) -> Iterator[Large]:
    """Of the local states of each end, where they are many for some variable's sake."""
    for end, table in ends.tables.items():
        found = _large(end, [one.bits for one in table.locals], _variables(end, table.bits))
        if found.left:
            yield found


def _variables(end: End, bits: EndBits) -> Iterator[Thing]:
    return ((end, var.name, one.mask) for var, one in bits.fields.items())


def _large(end: End | None, some: Sequence[int], things: Iterable[Thing]) -> Large:
    left = [Left(of, name, len({one & ~mask for one in some})) for of, name, mask in things]
    matter = [one for one in left if one.number <= MATTERS * len(some)]
    return Large(end, len(some), tuple(sorted(matter, key=lambda one: one.number)[:SAID]))
