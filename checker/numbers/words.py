"""Numbers of which only the distance to their base is known, modulo 2^32.

A base is an initial number that an end chooses, or a number of an old segment: any number at all.  What two numbers are
to each other, where their bases do not decide it, is a question, and whoever works with the numbers answers it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass

from checker.numbers.arcs import EVERY, MODULUS, Arcs, arc, has, mirrored, moved
from checker.rows.evaluate import Unknown

HALF = MODULUS // 2
ZERO: Arcs = arc(0, 1)
NEGATIVE: Arcs = arc(HALF, HALF)
"""The distances from a number to one before it (RFC 9293 3.4); 2^31 is both before and after."""


@dataclass(frozen=True, slots=True, order=True)
class Base:
    """A number that may be any; ``shown`` is the value that a reader would like it to have."""

    name: str
    """``B's ISN``."""
    shown: int


Sum = tuple[tuple[Base, int], ...]
"""Bases, each with how often it is added; of a distance the first is added."""


@dataclass(frozen=True, slots=True, order=True)
class Among:
    """Whether a sum of bases and an offset is one of these numbers, modulo 2^32."""

    bases: Sum
    offset: int
    arcs: Arcs

    @property
    def distance(self) -> tuple[Sum, Arcs]:
        """The same asked of the bases alone, in the one way to ask it."""
        return distance(self.bases, moved(self.arcs, -self.offset))


@dataclass(frozen=True, slots=True, order=True)
class Below:
    """Whether ``left + more < right`` as amounts: without a sign, and without coming round."""

    left: Sum
    begin: int
    """Added to the left sum, modulo 2^32."""
    right: Sum
    end: int
    """Added to the right sum, modulo 2^32."""
    more: int = 0

    def true(self, numbers: Mapping[Base, int]) -> bool:
        """The answer where every base is known."""
        left = (value(self.left, numbers) + self.begin) % MODULUS
        return left + self.more < (value(self.right, numbers) + self.end) % MODULUS


Question = Among | Below
Key = Sum | Below
"""What something is known of: a distance or another sum of bases, or a question that is none of one sum."""
Region = dict[Key, Arcs]
"""Of each the values that it may have: a set of choices of numbers."""


def value(bases: Sum, numbers: Mapping[Base, int]) -> int:
    """The sum where every base is known."""
    return sum(times * numbers[base] for base, times in bases) % MODULUS


class OpenQuestion(Exception):
    """A question that is open."""

    def __init__(self, question: Question) -> None:
        super().__init__(str(question))
        self.question = question


class Unsupported(Exception):
    """What cannot be said of numbers that may be any."""


Asked: ContextVar[Callable[[Question], bool]] = ContextVar("Asked")
"""What answers questions now: a function from a question to yes or no, which may raise OpenQuestion."""


class Free(Unknown):
    """A number of which not everything is known."""

    @staticmethod
    def compare(op: str, left: int, right: int, *, signed: bool) -> bool:
        """The comparison, as far as it is known; what is not is asked."""
        apart = total(left, right, -1)
        if signed or (op == "==" and apart.is_distance):
            distance = apart % MODULUS
            if op != "==" and _among(distance, NEGATIVE):
                return True
            return op != "<" and _among(distance, ZERO)
        if op == "==":
            return not _negative(apart) and not _negative(total(right, left, -1))
        return _negative(apart) if op == "<" else not _negative(total(right, left, -1))

    def __le__(self, other: int) -> bool:
        raise Unsupported("a distance between unrelated numbers is kept as an amount")

    def __ge__(self, other: int) -> bool:
        raise Unsupported("a distance between unrelated numbers is kept as an amount")

    def __add__(self, other: int) -> int:
        return total(self, other, 1)

    def __radd__(self, other: int) -> int:
        return total(self, other, 1)

    def __sub__(self, other: int) -> int:
        return total(self, other, -1)

    def __rsub__(self, other: int) -> int:
        return total(other, self, -1)

    def __neg__(self) -> int:
        return total(0, self, -1)


class Word(Free):
    """A number of 32 bits: a base, or a sum of some, plus an offset.

    Equal where written equal: what two of them are to each other is asked.
    """

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


class Total(Free):
    """Words added up as amounts, which come round nowhere, and a plain number."""

    words: tuple[tuple[Sum, int, int], ...]
    """Each: its bases, its offset, and how often it is added."""
    more: int

    @property
    def is_distance(self) -> bool:
        """Whether it is 0 exactly where it is 0 modulo 2^32: a word, or one without another."""
        times = sorted(each for _, _, each in self.words)
        return not self.more and times in ([], [1], [-1], [-1, 1])

    def __mod__(self, modulus: int) -> int:
        bases: dict[Base, int] = {}
        offset = self.more
        for parts, begin, times in self.words:
            offset += times * begin
            for base, each in parts:
                bases[base] = bases.get(base, 0) + times * each
        return Word.of(tuple(bases.items()), offset)


def total(one: int, other: int, sign: int) -> Total:
    """The one plus the other, or minus it."""
    counted: dict[tuple[Sum, int], int] = {}
    more = 0
    for number, by in ((one, 1), (other, sign)):
        words, rest = _amounts(number)
        more += by * rest
        for bases, offset, times in words:
            counted[bases, offset] = counted.get((bases, offset), 0) + by * times
    made = Total(0)
    made.words = tuple((bases, offset, times) for (bases, offset), times in counted.items() if times)
    made.more = more
    return made


def _amounts(number: int) -> tuple[tuple[tuple[Sum, int, int], ...], int]:
    if isinstance(number, Total):
        return number.words, number.more
    if isinstance(number, Word):
        return ((number.bases, number.offset, 1),), 0
    return (), int(number)


def _parts(number: int) -> tuple[Sum, int]:
    return (number.bases, number.offset) if isinstance(number, Word) else ((), int(number))


def distance(bases: Sum, arcs: Arcs) -> tuple[Sum, Arcs]:
    """A sum and the numbers that it is to be, in the one way to write it: its first base is added.

    Half the questions are the other half's, asked from the other side.
    """
    if bases[0][1] > 0:
        return bases, arcs
    return tuple((base, -times) for base, times in bases), mirrored(arcs)


def _among(number: int, arcs: Arcs) -> bool:
    if not isinstance(number, Word):
        return has(arcs, number % MODULUS)
    if arcs in ((), EVERY):
        return arcs == EVERY
    return Asked.get()(Among(number.bases, number.offset, arcs))


def _negative(amount: Total) -> bool:
    """Whether it is less than nothing."""
    times = sorted(each for _, _, each in amount.words)
    if not times:
        return amount.more < 0
    if times == [1]:
        ((bases, offset, _),) = amount.words
        return _among(Word.of(bases, offset), _up_to(-amount.more))
    if times == [-1]:
        ((bases, offset, _),) = amount.words
        return not _among(Word.of(bases, offset), _up_to(amount.more + 1))
    if times == [-1, 1]:
        (right, end, _), (left, begin, _) = sorted(amount.words, key=lambda one: one[2])
        return Asked.get()(Below(left, begin, right, end, amount.more))
    raise Unsupported("amounts of unrelated numbers are added up")


def _up_to(end: int) -> Arcs:
    """The numbers from 0 on below that."""
    return EVERY if end >= MODULUS else arc(0, max(end, 0))
