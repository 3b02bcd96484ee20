"""What the two bounds say of a question asked once, over channels that differ in one thing each."""

from __future__ import annotations

import pytest

from checker.pairs import first_run, reaching
from checker.verdicts.bounds import bounds
from spec.notation import A, B, NeverStuck, System, arrival, call, fresh
from tests.pairs.by_hand import NEVER_LOST, OVER, SILENT, Decided, Drawing, News, Teller, Waverer, answered, told_once
from tests.pairs.judging import judged


def said(name: str) -> dict[str, str]:
    case = told_once(OVER[name])
    return {one: repr(answer) for one, answer in bounds(case.system, case.properties).answers.items()}


def test_over_a_channel_that_repeats_it_is_heard_twice() -> None:
    assert said("lossy") == {
        "heard": "POSSIBLE in 2 steps",
        "twice": "POSSIBLE in 3 steps",
        "never twice": "VIOLATED in 3 steps",
        "lost": "POSSIBLE in 2 steps",
        "flies": "POSSIBLE in 2 steps",
        "stuck": "VIOLATED in 2 steps",
        "possible": "VIOLATED in 2 steps",
        "from told": "VIOLATED in 2 steps",
    }


def test_without_copies_it_is_heard_once() -> None:
    once = said("without copies")
    assert once["twice"] == "IMPOSSIBLE"
    assert once["never twice"] == "HOLDS"
    assert once["flies"] == "IMPOSSIBLE"
    assert once["lost"] == "POSSIBLE in 2 steps"


def test_where_nothing_is_lost_it_is_there_until_it_is_heard() -> None:
    kept = said("never lost")
    assert kept["lost"] == "IMPOSSIBLE"
    assert kept["twice"] == "POSSIBLE in 3 steps"
    assert {"stuck", "possible", "from told"} & kept.keys() == set()


@pytest.mark.parametrize("name", OVER)
def test_the_literal_interpreter_says_the_same(name: str) -> None:
    case = told_once(OVER[name])
    assert judged(case.system, case.properties).answers >= 5


def test_where_a_bound_keeps_a_message_in_flight_nothing_is_said_of_what_rests() -> None:
    system = System(Teller, Drawing, NEVER_LOST, at_most={call("tell"): 1}, isn={"A": fresh(0), "B": fresh(3)})
    gone = {"gone": NeverStuck("nothing is left in flight", A.is_in(SILENT) | ~B.gets(arrival(News)))}
    assert judged(system, gone).states == 4
    assert not bounds(system, gone).answers


def test_a_run_is_one_of_the_system_as_it_stands() -> None:
    case = told_once(OVER["lossy"])
    trace = bounds(case.system, case.properties).answers["twice"].trace
    assert trace is not None
    assert [step.action for step in trace.steps] == ["call", "duplicate", "deliver"]


def test_what_was_only_joined_is_found_out_by_a_search_of_all_that_is_left() -> None:
    case = answered(Decided)
    answer = bounds(case.system, case.properties).answers["both"]
    assert (repr(answer), answer.how) == (
        "IMPOSSIBLE",
        "from above: 4 pairs of local states; from below: 4 states looked at",
    )


def test_or_by_a_bound_that_is_split_by_what_was_never_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "AT_FIRST", 1)
    case = answered(Decided)
    answer = bounds(case.system, case.properties).answers["both"]
    assert (repr(answer), answer.how) == (
        "IMPOSSIBLE",
        "from above: 4 pairs of local states, split by 1 sort of messages; from below: 1 state looked at",
    )


def test_a_split_bound_still_has_the_run_that_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "AT_FIRST", 1)
    case = answered(Waverer)
    assert repr(bounds(case.system, case.properties).answers["both"]) == "POSSIBLE in 4 steps"


@pytest.mark.parametrize("name", OVER)
def test_where_the_first_of_all_shortest_runs_is_not_found_soon_another_is_shown(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = said(name)
    monkeypatch.setattr(first_run, "MOST", 0)
    case = told_once(OVER[name])
    assert judged(case.system, case.properties).answers >= 3
    assert said(name).items() <= whole.items()
