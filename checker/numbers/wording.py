"""Conditions on numbers in the words of the RFC, each with how rare it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.languages.counts import counted
from checker.languages.speech import tr
from checker.numbers.arcs import MODULUS, Arcs, others, size
from checker.numbers.distance_cycles import closes_none
from checker.numbers.regions import YES
from checker.numbers.words import HALF, Base, Below, Key, Region, Sum, Word

MANY = 1_000
"""Choices that are counted one by one; of more the share is put in lower terms."""
RARE = 2**22
"""More numbers than that are no small share of all."""
FAR = 2**20
"""A number so far from another, or so near to 2^31 or 2^32, is written as such."""
Arc = tuple[int, int]
"""The least number, and how many from there on; it may go over the top of the number space."""


def condition_words(region: Region, order: Sequence[Base]) -> str:
    """``the ACK field of an old ACK to B = B's ISN + 1: 1 choice in 2^32``; joined by "and", equalities first."""
    share = rare(region)
    return f" {tr('and')} ".join(distance_words(region, order)) + (tr(": {share}").format(share=share) if share else "")


def distance_words(region: Region, order: Sequence[Base]) -> list[str]:
    """Each distance of a region, equalities first."""
    said = (_part(key, arcs, order) for key, arcs in region.items())
    return sorted(said, key=lambda one: (" = " not in one, one))


def rare(region: Region) -> str:
    """``1 choice in 2^32``: the share of all choices of numbers, where it is small and known without counting.

    It is a probability only for numbers that are drawn independently and evenly.
    """
    if not closes_none(region):
        return ""
    share = 1
    for arcs in region.values():
        share *= size(arcs)
    whole = MODULUS ** len(region)
    if share * (MODULUS // RARE) > whole:
        return ""
    while share % 2 == 0 and share > MANY:
        share, whole = share // 2, whole // 2
    return tr("{choices} in 2^{bits}").format(choices=counted(share, "choice"), bits=whole.bit_length() - 1)


def tied_words(tied: Mapping[str, int]) -> list[str]:
    """``B's ISN + 1 = the ACK field of an old ACK to B``: what a model ties to each number, by number."""
    by_number: dict[str, list[str]] = {}
    for name, number in tied.items():
        by_number.setdefault(word_words(number), []).append(name)
    return [" = ".join([number, *names]) for number, names in sorted(by_number.items())]


def word_words(number: int) -> str:
    """A number that is kept or carried: ``A's ISN + 3``."""
    return _plus(_side(number.bases, 0), number.offset) if isinstance(number, Word) else _plus("", number)


def _part(key: Key, arcs: Arcs, order: Sequence[Base]) -> str:
    if isinstance(key, Below):
        left, right = _side(key.left, key.begin + key.more), _side(key.right, key.end)
        sign = "<" if arcs == YES else ">="
        return tr("{left} {sign} {right} as amounts").format(left=left, sign=sign, right=right)
    left, right, turned = _sides(key, order)
    inner, outer = _round(arcs, right, turned), _round(others(arcs), right, turned)
    if len(outer) < len(inner) or (len(outer) == len(inner) == 1 and outer[0][1] < inner[0][1] and outer[0][1] < RARE):
        return tr(" and ").join(_out(left, right, one) for one in outer)
    if len(inner) == 1:
        return _in(left, right, inner[0])
    ranges = (_range(right, one) for one in sorted(inner, key=_signed))
    return tr("{left} is one of {ranges}").format(left=left, ranges=tr(" or of ").join(ranges))


def _sides(key: Sum, order: Sequence[Base]) -> tuple[str, str, bool]:
    """What is compared with what, and whether the distance is counted the other way round.

    An old number is compared with a chosen one, a later one with the first.
    """
    if len(key) == 2 and key[0][1] == 1 and key[1][1] == -1 and order.index(key[1][0]) > order.index(key[0][0]):
        return key[1][0].name, key[0][0].name, True
    plus = tuple((base, times) for base, times in key if times > 0)
    minus = tuple((base, -times) for base, times in key if times < 0)
    return _side(plus, 0), _side(minus, 0) if minus else "", False


def _round(arcs: Arcs, right: str, turned: bool) -> list[Arc]:
    """The arcs of the circle, counted from the right side; plain numbers as they are."""
    found = [(low, high - low) for low, high in arcs]
    if right and len(found) > 1 and arcs[0][0] == 0 and arcs[-1][1] == MODULUS:
        found = [(found[-1][0], found[-1][1] + found[0][1]), *found[1:-1]]
    return [((1 - low - many) % MODULUS, many) for low, many in found] if turned else found


def _in(left: str, right: str, arc: Arc) -> str:
    least, many = arc
    if many == 1:
        return f"{left} = {_plus(right, least)}"
    if right and many in (HALF, HALF - 1):
        return _half(left, right, least, many)
    first, last = _signed(arc), _signed(arc) + many - 1
    if right and max(-first, last) > FAR:
        return _far(left, right, first, last)
    return tr("{left} is one of {ranges}").format(left=left, ranges=_range(right, arc))


def _out(left: str, right: str, arc: Arc) -> str:
    least, many = arc
    if many == 1:
        return tr("{left} is not {right}").format(left=left, right=_plus(right, least))
    if right and many in (HALF, HALF - 1):
        return _half(left, right, least + many, MODULUS - many)
    return tr("{left} is none of {ranges}").format(left=left, ranges=_range(right, arc))


def _range(right: str, arc: Arc) -> str:
    least, many = arc
    if many == 1:
        return _plus(right, least)
    return tr("{first} to {last}").format(first=_plus(right, least), last=_plus(right, least + many - 1))


def _signed(arc: Arc) -> int:
    """Those before the other number first."""
    return arc[0] - MODULUS if arc[0] >= HALF else arc[0]


def _half(left: str, right: str, least: int, many: int) -> str:
    """Half of all numbers: those after one, or those before one, as RFC 9293 3.4 compares."""
    after, before = least % MODULUS, (least + many) % MODULUS
    if min(before, MODULUS - before) < min(after, MODULUS - after):
        return tr("{left} is before {right}").format(left=left, right=_plus(right, before))
    return tr("{left} is {right} or after it").format(left=left, right=_plus(right, after))


def _far(left: str, right: str, first: int, last: int) -> str:
    """Numbers of which some lie far from the other."""
    if first >= 0:
        text = tr("{left} is {first} to {last} after {right}")
    elif last <= 0:
        text, first, last = tr("{left} is {first} to {last} before {right}"), -last, -first
    else:
        text, first = tr("{left} is from {first} before to {last} after {right}"), -first
    return text.format(left=left, first=number(first), last=number(last), right=right)


def number(value: int) -> str:
    """A number as a reader takes it in.

    >>> number(17), number(2**31 - 17), number(2**32 - 1)
    ('17', '2^31 - 17', '2^32 - 1')
    """
    for power in (31, 32):
        apart = value - 2**power
        if abs(apart) < FAR:
            return f"2^{power}" + (f" {'+' if apart > 0 else '-'} {abs(apart)}" if apart else "")
    return str(value)


def _plus(right: str, more: int) -> str:
    if not right:
        return number(more % MODULUS)
    small = more % MODULUS
    small = small - MODULUS if small > HALF else small
    return right if not small else f"{right} {'+' if small > 0 else '-'} {number(abs(small))}"


def _side(bases: Sum, offset: int) -> str:
    said = [base.name if times == 1 else f"{times} x {base.name}" for base, times in bases]
    return " + ".join([*said, *([str(offset)] if offset or not said else [])])
