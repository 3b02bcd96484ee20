"""Placements in words."""

from __future__ import annotations

from checker.joining.distances import Arc, Distances, Pair, rest
from checker.joining.numbers import HALF, MODULUS, Question, Sum, Word

NAMED = 2**20
"""So near to 2^31 a number is written as a distance from it."""
FEW = 2**16
"""Gaps of so many numbers in all are excluded one by one."""


def placement_words(kept: Distances) -> tuple[str, ...]:
    """Each distance that has to be kept, in words: ``A's ISN is 17 to 2^31 - 1 after the SEQ of an old SYN to B``."""
    said = [_pair(pair, left) for pair, left in kept]
    return (*said, *(_answer(*one) for one in sorted(kept.others.items())))


def _pair(pair: Pair, left: tuple[Arc, ...]) -> str:
    one, other = pair
    gaps = _turned(rest(left))
    if len(left) == 1 and left[0][0] == left[0][1]:
        return f"{one.name} = {_sum(other.name if other else '', signed(left[0][0]))}"
    if sum(last - first + 1 for first, last in gaps) <= FEW:
        return f"{one.name} is not {' nor '.join(_between(other.name if other else '', *gap) for gap in gaps)}"
    if other is None:
        return f"{one.name} is {' or '.join(_range(*arc) for arc in left)}"
    return " or ".join(_far(one.name, other.name, first, last) for first, last in _turned(left))


def _range(first: int, last: int) -> str:
    return number(first) if first == last else f"{number(first)} to {number(last)}"


def _turned(some: tuple[Arc, ...]) -> list[Arc]:
    """The arcs with signs, one that passes 0 in one piece."""
    found = sorted(some)
    if len(found) > 1 and found[0][0] == 0 and found[-1][1] == MODULUS - 1:
        found = [(found[-1][0] - MODULUS, found[0][1]), *found[1:-1]]
    return [(a - MODULUS, b - MODULUS) if a + b > MODULUS else (a, b) for a, b in found]


def _far(one: str, other: str, first: int, last: int) -> str:
    if last <= 0 and first < last:
        return _far(other, one, -last, -first)
    if first == last:
        return f"{one} = {_sum(other, first)}"
    if first >= 0:
        return f"{one} is {_range(first, last)} after {other}"
    return f"{one} is from {number(-first)} before to {number(last)} after {other}"


def _between(other: str, first: int, last: int) -> str:
    return _sum(other, first) if first == last else f"{_sum(other, first)} to {_sum(other, last)}"


def _sum(other: str, more: int) -> str:
    if not other:
        return number(more % MODULUS)
    return f"{other} {'+' if more > 0 else '-'} {number(abs(more))}" if more else other


def number(value: int) -> str:
    """A number as a reader takes it in.

    >>> number(17), number(2**31 - 17), number(2**32 - 1)
    ('17', '2^31 - 17', '2^32 - 1')
    """
    for power in (31, 32):
        apart = value - 2**power
        if abs(apart) < NAMED:
            return f"2^{power}" + (f" {'+' if apart > 0 else '-'} {abs(apart):,}" if apart else "")
    return f"{value:,}"


def _answer(question: Question, answer: bool) -> str:
    """What is about more than two numbers, as it was asked."""
    left = sum_words(question.bases, question.offset)
    if question.kind == "below":
        return f"{left} {'<' if answer else '>='} {sum_words(question.than, question.most)} as amounts"
    if question.kind == "zero":
        return f"{left} {'=' if answer else 'is not'} 0"
    return f"{left} is {'before' if answer else 'not before'} 0"


def sum_words(bases: Sum, offset: int) -> str:
    """``A's ISN + 3``."""
    small = signed(offset)
    said = [base.name if times == 1 else f"{times} x {base.name}" for base, times in bases]
    if not said:
        return str(small)
    return " + ".join(said) + (f" {'+' if small > 0 else '-'} {abs(small)}" if small else "")


def word_words(number: int) -> str:
    """A number that is kept or carried."""
    return sum_words(number.bases, number.offset) if isinstance(number, Word) else sum_words((), number)


def signed(number: int) -> int:
    """A number of 32 bits with its sign; 2^31 has none.

    >>> signed(2**32 - 1), signed(2**31)
    (-1, 2147483648)
    """
    return number % MODULUS if number % MODULUS <= HALF else number % MODULUS - MODULUS
