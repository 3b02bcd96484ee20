"""All 2^32 numbers: all at once, or one choice of numbers after the other."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest

from checker.numbers.arcs import MODULUS
from checker.numbers.free_numbers import with_numbers
from checker.numbers.transfer.all_choices import AllChoices, all_choices
from checker.numbers.transfer.to_all_numbers import Free, transferred
from checker.numbers.verdicts import for_all_numbers
from checker.numbers.wording import tied_words
from checker.results.answers import Verdict
from checker.search.clock import Clock
from checker.verdicts.exploring import explore
from spec.catalogue import MODELS
from spec.notation import Model, System, fresh
from spec.tcp.properties.opening import not_a_ghost
from spec.tcp.systems import opening
from spec.tcp.variables import ACK, SYN, segment
from tests.numbers.drawing import EDGES


def model(name: str) -> Model:
    one = MODELS[name]
    return one if isinstance(one, Model) else one()


def searched(name: str) -> AllChoices:
    found = explore(model(name))
    return all_choices(found, found.properties, Clock())


def verdicts(every: AllChoices, name: str) -> Mapping[str, list[str]]:
    return {str(verdict): every.words(ways) for verdict, ways in every.verdicts(name).items()}


def test_one_message_is_enough_only_for_the_number_that_nobody_has_chosen() -> None:
    every = searched("one-way-fifo")
    assert (len(every.searched), every.cut) == (2, "")
    assert verdicts(every, "agreement") == {"VIOLATED": ["B's ISN is not 0"], "HOLDS": []}


def test_a_forged_reset_is_told_from_others_by_its_number_alone() -> None:
    every = searched("attacker-reset")
    assert every.cut == ""
    assert verdicts(every, "b_gone") == {
        "POSSIBLE": ["the SEQ field of a forged RST to B = A's ISN + 1: 1 choice in 2^32"],
        "IMPOSSIBLE": [],
    }


def test_a_verdict_that_is_the_same_everywhere_needs_no_condition() -> None:
    every = searched("two-way-old-syn")
    assert every.cut == ""
    assert len(every.searched) > 5
    assert verdicts(every, "not_a_ghost") == {"VIOLATED": []}


def test_a_bound_of_time_leaves_choices_that_were_not_searched() -> None:
    found = explore(model("three-way-old-syn"))
    every = all_choices(found, found.properties, Clock(deadline=0.0, why="the bound of 0 s"))
    assert (every.cut, len(every.searched)) == ("the bound of 0 s", 0)
    assert verdicts(every, "agreement") == {}


@pytest.mark.parametrize("name", ["one-way", "attacker-reset", "two-way-remembering"])
def test_any_numbers_lie_in_one_region_and_their_own_search_agrees_with_it(name: str) -> None:
    asked, every, random = model(name), searched(name), Random(11)
    free = Free(asked.system, asked.worlds)
    bases = free.bases.all()
    for _ in range(25):
        numbers = {base: random.choice([random.randrange(MODULUS), *EDGES]) for base in bases}
        if random.random() < 0.7:
            near = random.choice(bases)
            numbers[near] = (numbers[random.choice(bases)] + random.randrange(-18, 19)) % MODULUS
        here = [one for one in every.searched if every.regions.holds(one.region, numbers)]
        assert here
        found = explore(with_numbers(free.system, numbers), asked.properties)
        for one in here:
            assert {name: answer.verdict for name, answer in found.answers.items()} == one.verdicts


PAIR = "the ACK field of an old ACK to B = B's ISN + 1"


def ghost(seq: int, isn: int) -> System:
    """An old SYN 90, and an old ACK of B's new number with that SEQ."""
    in_flight = (segment("B", SEQ=90, CTL=SYN), segment("B", SEQ=seq, ACK=301, CTL=ACK))
    return opening(in_flight=in_flight, isn={"A": fresh(isn), "B": fresh(300)})


@pytest.mark.parametrize("seq", [106, 120])
@pytest.mark.parametrize("isn", [100, 400])
def test_numbers_that_a_model_writes_far_apart_may_be_at_any_distance(seq: int, isn: int) -> None:
    found = explore(ghost(seq, isn), {"not_a_ghost": not_a_ghost})
    assert for_all_numbers(found).verdicts("not_a_ghost") == {
        Verdict.VIOLATED: (
            f"{PAIR} and the SEQ field of an old ACK to B is one of the SEQ field of an old SYN to B + 1 to "
            "the SEQ field of an old SYN to B + 16: 16 choices in 2^64",
        )
    }
    assert transferred(found).bases.tied == {}


@pytest.mark.parametrize("isn", [100, 400, 900])
def test_numbers_that_a_model_writes_close_together_are_said_to_be_tied(isn: int) -> None:
    found = explore(ghost(91, isn), {"not_a_ghost": not_a_ghost})
    assert for_all_numbers(found).verdicts("not_a_ghost") == {Verdict.VIOLATED: (f"{PAIR}: 1 choice in 2^32",)}
    assert tied_words(transferred(found).bases.tied) == [
        "the SEQ field of an old SYN to B + 1 = the SEQ field of an old ACK to B",
    ]
