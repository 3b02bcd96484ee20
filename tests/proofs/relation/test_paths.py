"""An end's step as terms of the solver is the step that the reading rule takes."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, note

from checker.packed.predicates import ghosts_in
from checker.proofs.relation.paths import EndRelation, of_words
from checker.rows.configuration import frames
from checker.rows.evaluate import compare
from spec.catalogue import MODELS
from spec.notation import Model, any_of
from spec.notation.formulas_of import formulas
from tests.engines.random_settings import random
from tests.engines.random_systems import Case, cases
from tests.proofs.relation.stepping import held_to_the_rule


@random
@given(case=cases())
def test_random_machines_step_as_the_rule_says(case: Case | None) -> None:
    if case is not None:
        note(repr(case))
        ghosts = ghosts_in([formula for one in case.properties.values() for formula in formulas(one)])
        for frame in frames(case.system, ghosts).values():
            held_to_the_rule(EndRelation(frame), Random(7), 4)


@pytest.mark.parametrize("name", ["three-way", "early-close-timers", "time-wait-silent"])
def test_a_connection_steps_as_the_rule_says(name: str) -> None:
    model = MODELS[name]
    assert isinstance(model, Model)
    ghosts = ghosts_in([formula for one in model.properties.values() for formula in formulas(one)])
    for modulus in (1024, 1000):
        system = replace(model.system, modulus=modulus, at_most={})  # so that every call and timer is there
        assert sum(held_to_the_rule(EndRelation(one), Random(1), 10) for one in frames(system, ghosts).values()) > 80


def test_over_words_a_connection_steps_as_the_rule_says_with_any_number_chosen() -> None:
    model = MODELS["three-way"]
    assert isinstance(model, Model)
    isn = any_of(4_294_967_290)
    for frame in frames(replace(of_words(model.system), at_most={}, isn={"A": isn, "B": isn})).values():
        relation = EndRelation(frame)
        assert held_to_the_rule(relation, Random(2), 15) > 50
        assert {symbol.size() for var, symbol in relation.variables.items() if var.name == "ISS"} == {32}


@pytest.mark.parametrize("modulus", [1, 2, 3, 5, 6, 1024, 2**32 - 5, 2**32])
def test_numbers_of_any_modulus_are_compared_as_the_rfc_says(modulus: int) -> None:
    model = MODELS["three-way"]
    assert isinstance(model, Model)
    numbers = EndRelation(frames(replace(of_words(model.system), modulus=modulus))["A"])
    at = Random(modulus)
    ends = [0, 1, modulus // 2, (modulus + 1) // 2, modulus - 1, *(at.randrange(modulus) for _ in range(6))]
    for left in (one % modulus for one in ends):
        for right in (one % modulus for one in ends):
            for op in ("<", "<=", "=="):
                said = numbers.compared(op, numbers.number(left), numbers.number(right), seq=True)
                assert numbers.solver.is_true(numbers.solver.simplify(said)) == compare(op, left, right, modulus)
