"""Chances are compared as polynomials: a formula holds for every p, or the true one is said."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from checker.results.answers import Answer, Verdict
from checker.verdicts.exploring import explore
from checker.verdicts.rational import Rational
from spec.generals.knowledge import after
from spec.generals.models import generals_chance
from spec.notation import Chance, SpecError


def asked(equals: Callable[[Any], Any], arrived: int = 1, messages: int = 1) -> Answer:
    chance = Chance("so probable", after(arrived), equals)
    return explore(generals_chance(N=messages).system, {"chance": chance}).answers["chance"]


@pytest.mark.parametrize("degree", range(3, 12))
def test_a_formula_that_is_right_at_many_places_and_wrong_elsewhere_is_refuted(degree: int) -> None:
    def equals(p: Fraction) -> Fraction:
        right = 1 - p
        for _ in range(degree):
            right += 0
        zero = Fraction(1)
        for place in range(degree):
            zero *= p - Fraction(place, degree)
        return right + zero

    answer = asked(equals)
    assert answer.verdict is Verdict.VIOLATED
    assert answer.why == "it is 1 - p"


def test_the_true_formula_is_said() -> None:
    assert asked(lambda p: p**2, 2, 3).why == "it is p (1 - p)^2"
    assert asked(lambda p: 1 - (1 - (1 - p)) ** 2, 2, 3).verdict is Verdict.VIOLATED


def test_the_same_formula_written_otherwise_holds() -> None:
    assert asked(lambda p: p - 2 * p**2 + p**3, 2, 3).verdict is Verdict.HOLDS
    assert asked(lambda p: p / (1 / (1 - p)) * (1 - p), 2, 3).verdict is Verdict.HOLDS


NO_FORMULAS: list[tuple[Callable[[Any], Any], str]] = [
    (lambda p: 0.5 * p, "0.5 is not exact: write a fraction, such as Fraction(1, 2)"),
    (lambda p: p if p < 1 else 1, "it asks what p is: one formula is for every p"),
    (lambda p: p ** Fraction(1, 2), "p ** Fraction(1, 2): the exponent is a whole number"),
    (lambda p: 1 / (p - p), "it is divided by 0 for every p"),
    (lambda p: "p", "'p' is not exact: write a fraction, such as Fraction(1, 2)"),
]


@pytest.mark.parametrize(("equals", "why"), NO_FORMULAS)
def test_what_is_no_formula_in_p_is_refused(equals: Callable[[Any], Any], why: str) -> None:
    with pytest.raises(SpecError) as refused:
        asked(equals)
    assert f"equals=... is no formula in p ({why}): write it with p, whole numbers, fractions" in str(refused.value)


def test_a_quotient_is_in_lowest_terms() -> None:
    p = Rational.of(Fraction(1, 2)) + Rational((Fraction(0), Fraction(1)))
    assert str((p * p) / p) == "1/2 + p"
    assert str(0 * p) == "0"
    assert str(-p) == "-1/2 - p"
