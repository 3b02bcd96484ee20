"""Conditions on numbers in the words of the RFC, each with how rare it is."""

from __future__ import annotations

from collections.abc import Sequence

from checker.symbolic.arcs import MODULUS, Arcs, others, size
from checker.symbolic.circles import closes_none
from checker.symbolic.numbers import Base, Below, Sum
from checker.symbolic.regions import YES, Key, Region

RARE = 2**22
"""More numbers than that are no small share of all."""
Arc = tuple[int, int]
"""The least number, and how many from there on; it may go over the top of the number space."""


def condition_words(region: Region, order: Sequence[Base]) -> str:
    """``the ACK of an old ACK to B = B's ISN + 1: 1 in 2^32``; parts joined by "and", equalities first."""
    said = sorted((_part(key, arcs, order) for key, arcs in region.items()), key=lambda one: (" = " not in one, one))
    return " and ".join(said) + (f": {rarity}" if (rarity := rare(region)) else "")


def rare(region: Region) -> str:
    """``1 in 2^32``: the share of all numbers, where it is small and known without counting."""
    if not closes_none(region):
        return ""
    share = 1
    for arcs in region.values():
        share *= size(arcs)
    whole = MODULUS ** len(region)
    if share * (MODULUS // RARE) > whole:
        return ""
    while share % 2 == 0 and share:
        share, whole = share // 2, whole // 2
    return f"{share:,} in 2^{whole.bit_length() - 1}"


def _part(key: Key, arcs: Arcs, order: Sequence[Base]) -> str:
    if isinstance(key, Below):
        left, right = _side(key.left, key.begin + key.more), _side(key.right, key.end)
        return f"{left} {'<' if arcs == YES else '>='} {right} as amounts"
    left, right, turned = _sides(key, order)
    inner, outer = _round(arcs, turned), _round(others(arcs), turned)
    if len(outer) < len(inner) or (len(outer) == len(inner) == 1 and outer[0][1] < inner[0][1] and outer[0][1] < RARE):
        return " and ".join(_out(left, right, one) for one in outer)
    if len(inner) == 1:
        return _in(left, right, inner[0])
    ranges = (_range(right, one) for one in sorted(inner, key=_signed))
    return f"{left} is one of {' or of '.join(ranges)}"


def _sides(key: Sum, order: Sequence[Base]) -> tuple[str, str, bool]:
    """What is compared with what, and whether the distance is counted the other way round.

    An old number is compared with a chosen one, a later one with the first.
    """
    if len(key) == 2 and key[0][1] == 1 and key[1][1] == -1 and order.index(key[1][0]) > order.index(key[0][0]):
        return key[1][0].name, key[0][0].name, True
    plus = tuple((base, times) for base, times in key if times > 0)
    minus = tuple((base, -times) for base, times in key if times < 0)
    return _side(plus, 0), _side(minus, 0) if minus else "", False


def _round(arcs: Arcs, turned: bool) -> list[Arc]:
    """The arcs of the circle, counted from the right side."""
    found = [(low, high - low) for low, high in arcs]
    if len(found) > 1 and arcs[0][0] == 0 and arcs[-1][1] == MODULUS:
        found = [(found[-1][0], found[-1][1] + found[0][1]), *found[1:-1]]
    return [((1 - low - many) % MODULUS, many) for low, many in found] if turned else found


def _in(left: str, right: str, arc: Arc) -> str:
    least, many = arc
    if many == 1:
        return f"{left} = {_plus(right, least)}"
    if many in (MODULUS // 2, MODULUS // 2 - 1):
        return _half(left, right, least, many)
    return f"{left} is one of {_range(right, arc)}"


def _out(left: str, right: str, arc: Arc) -> str:
    least, many = arc
    if many == 1:
        return f"{left} is not {_plus(right, least)}"
    if many in (MODULUS // 2, MODULUS // 2 - 1):
        return _half(left, right, least + many, MODULUS - many)
    return f"{left} is none of {_range(right, arc)}"


def _range(right: str, arc: Arc) -> str:
    least, many = arc
    return _plus(right, least) if many == 1 else f"{_plus(right, least)} to {_plus(right, least + many - 1)}"


def _signed(arc: Arc) -> int:
    """Those before the other number first."""
    return arc[0] - MODULUS if arc[0] >= MODULUS // 2 else arc[0]


def _half(left: str, right: str, least: int, many: int) -> str:
    """Half of all numbers: those after one, or those before one, as RFC 9293 3.4 compares."""
    after, before = least % MODULUS, (least + many) % MODULUS
    if min(before, MODULUS - before) < min(after, MODULUS - after):
        return f"{left} is before {_plus(right, before)}"
    return f"{left} is {_plus(right, after)} or after it"


def _plus(right: str, more: int) -> str:
    small = more % MODULUS
    small = small - MODULUS if small > MODULUS // 2 else small
    if not right:
        return str(more % MODULUS)
    return right if not small else f"{right} {'+' if small > 0 else '-'} {abs(small)}"


def _side(bases: Sum, offset: int) -> str:
    said = [base.name if times == 1 else f"{times} x {base.name}" for base, times in bases]
    return " + ".join([*said, *([str(offset)] if offset or not said else [])])
