"""The bounded engine finds the shortest runs that the explorer finds, and claims nothing that it did not earn."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, note

from checker.bounded.explorer import explore_bounded
from checker.explore import explore
from checker.results import Verdict
from diagrams.ladder import ladder
from spec.notation import (
    PERFECT,
    Counter,
    Machine,
    Sometimes,
    SpecError,
    System,
    Variables,
    call,
    row,
)
from spec.notation.properties import A
from tests.bounded.agreement import differences
from tests.bounded.pinned import decided, model, pinned
from tests.engines import hand_picked
from tests.engines.found import Said, literal
from tests.engines.hand_picked import READY, Listener
from tests.engines.random_settings import random
from tests.engines.random_systems import Case, cases

MOST = 300
"""States looked at by the judge; with a larger system it is not compared."""
DEEP = 6
SMALL = {
    "one-way": 12,
    "one-way-fifo": 9,
    "two-way-bag": 5,
    "two-way-late-syn": 3,
    "three-way": 6,
    "abort-to-time-wait": 3,
    "time-wait-silence": 6,
    "no-time-wait": 5,
    "attacker-reset-793": 6,
    "mss": 7,
    "generals": 9,
    "lossy": 6,
}
"""Models of the catalogue that take a second each, with the steps looked at; the others by ``catalogue.py`` here."""
PICKED = {
    "ask and answer": hand_picked.ask_and_answer(),
    "ask once": hand_picked.ask_once(),
    "asked for ever": hand_picked.asked_for_ever(),
    "in order": hand_picked.crossing(ordered=True),
    "in any order": hand_picked.crossing(ordered=False),
    "each number once": hand_picked.both_draw(each_once=True),
    "any number": hand_picked.both_draw(each_once=False),
    "full": hand_picked.full_and_silent(),
    "half of 4": hand_picked.half_the_space(4),
    "half of 5": hand_picked.half_the_space(5),
}


@random
@given(case=cases())
def test_random_machines_run_as_the_rule_says(case: Case | None) -> None:
    if case is None:
        return
    note(repr(case))
    try:
        judge = literal(case.system, case.properties, MOST)
    except SpecError:
        return
    if judge.complete:
        found = explore_bounded(case.system, case.properties, depth=DEEP)
        assert differences(found, judge.said, case.properties) == {}
        assert found.cut == ""


@pytest.mark.parametrize("name", PICKED)
def test_systems_that_can_be_counted_by_hand_run_as_the_rule_says(name: str) -> None:
    case = PICKED[name]
    judge = literal(case.system, case.properties, MOST)
    found = explore_bounded(case.system, case.properties, depth=20)
    assert differences(found, judge.said, case.properties) == {}


@pytest.mark.parametrize("name", SMALL)
def test_a_model_has_the_shortest_runs_that_are_pinned(name: str) -> None:
    found = explore_bounded(model(name), decided(model(name)), depth=SMALL[name])
    assert differences(found, pinned(name), found.properties) == {}
    assert found.cut == ""


def test_a_run_is_shown_as_the_explorer_shows_it() -> None:
    found = explore_bounded(model("two-way-late-syn"), depth=3)
    trace = found.answers["not_alone"].trace
    assert trace is not None
    assert ladder(trace, rows=False, title=False).splitlines() == [
        "    A                                                B",
        "1.  CLOSED                                           LISTEN",
        "2.  SYN-SENT --> <SEQ=100><CTL=SYN>              ...",
        "3.  CLOSED       (A: ABORT)                          LISTEN",
        "4.           ... <SEQ=100><CTL=SYN>              --> ESTABLISHED  VIOLATED here",
        "5.           ... <SEQ=300><ACK=101><CTL=SYN,ACK> <-- ESTABLISHED",
    ]


@pytest.mark.parametrize("name", ["mss", "two-way-bag", "time-wait-silence", "attacker-reset-793"])
def test_of_the_shortest_runs_it_shows_the_one_that_the_explorer_shows(name: str) -> None:
    found, listed = explore_bounded(model(name), depth=6), explore(model(name))
    shown = {one: answer.trace for one, answer in found.answers.items() if answer.trace is not None}
    assert shown
    for one, trace in shown.items():
        assert ladder(trace) == ladder(listed.trace(one)), one


def test_what_no_run_of_that_length_shows_is_not_established() -> None:
    answers = explore_bounded(model("three-way"), depth=3).answers
    assert {name: repr(answer) for name, answer in answers.items()} == {
        "completes": "NOT ESTABLISHED (no run of 3 steps or fewer reaches it)",
        "agreement": "NOT ESTABLISHED (no run of 3 steps or fewer violates it)",
        "not_a_ghost": "NOT ESTABLISHED (no run of 3 steps or fewer violates it)",
        "was_there": "NOT ESTABLISHED (no run of 3 steps or fewer violates it)",
        "a_first": "NOT ESTABLISHED (no run of 3 steps or fewer violates it)",
        "half_way": "POSSIBLE in 3 steps",
        "can_complete": "NOT ESTABLISHED (no single run of bounded length decides it)",
        "cost": "NOT ESTABLISHED (no single run of bounded length decides it)",
    }


def test_knowledge_is_not_asked_of_single_runs() -> None:
    answers = explore_bounded(model("generals-know"), depth=2).answers
    assert "NOT ESTABLISHED (who knows what depends on every run)" in map(repr, answers.values())


def test_where_no_run_is_longer_that_visits_nothing_twice_everything_was_seen() -> None:
    found = explore_bounded(model("one-way"), depth=12)
    assert (found.complete, found.depth) == (True, 9)
    assert repr(found.answers["half_way"]) == "IMPOSSIBLE"


def test_what_the_time_cuts_short_is_not_established() -> None:
    found = explore_bounded(model("two-way-late-syn"), depth=3, timeout=1e-6)
    assert (found.depth, found.complete, found.cut) == (-1, False, "the time was over")
    assert {answer.verdict for answer in found.answers.values()} == {Verdict.NOT_ESTABLISHED}


def test_a_question_that_is_left_open_is_kept(tmp_path: Path) -> None:
    found = explore_bounded(model("early-close-timers"), depth=9, question=0.001, save=tmp_path)
    assert found.cut.startswith(("a question took the solver more than 0.001 s", "the solver gave up"))
    kept = list(tmp_path.iterdir())
    assert kept
    for one in kept:
        assert one.name.endswith("-unknown.smt2")
        assert "(check-sat)" in one.read_text()


class Tally(Variables):
    """What is counted."""

    n = Counter(2)


class Counting(Machine):
    """Counts without a guard."""

    start, final = READY, (READY,)
    more = row(at=READY, on=call("more"), do=[Tally.n.set_to(Tally.n + 1)])


def test_a_number_outside_of_its_bounds_is_refused_as_soon_as_a_run_is_so_long() -> None:
    two = Sometimes("two are counted", A[Tally.n] == 2)
    never = Sometimes("two are counted and are not", two.formula & ~two.formula)
    system = System(Counting, Listener, PERFECT)
    assert explore_bounded(system, [never], depth=1).answers[never.about].verdict is Verdict.NOT_ESTABLISHED
    with pytest.raises(SpecError, match=r"row 'more' takes A\.n to 3, outside its bounds 0\.\.2"):
        explore_bounded(system, [never], depth=3)


def test_a_judge_that_says_something_else_is_heard() -> None:
    found = explore_bounded(model("generals"), depth=9)
    wrong = {**pinned("generals"), "together": Said(Verdict.VIOLATED, 3)}
    assert list(differences(found, wrong, decided(model("generals")))) == ["together"]
