"""For which of all 2^32 numbers a search speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest

from checker.numbers.free_numbers import with_numbers
from checker.numbers.regions import Regions
from checker.numbers.transfer.least_modulus import least_modulus
from checker.numbers.transfer.to_all_numbers import Free, Transfer, transferred
from checker.reference.interpreter import Interpreter, Move
from checker.results.answers import Verdict
from checker.results.runs import Step, Trace
from checker.verdicts.exploration import Exploration
from checker.verdicts.exploring import explore
from spec.catalogue import MODELS
from spec.lossy.models import agreement, lossy
from spec.notation import LOSSY, Model, System, fresh
from tests.numbers.agreement import counted, verdicts
from tests.numbers.drawing import choices
from tests.numbers.transfer.small import DATA, Chooses, Counts, Follows, Window, never_ahead, takes_nothing

WORDS = 2**32


def same(found: Exploration, lemma: Transfer, other: Exploration) -> None:
    """AssertionError unless the other search found what is said of all numbers."""
    assert verdicts(other) == verdicts(found)
    assert lemma.may_merge or counted(other) == counted(found)


def searched(name: str) -> tuple[Model, Exploration, Transfer]:
    one = MODELS[name]
    model = one if isinstance(one, Model) else one()
    found = explore(model)
    return model, found, transferred(found)


def numbered(model: Model, numbers: Mapping[str, int]) -> System:
    free = Free(model.system, model.worlds)
    return with_numbers(free.system, {base: numbers[base.name] for base in free.bases.all()})


def test_the_three_way_handshake_depends_on_no_number_and_needs_no_solver() -> None:
    _, _, lemma = searched("three-way")
    assert lemma.covered
    assert lemma.words() == []
    assert lemma.comparisons == 0
    assert [base.name for base in lemma.bases.all()] == ["A's ISN", "B's ISN", "B's second ISN"]


def test_an_old_syn_is_found_to_be_near_to_the_new_one() -> None:
    _, _, lemma = searched("three-way-old-syn")
    assert lemma.words() == [
        "B's second ISN is 1 to 2^31 - 2 after B's ISN",
        "the SEQ field of an old SYN to B is one of A's ISN - 16 to A's ISN - 2",
    ]


def test_an_old_ack_that_acknowledges_the_number_chosen_now_is_an_equality_to_keep() -> None:
    _, _, lemma = searched("reused-isn")
    assert lemma.words() == [
        "the ACK field of an old ACK to B = B's ISN + 1",
        "the SEQ field of an old SYN to B is one of A's ISN - 15 to A's ISN - 2",
    ]


def test_a_number_that_a_property_writes_out_has_to_be_that_number() -> None:
    _, _, lemma = searched("two-way-knows")
    assert lemma.words() == ["A's ISN = 100", "B's ISN = 300"]


@pytest.mark.parametrize(
    "name",
    [
        "three-way-reopen",
        "three-way-old-syn",
        "reused-isn",
        "simultaneous-fifo",
        "opening-closing",
        "text-is-live-bag",
        "old-segments",
        "incarnations-fresh",
        "attacker-syn-beyond-793",
        "syn-unnumbered",
        "who-knows",
        "generals-know",
        "s2-closing",
    ],
)
def test_a_search_over_32_bits_finds_the_same_for_the_numbers_that_keep_their_distances(name: str) -> None:
    model, found, _ = searched(name)
    regions = Regions()
    lemma = transferred(found, regions=regions)
    assert lemma.covered
    free = Free(model.system, model.worlds)
    for numbers in choices(lemma, regions, Random(3), 2):
        worlds = [with_numbers(world, numbers) for world in free.worlds]
        same(found, lemma, explore(with_numbers(free.system, numbers), model.properties, worlds=worlds))


def test_with_numbers_that_do_not_keep_their_distances_the_verdict_is_another() -> None:
    model, found, _ = searched("one-way-fifo")
    assert found.answers["agreement"].verdict is Verdict.VIOLATED
    other = explore(numbered(model, {"A's ISN": 100, "B's ISN": 0, "B's second ISN": 400}), model.properties)
    assert other.answers["agreement"].verdict is Verdict.HOLDS


def test_two_states_that_some_numbers_make_one_change_no_verdict() -> None:
    model, found, lemma = searched("opening-closing")
    assert lemma.may_merge
    assert lemma.words() == ["B's ISN is none of 2^31 - 2 to 2^32 - 2"]
    other = explore(numbered(model, {"A's ISN": 5, "B's ISN": 0, "B's second ISN": WORDS - 1}), model.properties)
    same(found, lemma, other)
    assert (found.states, other.states) == (12_424, 12_349)


def test_numbers_that_come_round_speak_for_nothing_but_themselves() -> None:
    model = lossy(M=2, OPENS=2)
    found = explore(model)
    lemma = transferred(found)
    assert not lemma.covered
    assert lemma.why == "B.siss takes 1 and 3, which are one number modulo 2 and two of 32 bits"
    assert found.violates(agreement, steps=17)
    trace = found.trace(agreement)
    assert followed(replace(model.system, modulus=WORDS), trace, modulus=2) == 16


def followed(system: System, trace: Trace, modulus: int) -> int:
    """How many steps of a run can be taken in a larger number space, its numbers being the same modulo the smaller."""
    interpreter = Interpreter(system)
    standing = {interpreter.start()}
    for taken, step in enumerate(trace.steps):
        every = [
            move for one in standing for move in interpreter.moves(one) if looks_like(interpreter, move, step, modulus)
        ]
        standing = {move.after for move in every if move.after is not None}
        if not standing:
            return taken
    return len(trace.steps)


def looks_like(interpreter: Interpreter, move: Move, step: Step, modulus: int) -> bool:
    fired = [row.name for row in move.fired] == [row.name for row in step.rows]
    if not fired or (move.action, move.end, move.event) != (step.action, step.end, step.event):
        return False
    if move.message is None or step.packet is None:
        return True
    kind = interpreter.frames[move.end].kinds[move.message.kind]
    fields = {field.name: value % modulus for field, value in zip(kind.fields, move.message.values, strict=True)}
    return kind.text(fields) == step.packet.text


def test_no_modulus_will_do_for_an_end_that_counts_without_end() -> None:
    model = lossy(M=2, OPENS=1)
    assert str(least_modulus(model.system, model.properties)).startswith("no modulus up to ")


@pytest.mark.parametrize(("modulus", "verdict"), [(5, "VIOLATED"), (6, "VIOLATED"), (7, "HOLDS"), (8, "HOLDS")])
def test_seven_numbers_are_the_fewest_in_which_three_steps_compare_as_they_do_in_32_bits(
    modulus: int, verdict: str
) -> None:
    found = explore(System(Counts, Follows, LOSSY, modulus=modulus), {"never_ahead": never_ahead})
    assert found.states == 49
    assert str(found.answers["never_ahead"].verdict) == verdict
    assert transferred(found).covered is (verdict == "HOLDS")


def test_the_least_modulus_is_found_by_trying() -> None:
    least = least_modulus(System(Counts, Follows, LOSSY, modulus=2), {"never_ahead": never_ahead})
    assert str(least) == "the least modulus that would do is 7"


def windowed(window: int, number: int, old: int, modulus: int = WORDS) -> System:
    return System(
        Chooses,
        Window,
        LOSSY,
        in_flight=(DATA.flying("B", seq=old),),
        modulus=modulus,
        isn={"A": fresh(number), "B": fresh(0)},
        params={"WINDOW": window},
    )


@pytest.mark.parametrize("number", [0, 1, 77, 2**31 - 1, 2**31, WORDS - 2, WORDS - 1])
@pytest.mark.parametrize(
    ("window", "apart", "keeps"),
    [
        (0, 5, "the seq field of an old DATA to B is not A's ISN"),
        (1, 1, "the seq field of an old DATA to B = A's ISN + 1"),
        (1, 2, "the seq field of an old DATA to B is none of A's ISN - 1 to A's ISN + 1"),
        (2**31, 5, "the seq field of an old DATA to B is A's ISN + 1 or after it"),
        (2**31, 2**31, "the seq field of an old DATA to B = A's ISN + 2^31"),
        (2**31, 2**31 + 1, "the seq field of an old DATA to B is before A's ISN"),
    ],
)
def test_a_window_is_found_to_its_last_number_wherever_it_stands(
    window: int, apart: int, keeps: str, number: int
) -> None:
    system = windowed(window, number, (number + apart) % WORDS)
    found = explore(system, {"takes_nothing": takes_nothing})
    lemma = transferred(found)
    assert lemma.words() == [keeps]


@pytest.mark.parametrize("window", [0, 1, 2, 2**31])
@pytest.mark.parametrize("number", [0, 2**31 - 1, WORDS - 1])
def test_one_number_beyond_the_window_the_verdict_is_another(window: int, number: int) -> None:
    inside, beyond = (windowed(window, number, (number + apart) % WORDS) for apart in (window, window + 1))
    found, other = (explore(one, {"takes_nothing": takes_nothing}) for one in (inside, beyond))
    if window:
        assert found.violates("takes_nothing")
    assert not other.violates("takes_nothing")


def test_a_window_wider_than_the_number_space_of_a_search_is_not_what_it_is_over_32_bits() -> None:
    lemma = transferred(explore(windowed(2**31, 100, 90, 1024), {"takes_nothing": takes_nothing}))
    assert not lemma.covered
