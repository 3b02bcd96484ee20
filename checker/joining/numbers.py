"""Numbers of 32 bits that are a base plus an offset; what two of them are to each other is asked, where it is open.

What their bases decide is decided over 32 bits.  An amount that is added to an open distance would not come round as
a sequence number does: such sums are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

from checker.rows.evaluate import Unknown, compare

MODULUS = 2**32
HALF = MODULUS // 2


@dataclass(frozen=True, slots=True, order=True)
class Base:
    """A number that may be any."""

    name: str
    """``B's ISN``."""
    shown: int
    """The number that the search put in its place: its representative."""


Sum = tuple[tuple[Base, int], ...]
"""Bases, each with how often it is added."""
Kind = Literal["zero", "negative", "below"]


@dataclass(frozen=True, slots=True, order=True)
class Question:
    """Whether a sum of bases and an offset, modulo 2^32, is 0; negative as a number with a sign; or below another."""

    kind: Kind
    bases: Sum
    offset: int
    than: Sum = ()
    most: int = 0
    """Below what: a sum and an offset."""


class Unsupported(Exception):
    """What cannot be said of numbers that may be any."""


Answering: ContextVar[Callable[[Question], bool]] = ContextVar("Answering")
"""What answers questions now."""


class _Free(Unknown):
    """A number of which only its bases are known."""

    @staticmethod
    def compare(op: str, left: int, right: int, *, signed: bool) -> bool:
        """The comparison of sequence numbers, or (not signed) of amounts."""
        if not signed:
            return _compare_amounts(op, left, right)
        apart = (left - right) % MODULUS
        if op != "==" and _is("negative", apart):
            return True
        return op != "<" and _is("zero", apart)

    def __add__(self, other: int) -> int:
        return _added(self, other, 1)

    def __radd__(self, other: int) -> int:
        return _added(self, other, 1)

    def __sub__(self, other: int) -> int:
        return _added(self, other, -1)

    def __rsub__(self, other: int) -> int:
        return _added(other, self, -1)

    def __neg__(self) -> int:
        return _added(0, self, -1)

    def __le__(self, other: int) -> bool:
        raise Unsupported("a distance between unrelated numbers is kept as an amount")

    def __ge__(self, other: int) -> bool:
        raise Unsupported("a distance between unrelated numbers is kept as an amount")


class Word(_Free):
    """A number of 32 bits: bases, each so many times, plus an offset.  Equal where written equal."""

    bases: Sum
    offset: int

    def __mod__(self, modulus: int) -> int:
        return self

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Word) and _parts(self) == _parts(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((self.bases, self.offset))

    def __lt__(self, other: int) -> bool:
        """An order to sort by, which says nothing of the numbers."""
        return _parts(self) < _parts(other)

    def __gt__(self, other: int) -> bool:
        return _parts(self) > _parts(other)


class _Total(_Free):
    """Words that are added as amounts, which come round nowhere, and a plain number."""

    words: tuple[tuple[Word, int], ...]
    """Each with how often it is added."""
    more: int

    def __mod__(self, modulus: int) -> int:
        bases: dict[Base, int] = {}
        for one, times in self.words:
            for base, each in one.bases:
                bases[base] = bases.get(base, 0) + times * each
        return word(tuple(bases.items()), self.more + sum(times * one.offset for one, times in self.words))


def word(bases: Sum, offset: int) -> int:
    """The number of 32 bits; a plain one where no base is left."""
    kept = tuple(sorted((base, times) for base, times in bases if times))
    if not kept:
        return offset % MODULUS
    made = Word(0)
    made.bases, made.offset = kept, offset % MODULUS
    return made


def _added(one: int, other: int, sign: int) -> int:
    made = _Total(0)
    (words, more), (others, amount) = _amounts(one), _amounts(other)
    counted = dict(words)
    for each, times in others:
        counted[each] = counted.get(each, 0) + sign * times
    made.words = tuple((each, times) for each, times in counted.items() if times)
    made.more = more + sign * amount
    return made if made.words else made.more


def _amounts(number: int) -> tuple[tuple[tuple[Word, int], ...], int]:
    if isinstance(number, _Total):
        return number.words, number.more
    return (((number, 1),), 0) if isinstance(number, Word) else ((), int(number))


def _parts(number: int) -> tuple[Sum, int]:
    return (number.bases, number.offset) if isinstance(number, Word) else ((), int(number))


def _is(kind: Kind, apart: int) -> bool:
    if isinstance(apart, Word):
        return Answering.get()(Question(kind, apart.bases, apart.offset))
    return apart == 0 if kind == "zero" else apart >= HALF


def _compare_amounts(op: str, left: int, right: int) -> bool:
    (one, more), (other, much) = _amounts(left), _amounts(right)
    if [times for _, times in (*one, *other)] not in ([1], [1, 1]) or (len(one) == len(other) and more != much):
        raise Unsupported("distances between unrelated numbers are added up")
    left, right = (one[0][0] if one else more - much), (other[0][0] if other else much - more)
    plain = right if isinstance(left, Word) else left
    if not isinstance(plain, Word) and not 0 <= plain < MODULUS:  # on the same side of every word
        return compare(op, HALF, plain, None) if plain is right else compare(op, plain, HALF, None)
    if op == "==":
        return _is("zero", (left - right) % MODULUS)
    return _below(left, right) or (op == "<=" and _is("zero", (left - right) % MODULUS))


def _below(left: int, right: int) -> bool:
    (bases, offset), (than, most) = _parts(left), _parts(right)
    return Answering.get()(Question("below", bases, offset, than, most))
