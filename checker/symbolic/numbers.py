"""Sequence numbers of which only the distance to their base is known, modulo 2^32.

A base is an initial number that an end chooses, or a number of an old segment: any number at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

from checker.evaluate import Unknown

MODULUS = 2**32


@dataclass(frozen=True, slots=True, order=True)
class Base:
    """A number that may be any; ``shown`` is the value that a reader would like it to have."""

    name: str
    """``B's ISN``."""
    shown: int


Sum = tuple[tuple[Base, int], ...]
"""Bases, each with how often it is added."""


@dataclass(frozen=True, slots=True, order=True)
class Question:
    """Whether a sum of bases and an offset is 0, negative as a number with a sign, or without one below another."""

    kind: Literal["zero", "negative", "below"]
    bases: Sum
    offset: int
    than: Sum = ()
    most: int = 0
    """Below what, a sum and an offset."""

    def true(self, numbers: Mapping[str, int]) -> bool:
        """The answer where every base is known, by its name."""
        total = (self.offset + sum(times * numbers[base.name] for base, times in self.bases)) % MODULUS
        other = (self.most + sum(times * numbers[base.name] for base, times in self.than)) % MODULUS
        if self.kind == "below":
            return total < other
        return total == 0 if self.kind == "zero" else total >= MODULUS // 2


class Split(Exception):
    """A question that is open."""

    def __init__(self, question: Question) -> None:
        super().__init__(str(question))
        self.question = question


class Unsupported(Exception):
    """What cannot be said of numbers that may be any."""


Asked: ContextVar[Callable[[Question], bool]] = ContextVar("Asked")
"""What answers questions now: a function from a question to yes or no, which may raise Split."""


class Word(Unknown):
    """A base, or a sum of some, plus an offset.  Equal where written equal: what they are to each other is asked."""

    bases: Sum
    offset: int

    @classmethod
    def of(cls, bases: Sum, offset: int) -> int:
        """The number; a plain one where no base is left."""
        kept = tuple(sorted((base, times) for base, times in bases if times))
        if not kept:
            return offset % MODULUS
        made = cls((offset + sum(base.shown * times for base, times in kept)) % MODULUS)
        made.bases, made.offset = kept, offset % MODULUS
        return made

    def __add__(self, other: int) -> int:
        return _sum(self, other, 1)

    def __radd__(self, other: int) -> int:
        return _sum(self, other, 1)

    def __sub__(self, other: int) -> int:
        return _sum(self, other, -1)

    def __rsub__(self, other: int) -> int:
        return _sum(-self, other, 1)

    def __neg__(self) -> int:
        return Word.of(tuple((base, -times) for base, times in self.bases), -self.offset)

    def __mod__(self, modulus: int) -> int:
        return self

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Word) and (self.bases, self.offset) == (other.bases, other.offset)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((self.bases, self.offset))

    def __lt__(self, other: int) -> bool:
        """An order to sort by, which says nothing of the numbers."""
        return _parts(self) < _parts(other)

    def __gt__(self, other: int) -> bool:
        return _parts(self) > _parts(other)

    def __le__(self, other: int) -> bool:
        raise Unsupported("a distance between unrelated numbers is kept as an amount")

    def __ge__(self, other: int) -> bool:
        raise Unsupported("a distance between unrelated numbers is kept as an amount")

    @staticmethod
    def compare(op: str, left: int, right: int, *, signed: bool) -> bool:
        """The comparison, as far as it is known; what is not is asked."""
        if not signed and op != "==":
            below = _below(left, right)
            return below or (op == "<=" and _is("zero", _sum(left, right, -1)))
        apart = _sum(left, right, -1)
        if op != "==" and _is("negative", apart):
            return True
        return op != "<" and _is("zero", apart)


def _sum(one: int, other: int, sign: int) -> int:
    counted = dict(_parts(one)[0])
    for base, times in _parts(other)[0]:
        counted[base] = counted.get(base, 0) + sign * times
    return Word.of(tuple(counted.items()), _parts(one)[1] + sign * _parts(other)[1])


def _parts(number: int) -> tuple[Sum, int]:
    return (number.bases, number.offset) if isinstance(number, Word) else ((), int(number))


def _below(left: int, right: int) -> bool:
    """Amounts: without a sign."""
    (bases, offset), (than, most) = _parts(left), _parts(right)
    return Asked.get()(Question("below", bases, offset % MODULUS, than, most % MODULUS))


def _is(kind: Literal["zero", "negative"], apart: int) -> bool:
    if not isinstance(apart, Word):
        return apart % MODULUS == 0 if kind == "zero" else apart % MODULUS >= MODULUS // 2
    return Asked.get()(Question(kind, apart.bases, apart.offset))
