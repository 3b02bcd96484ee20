"""The symbolic explorer, held to the literal one: the same numbers, on models and on random machines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, note, settings

from checker.numbers.exploration.channel_reductions import forgiving
from checker.numbers.exploration.conditions import askable, conditions
from checker.numbers.exploration.explorer import explore
from checker.numbers.weakest import covered
from checker.numbers.words import Unsupported
from spec.catalogue import MODELS
from spec.notation import LOSSY_BAG, Always, Model, SpecError, System
from spec.notation.channels import Store
from spec.notation.formulas import Bool
from spec.notation.nodes import ENDS
from spec.tcp.variables import RETRANSMIT
from tests.engines.random_settings import LONG, MACHINES, random
from tests.engines.random_systems import Case
from tests.numbers.exploration.literal_explorer import Literal
from tests.numbers.number_machines import number_cases

MOST = 300
some = settings(random, max_examples=MACHINES if LONG else 25)
"""The literal explorer is slow."""


def shows(case: System, asked: Bool, literal: Literal) -> None:
    """AssertionError unless both find the formula true for the same numbers."""
    found = explore(case, [asked])
    regions = found.regions
    ours = [one.region for one in found.where(asked)]
    theirs = [regions.of(literal.regions.known[one]) for one in literal.where(asked)]
    assert all(covered(regions, one, ours) for one in theirs), "the literal explorer finds more"
    assert all(covered(regions, one, theirs) for one in ours), "the literal explorer finds less"


@pytest.mark.parametrize("name", ["one-way", "two-way-old-syn", "three-way", "attacker-reset-793", "syn-numbered"])
def test_a_model_has_the_conditions_that_the_literal_explorer_finds(name: str) -> None:
    model = MODELS[name]
    assert isinstance(model, Model)
    once = replace(model.system, at_most={**model.system.at_most, RETRANSMIT: 0})
    if any(once.way(end).capacity is None for end in ENDS) and not once.attackers():
        once = replace(once, channel=LOSSY_BAG.holding(2))
    for one in askable(model.properties).values():
        asked = ~one.formula if isinstance(one, Always) else one.formula
        literal = Literal(once, [asked], 20_000)
        assert literal.complete
        shows(once, asked, literal)


@some
@given(number_cases())
def test_a_random_machine_has_the_conditions_that_the_literal_explorer_finds(case: Case | None) -> None:
    if case is None or any(
        case.system.way(end).store is Store.SET and not forgiving(case.system.way(end)) for end in ENDS
    ):
        return  # two copies that are equal are one in such a set: the literal one does not ask whether they are
    note(repr(case))
    for one in askable(case.properties).values():
        asked = ~one.formula if isinstance(one, Always) else one.formula
        try:
            if not conditions(case.system, {"asked": one}, MOST).complete:
                return
            literal = Literal(case.system, [asked], MOST)
            if literal.complete:
                shows(case.system, asked, literal)
        except (SpecError, Unsupported):
            return
