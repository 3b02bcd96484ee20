"""Polynomials in p, and quotients of two of them, with exact coefficients.

:class:`Rational` is what a formula such as ``lambda p: p * (1 - p) ** 2`` makes of p where p is no number but itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import zip_longest
from typing import NoReturn

Polynomial = tuple[Fraction, ...]
"""The coefficients of 1, p, p^2, ...; the last is not 0, and the polynomial 0 has none."""
ONE: Polynomial = (Fraction(1),)
P: Polynomial = (Fraction(0), Fraction(1))
REST: Polynomial = (Fraction(1), Fraction(-1))
"""1 - p."""


def plus(one: Polynomial, other: Polynomial, times: int = 1) -> Polynomial:
    """The one, and so many times the other."""
    return _trimmed([a + times * b for a, b in zip_longest(one, other, fillvalue=Fraction(0))])


def product(one: Polynomial, other: Polynomial) -> Polynomial:
    """Their product."""
    found = [Fraction(0)] * max(len(one) + len(other) - 1, 0)
    for place, a in enumerate(one):
        for more, b in enumerate(other):
            found[place + more] += a * b
    return _trimmed(found)


def _trimmed(some: Sequence[Fraction]) -> Polynomial:
    last = max((place for place, one in enumerate(some) if one), default=-1)
    return tuple(some[: last + 1])


def _divided(one: Polynomial, by: Polynomial) -> tuple[Polynomial, Polynomial]:
    """The quotient and what is left."""
    found: Polynomial = ()
    while len(one) >= len(by):
        step = (*[Fraction(0)] * (len(one) - len(by)), one[-1] / by[-1])
        found, one = plus(found, step), plus(one, product(by, step), -1)
    return found, one


def _common(one: Polynomial, other: Polynomial) -> Polynomial:
    """The greatest polynomial that divides both (Euclid)."""
    while other:
        one, other = other, _divided(one, other)[1]
    return one


class Rational:
    """A quotient of two polynomials in p, written in one way: in lowest terms, the least coefficient below being 1."""

    def __init__(self, above: Polynomial, below: Polynomial = ONE) -> None:
        if not below:
            raise ZeroDivisionError("it is divided by 0 for every p")
        common = _common(above, below)
        above, below = _divided(above, common)[0], _divided(below, common)[0]
        least = next(one for one in below if one)
        self.above, self.below = (tuple(one / least for one in some) for some in (above, below))

    @staticmethod
    def of(value: object) -> Rational:
        """A whole number, a fraction or a quotient; TypeError for anything else, which would not be exact."""
        if isinstance(value, Rational):
            return value
        if isinstance(value, int | Fraction):
            return Rational(_trimmed([Fraction(value)]))
        raise TypeError(f"{value!r} is not exact: write a fraction, such as Fraction(1, 2)")

    def at(self, p: Fraction) -> Fraction:
        """Its value for one p; ZeroDivisionError where it has none."""
        above, below = (sum((one * p**place for place, one in enumerate(some)), Fraction()) for some in self._parts())
        return above / below

    def _parts(self) -> tuple[Polynomial, Polynomial]:
        return self.above, self.below

    def same(self, other: Rational) -> bool:
        """Whether they are the same for every p."""
        return self._parts() == other._parts()

    def __add__(self, other: object) -> Rational:
        more = Rational.of(other)
        above = plus(product(self.above, more.below), product(more.above, self.below))
        return Rational(above, product(self.below, more.below))

    def __mul__(self, other: object) -> Rational:
        more = Rational.of(other)
        return Rational(product(self.above, more.above), product(self.below, more.below))

    def __neg__(self) -> Rational:
        return self * -1

    def __sub__(self, other: object) -> Rational:
        return self + -Rational.of(other)

    def __rsub__(self, other: object) -> Rational:
        return Rational.of(other) + -self

    def __truediv__(self, other: object) -> Rational:
        more = Rational.of(other)
        return self * Rational(more.below, more.above)

    def __rtruediv__(self, other: object) -> Rational:
        return Rational.of(other) / self

    def __pow__(self, times: object) -> Rational:
        if not isinstance(times, int):
            raise TypeError(f"p ** {times!r}: the exponent is a whole number")
        found = Rational.of(1)
        for _ in range(abs(times)):
            found = found * self
        return found if times >= 0 else 1 / found

    __radd__ = __add__
    __rmul__ = __mul__

    def _asked(self, *_: object) -> NoReturn:
        raise TypeError("it asks what p is: one formula is for every p")

    __bool__ = __lt__ = __le__ = __gt__ = __ge__ = __eq__ = __ne__ = __float__ = __int__ = __abs__ = _asked

    def __str__(self) -> str:
        """As a reader takes it in.

        >>> p = Rational(P)
        >>> print(p * (1 - p) ** 2, "and", (1 + p * p) / (1 + p), "and", 3 * p - p ** 3 / 2)
        p (1 - p)^2 and (1 + p^2) / (1 + p) and (3 - 1/2 p^2) p
        """
        above = _factors(self.above)
        if self.below == ONE:
            return above if above != "(1 - p)" else "1 - p"
        return f"{_bracketed(above)} / {_bracketed(_factors(self.below))}"


def _factors(some: Polynomial) -> str:
    """As a product of powers of p and of 1 - p, and what is left."""
    said = list[str]()
    for factor, name in ((P, "p"), (REST, "(1 - p)")):
        power = 0
        while len(some) > 1 and not (parts := _divided(some, factor))[1]:
            some, power = parts[0], power + 1
        said += [] if not power else [name if power == 1 else f"{name}^{power}"]
    if some == ONE and said:
        return " ".join(said)
    rest = _sum(some)
    return " ".join([rest if len(some) == 1 or not said else f"({rest})", *said])


def _sum(some: Polynomial) -> str:
    text = ""
    for place, one in enumerate(some):
        if one:
            sign = (" - " if one < 0 else " + ") if text else ("-" if one < 0 else "")
            text += sign + _term(abs(one), _power(place))
    return text or "0"


def _term(size: Fraction, power: str) -> str:
    return power if power and size == 1 else f"{size} {power}".rstrip()


def _power(place: int) -> str:
    return "" if not place else "p" if place == 1 else f"p^{place}"


def _bracketed(text: str) -> str:
    return f"({text})" if " " in text else text
