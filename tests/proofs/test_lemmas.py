"""The lemmas of every theory: what is proved and refuted, and that each of their hypotheses is needed."""

# the terms of a solver have no types
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import z3

from checker.numbers.solver import Solver
from checker.proofs.lemmas import prove
from checker.proofs.word_formulas import Words
from spec.notation import Lemma
from spec.notation.lemmas import Sort
from spec.theories import THEORIES
from tests.engines.random_settings import LONG

ASKED = [name for name in THEORIES if LONG or name != "table-6"]
"""That one takes the solver half a minute."""
GIVEN = {
    f"{theory}: {name}": lemma
    for theory in ASKED
    for name, lemma in THEORIES[theory].lemmas.items()
    if lemma.given is not None and THEORIES[theory].expect.get(name, "HOLDS") == "HOLDS"
}


@pytest.mark.agreement
@pytest.mark.parametrize("name", ASKED)
def test_a_theory_is_as_it_expects(name: str) -> None:
    theory = THEORIES[name]
    assert {one: str(answer.verdict) for one, answer in prove(theory).answers.items()} == {
        one: theory.expect.get(one, "HOLDS") for one in theory.lemmas
    }


@pytest.mark.agreement
@pytest.mark.parametrize("name", GIVEN)
def test_a_lemma_fails_without_any_one_of_its_hypotheses(name: str) -> None:
    given, refuted = read(GIVEN[name])
    assert given
    for left_out in given:
        kept = [one for one in given if one is not left_out]
        assert Solver().check([*kept, refuted]).word == "sat", f"not needed: {left_out}"


def read(lemma: Lemma) -> tuple[list[Any], Any]:
    """Each hypothesis, and that what follows is false."""
    words = Words(z3)
    symbols = {name: _symbol(name, sort) for name, sort in lemma.symbols.items()}
    assert lemma.given is not None
    return list(_parts(lemma.given(words, **symbols))), words.Not(lemma.then(words, **symbols))


def _symbol(name: str, sort: Sort) -> Any:
    if sort is Sort.RULE:
        return z3.Function(name, z3.IntSort(), z3.BoolSort())
    return z3.Int(name) if sort is Sort.INTEGER else z3.BitVec(name, 32)


def _parts(formula: Any) -> Iterator[Any]:
    if not z3.is_and(formula):
        yield formula
        return
    for part in formula.children():
        yield from _parts(part)
