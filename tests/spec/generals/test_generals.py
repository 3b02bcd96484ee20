"""N messages, every rule to decide by, and the argument for all N held to the model."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.packed.predicates import predicate
from checker.proofs.lemmas import prove
from checker.results.answers import Verdict
from checker.verdicts.chance import Chances
from checker.verdicts.exploring import explore
from checker.verdicts.rational import Rational
from spec.generals.argument import heard_a, heard_b, no_common_knowledge
from spec.generals.knowledge import after
from spec.generals.models import generals_chance, generals_know, generals_rule
from spec.generals.protocol import heard
from spec.notation import A, B

EVERY_N = range(1, 9)


@pytest.mark.parametrize("n", EVERY_N)
def test_the_rules_that_never_disagree_are_those_that_never_decide(n: int) -> None:
    rules = {(i, j) for i in range(9) for j in range(9)}
    found = {(i, j): explore(generals_rule(N=n, I=i, J=j)).answers["together"].verdict for i, j in rules}
    agreeing = {rule for rule, verdict in found.items() if verdict is not Verdict.VIOLATED}
    assert agreeing == {(i, j) for i, j in rules if i > n // 2 and j > (n + 1) // 2}
    assert {found[rule] for rule in agreeing} == {Verdict.VACUOUS}


@pytest.mark.parametrize("n", EVERY_N)
def test_each_message_is_one_depth_and_none_gives_common_knowledge(n: int) -> None:
    answers = explore(generals_know(N=n)).answers
    assert {name: str(one.verdict) for name, one in answers.items()} == {
        "as_deep": "HOLDS",
        "no_deeper": "HOLDS",
        "common": "IMPOSSIBLE",
        "all_there": "POSSIBLE",
    }


@pytest.mark.parametrize("n", EVERY_N)
def test_what_the_argument_says_that_a_general_has_heard_is_what_he_has_heard(n: int) -> None:
    found = explore(generals_know(N=n))
    for arrived in range(n + 1):
        here = predicate(found.successors.layout, after(arrived))
        as_said = predicate(found.successors.layout, (A[heard] == heard_a(arrived)) & (B[heard] == heard_b(arrived)))
        there = [point for point in found.search.order if here(point)]
        assert there
        assert all(as_said(point) for point in there)


def test_the_argument_for_every_n_is_proved() -> None:
    answers = prove(no_common_knowledge).answers
    assert {name: str(one.verdict) for name, one in answers.items()} == {
        "one_link": "HOLDS",
        "no_message": "HOLDS",
        "any_rule": "HOLDS",
        "depth": "HOLDS",
    }


@pytest.mark.parametrize("n", EVERY_N)
def test_more_messages_do_not_make_it_likelier_that_the_last_one_arrives(n: int) -> None:
    answers = explore(generals_chance(N=n)).answers
    assert {name: str(one.verdict) for name, one in answers.items()} == {
        "all_arrive": "HOLDS",
        "last_lost": "HOLDS",
        "whatever_n": "HOLDS",
    }


def test_with_one_message_in_ten_lost_three_arrive_in_729_of_1000_cases_and_the_last_is_lost_in_81() -> None:
    found = explore(generals_chance(N=3))
    chances = Chances(found.successors, found.search, generals_chance(N=3).place)
    tenth = Fraction(1, 10)
    ends = [Rational(chances.of(predicate(found.successors.layout, after(number)))).at(tenth) for number in range(4)]
    assert ends == [Fraction(1, 10), Fraction(9, 100), Fraction(81, 1000), Fraction(729, 1000)]
