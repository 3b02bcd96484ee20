"""All 2^32 numbers, one placement after the other."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest

from checker.joining.everywhere import Everywhere, everywhere
from checker.joining.lemma import joined
from checker.joining.numbers import MODULUS
from checker.joining.placement import with_numbers
from checker.joining.words import placement_words
from checker.verdicts.exploring import explore
from spec.catalogue import MODELS
from spec.notation import Model
from tests.joining.placing import EDGES, keeps


def model(name: str) -> Model:
    one = MODELS[name]
    return one if isinstance(one, Model) else one()


def searched(name: str, seconds: float = 600.0) -> Everywhere:
    asked = model(name)
    found = explore(asked)
    return everywhere(asked, found, joined(found), seconds=seconds)


def conditions(every: Everywhere, name: str) -> Mapping[str, list[str]]:
    return {
        str(verdict): [" and ".join(placement_words(way)) for way in ways]
        for verdict, ways in every.verdicts(name).items()
    }


def test_one_message_is_enough_only_for_the_number_that_nobody_has_chosen() -> None:
    every = searched("one-way-fifo")
    assert (len(every.regions), every.cut) == (2, "")
    assert conditions(every, "agreement") == {"VIOLATED": ["B's ISN is not 0"], "HOLDS": []}


def test_a_forged_reset_is_told_from_others_by_its_number_alone() -> None:
    every = searched("attacker-reset")
    assert every.cut == ""
    assert conditions(every, "b_gone") == {
        "POSSIBLE": ["the SEQ of a forged RST to B = A's ISN + 1"],
        "IMPOSSIBLE": [],
    }


def test_a_verdict_that_is_the_same_everywhere_needs_no_condition() -> None:
    every = searched("two-way-old-syn")
    assert every.cut == ""
    assert len(every.regions) > 5
    assert conditions(every, "not_a_ghost") == {"VIOLATED": []}


def test_a_bound_of_time_leaves_placements_that_were_not_searched() -> None:
    every = searched("three-way-old-syn", seconds=1e-9)
    assert (every.cut, len(every.regions)) == ("the bound of 1e-09 s", 1)
    assert conditions(every, "agreement") == {"HOLDS": []}


@pytest.mark.parametrize("name", ["one-way", "attacker-reset", "two-way-remembering"])
def test_any_numbers_lie_in_one_placement_and_their_own_search_agrees_with_it(name: str) -> None:
    asked, every, random = model(name), searched(name), Random(11)
    bases = list(every.regions[0].numbers)
    for _ in range(25):
        numbers = {base: random.choice([random.randrange(MODULUS), *EDGES]) for base in bases}
        if random.random() < 0.7:
            near = random.choice(bases)
            numbers[near] = (numbers[random.choice(bases)] + random.randrange(-18, 19)) % MODULUS
        regions = [region for region in every.regions if keeps(region.kept.assumed(), numbers)]
        assert len(regions) == 1
        found = explore(with_numbers(asked.system, numbers), asked.properties)
        assert {one: answer.verdict for one, answer in found.answers.items()} == regions[0].verdicts
