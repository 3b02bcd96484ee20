"""Every claim of the five articles: its verdict follows from runs, and is the one that was worked out by hand."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

import pytest

from checker import explore
from checker.command.claims.controls import controls
from checker.command.claims.runs import Explored, Key, explored
from checker.command.claims.verdicts import Decided, decided
from checker.command.options import Limited
from checker.explaining.all_numbers import contradictions, numbers_words
from checker.numbers.exploration.conditions import Conditional, Conditions
from checker.results.answers import Answer, Verdict
from spec.articles import ARTICLES, CLAIMS, Run, Says
from spec.articles.claim import YES
from spec.articles.questions import QUESTIONS
from spec.catalogue import MODELS
from spec.notation import Change, Model, Theory
from spec.notation.invariants import Induction
from spec.theories import INDUCTIONS, THEORIES

pytestmark = pytest.mark.xdist_group("claims")  # what the runs of all claims find is worked out once
WORKED_OUT = {
    "S0": "true true false false false assuming assuming true false true false false true",
    "S1": "true true false false true true true false true true true assuming assuming true true false true",
    "S2": "true false true true true true true false true true true",
    "S3": "true true assuming true assuming false false true true true false true false false true true true true "
    "false assuming true false",
    "S4": "true true assuming false false",
}
"""The claim table, by article."""


@pytest.fixture(scope="module")
def found() -> Mapping[Key, Explored]:
    limits = argparse.Namespace(max_states=None, max_depth=None, timeout=None, memory=None, engine="auto")
    return explored(CLAIMS.values(), Limited(**vars(limits)))


@pytest.fixture(scope="module")
def results(found: Mapping[Key, Explored]) -> Mapping[str, Decided]:
    return {one.claim.id: one for one in decided(CLAIMS.values(), found)}


def test_no_claim_is_missing() -> None:
    assert list(ARTICLES) == list(WORKED_OUT)
    assert list(CLAIMS) == [
        f"{seed}.{number}" for seed, verdicts in WORKED_OUT.items() for number, _ in enumerate(verdicts.split(), 1)
    ]


def test_each_run_names_a_model_and_a_property_and_expects_what_the_model_expects() -> None:
    for claim in CLAIMS.values():
        for run in claim.runs:
            model = declared(run)
            assert (claim.id, run.property, run.verdict) == (claim.id, run.property, model.expected(run.property))


def declared(run: Run) -> Model | Theory | Induction:
    """What a run names."""
    if run.model in INDUCTIONS:
        return INDUCTIONS[run.model]
    if run.model in THEORIES:
        return THEORIES[run.model]
    one = MODELS[run.model]
    return one if isinstance(one, Model) else one(**dict(run.parameters))


def test_the_verdicts_are_those_that_were_worked_out(results: Mapping[str, Decided]) -> None:
    given: dict[str, list[str]] = {seed: [] for seed in ARTICLES}
    for one in results.values():
        given[one.claim.seed].append(one.verdict)
    assert {seed: " ".join(verdicts) for seed, verdicts in given.items()} == WORKED_OUT


def test_each_run_gives_what_its_row_says(results: Mapping[str, Decided]) -> None:
    faults = [f"{one.claim.id} {shown.run.model}: {shown.fault}" for one in results.values() for shown in one.runs]
    assert [fault for fault in faults if not fault.endswith(": ")] == []


def test_each_false_claim_has_a_run_against_it_that_the_reference_interpreter_walks(
    results: Mapping[str, Decided],
) -> None:
    for one in results.values():
        if one.verdict == "false":
            against = [shown for shown in one.runs if shown.run.supports(str(shown.answer.verdict)) is False]
            walked = [shown for shown in against if shown.answer.trace is not None and shown.retraced]
            assert walked, one.claim.id
            assert all(shown.retraced for shown in one.runs)


def test_nothing_that_decides_holds_of_nothing(results: Mapping[str, Decided]) -> None:
    answers = {shown.answer for one in results.values() for shown in one.runs}
    assert all(answer.verdict is not Verdict.VACUOUS for answer in answers)


def test_an_assumption_is_named_exactly_where_the_claim_fails_without_it(results: Mapping[str, Decided]) -> None:
    for one in results.values():
        if one.verdict == "assuming":
            assert one.claim.assumption, one.claim.id
            assert any(shown.run.lacking for shown in one.runs)


def test_each_claim_is_said_in_both_languages_and_has_a_theorem() -> None:
    for claim in CLAIMS.values():
        assert claim.english.endswith("."), claim.id
        assert claim.chinese.endswith("。"), claim.id
        assert claim.chinese.isascii() is False
        assert claim.theorem.endswith("."), claim.id
        assert claim.questions
        assert QUESTIONS.keys() >= set(claim.questions), claim.id


def test_each_claim_has_a_control_that_comes_out_otherwise() -> None:
    found = {claim.id: next(controls(claim), None) for claim in CLAIMS.values()}
    assert [name for name, control in found.items() if control is None] == []
    for control in {str(one): one for one in found.values() if one is not None}.values():
        if isinstance(control.other, Change):  # another run of the claim is held to its verdict as every run is
            assert (answer(control.run, control.other) in YES) != (control.run.verdict in YES), control


def answer(run: Run, change: Change) -> str:
    """What a run answers in a changed system."""
    model = declared(run)
    assert isinstance(model, Model)
    asked = {run.property: model.properties[run.property]}
    worlds = [change.of(world) for world in model.worlds]
    return str(explore(change.of(model.system), asked, max_states=5000, worlds=worlds).answers[run.property].verdict)


def test_no_claim_is_open(results: Mapping[str, Decided]) -> None:
    assert [name for name, one in results.items() if one.verdict == "open"] == []


def test_what_a_run_means_depends_on_what_its_property_says() -> None:
    first, second = CLAIMS["S0.11"].runs[:2]
    assert first.says is Says.CONTRARY
    assert first.supports("POSSIBLE") is False
    assert first.supports("IMPOSSIBLE") is True
    assert second.supports("NOT ESTABLISHED") is None


def test_where_numbers_matter_the_verdicts_are_for_all_of_them_or_say_for_which(found: Mapping[Key, Explored]) -> None:
    said = {
        (model, name): numbers_words(one)
        for (model, _), one_found in found.items()
        for name, one in one_found.numbers.items()
    }
    assert said["three-way", "agreement"] == "for all 2^32 numbers"
    assert said["two-way-old-syn", "not_a_ghost"] == "whatever the numbers are"
    assert said["three-way-old-syn", "not_a_ghost"] == "for all 2^32 numbers"
    assert said["reused-isn", "not_a_ghost"] == (
        "if the ACK field of an old ACK to B = B's ISN + 1: 1 choice in 2^32, near numbers keeping their distances"
    )
    assert [key for key, words in said.items() if " if " in f" {words}"] == [
        ("three-way-reopen", "was_there"),
        ("syn-unnumbered-any-ack", "was_there"),
        ("syn-numbered", "was_there"),
        ("reused-isn", "not_a_ghost"),
        ("two-way-old-data", "old_data"),
        ("three-way-old-data", "old_data"),
    ]
    assert [key for key, words in said.items() if words.endswith(")")] == []


def test_no_two_engines_disagree_of_a_models_own_numbers(found: Mapping[Key, Explored]) -> None:
    assert [one.contradictions for one in found.values() if one.contradictions] == []


def test_a_disagreement_is_a_fault_of_ours_and_said() -> None:
    answer = Answer("agreement", Verdict.VIOLATED, "both have the same numbers")
    holds = Conditional("agreement", "both have the same numbers", Verdict.HOLDS)
    numbers = Conditions((holds,), states=43, transitions=88, calls=0, seconds=0.0)
    assert contradictions({"agreement": answer}, numbers) == {
        "agreement": "the engines disagree: for all numbers it is HOLDS for all 2^32 numbers"
    }


def test_no_name_is_that_of_a_model_and_of_a_proof() -> None:
    assert [name for name in (*THEORIES, *INDUCTIONS) if name in MODELS] == []
