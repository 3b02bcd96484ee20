"""Disciplines of initial numbers: what they say, under which of them a property holds, and which are refused."""

from __future__ import annotations

import pytest

from checker.numbers.assumptions import Contradiction
from checker.numbers.exploration.conditions import Conditions, askable, conditions
from checker.results.answers import Verdict
from spec.catalogue import MODELS
from spec.notation import FALSE, ISN, Assumption, Model, SpecError, assuming
from spec.notation.models import Parametric
from spec.tcp.disciplines import CLOCK_DRIVEN, DISCIPLINES, NO_OLD_ACK, NOT_REPEATED
from spec.tcp.variables import ISS, SEG


def found(name: str, *given: Assumption) -> Conditions:
    model = MODELS[name]
    assert isinstance(model, Model)
    return conditions(model.system, askable(model.properties), given={one.about: one for one in given})


@pytest.mark.parametrize("name", ["clock-driven", "not-repeated", "no-old-ack"])
def test_three_messages_are_enough_under_each_discipline_where_an_isn_may_come_again(name: str) -> None:
    without, under = found("reused-isn"), found("reused-isn", DISCIPLINES[name])
    assert without["not_a_ghost"].verdict is Verdict.VIOLATED
    assert under["not_a_ghost"].verdict is Verdict.HOLDS
    assert under["b_established"].verdict is Verdict.POSSIBLE


def test_a_clock_leaves_out_old_numbers_that_lie_ahead() -> None:
    assert found("three-way-old-syn", CLOCK_DRIVEN).states < found("three-way-old-syn").states


DECLARED = [
    ("reused-isn", "clock-driven"),
    ("reused-isn", "not-repeated"),
    ("reused-isn", "no-old-ack"),
    ("old-syn-to-a", "clock-driven"),
    ("strange-segments", "clock-driven"),
    ("strange-segments-to-a", "clock-driven"),
    ("incarnations-fresh", "clock-ahead"),
    ("crash-quiet", "clock-ahead"),
    ("crash-keeps-numbers", "clock-driven"),
    ("syn-numbered", "clock-driven"),
    ("syn-numbered", "not-repeated"),
]


def test_these_models_declare_their_disciplines() -> None:
    models = {name: one for name, one in MODELS.items() if isinstance(one, Model)}
    assert [(name, given) for name, one in models.items() for given in one.assuming] == DECLARED


@pytest.mark.parametrize(("name", "given"), DECLARED)
def test_under_its_discipline_a_model_holds_for_all_numbers_that_are_left(name: str, given: str) -> None:
    model = MODELS[name]
    assert isinstance(model, Model)
    answers = conditions(model.system, askable(model.properties), given={given: model.assuming[given]}).answers
    assert all(one.verdict in (Verdict.HOLDS, Verdict.POSSIBLE) and not one.conditions for one in answers), answers


def test_conditions_do_not_repeat_what_is_assumed() -> None:
    above = assuming("the old SYN lies ahead of A's ISN", ISN.THEIRS < SEG.SEQ)
    (once,) = found("reused-isn", above)["not_a_ghost"].conditions
    assert once == "the ACK field of an old ACK to B = B's ISN + 1: 1 choice in 2^32"


def test_earlier_numbers_are_those_that_the_end_chose_before() -> None:
    reopen = MODELS["three-way-reopen"]
    assert isinstance(reopen, Parametric)
    asked = {"was_there": askable(reopen().properties)["was_there"]}
    (without,) = conditions(reopen().system, asked).answers
    assert without.conditions == (
        "B's second ISN = B's ISN and A's second ISN is one of A's ISN - 15 to A's ISN - 1 or of A's ISN + 1 to "
        "A's ISN + 15: 30 choices in 2^64",
    )
    (under,) = conditions(reopen().system, asked, given={"not-repeated": NOT_REPEATED}).answers
    assert under.verdict is Verdict.HOLDS


def test_an_assumption_that_contradicts_itself_is_refused() -> None:
    never = assuming("never", (SEG.ACK != ISN.OURS + 1) & (SEG.ACK == ISN.OURS + 1))
    with pytest.raises(Contradiction, match="no numbers are left under 'never': it contradicts itself"):
        found("reused-isn", never)
    with pytest.raises(Contradiction, match="no numbers are left"):
        found("reused-isn", assuming("quiet time was kept: no old segment is left", FALSE))


def test_two_assumptions_that_contradict_each_other_are_refused() -> None:
    only = assuming("every old ACK acknowledges the new ISN", SEG.ACK == ISN.OURS + 1)
    with pytest.raises(Contradiction, match="or the numbers that the model has at the start"):
        found("reused-isn", NO_OLD_ACK, only)


def test_a_comparison_of_numbers_of_two_spaces_is_refused_where_it_is_written() -> None:
    with pytest.raises(SpecError, match=r"test_assuming.py:\d+: 'SEG.ACK' counts our octets, 'ISN.THEIRS' counts"):
        assuming("mixed up", SEG.ACK < ISN.THEIRS)  # type: ignore[arg-type,operator]  # pyright: ignore


def test_an_assumption_speaks_of_numbers_alone() -> None:
    with pytest.raises(SpecError, match=r"asks for ISS: it may speak of the fields of an old segment, and of ISN.OURS"):
        assuming("its own variable", SEG.ACK == ISS)


def test_a_model_declares_the_disciplines_under_which_it_holds() -> None:
    model = MODELS["reused-isn"]
    assert isinstance(model, Model)
    assert list(model.assuming) == ["clock-driven", "not-repeated", "no-old-ack"]
    with pytest.raises(SpecError, match=r"assuming\['x'\] is 3: give an assumption"):
        Model(model.system, {}, assuming={"x": 3})  # type: ignore[dict-item]  # pyright: ignore


def test_not_repeated_says_nothing_of_an_ack_that_an_old_syn_does_not_carry() -> None:
    assert found("three-way-old-syn", NOT_REPEATED)["agreement"].verdict is Verdict.HOLDS
