"""Promises over a question and its answer, small enough to decide by hand: what a run is, and what fairness forbids."""

from __future__ import annotations

import time

import pytest

from checker import Verdict, explore
from checker.liveness.deciding import decide_promise
from checker.results.answers import FairnessUse
from checker.search.clock import Clock
from diagrams.ladders.ladder import ladder
from spec.notation import (
    EVERYTHING,
    FALSE,
    LOSSY,
    PERFECT,
    REORDERING,
    TRUE,
    A,
    B,
    Eventually,
    Fairness,
    LeadsTo,
    Model,
    SpecError,
    System,
    arrival,
    call,
    strong,
    timer,
    weak,
)
from tests.engines.hand_picked import (
    ANSWERED,
    ASKED,
    Answerer,
    Asker,
    AskOnce,
    Question,
    Reply,
    both_draw,
    full_and_silent,
)

AGAIN = timer("again")
question_arrives, reply_arrives = strong(B.gets(arrival(Question))), strong(A.gets(arrival(Reply)))
ENOUGH = (question_arrives, reply_arrives, weak(A.does(AGAIN)))


def asked(*fair: Fairness) -> LeadsTo:
    return LeadsTo("who asks is answered", A.is_in(ASKED), A.is_in(ANSWERED), fair)


lossy = System(Asker, Answerer, LOSSY)
perfect = System(AskOnce, Answerer, PERFECT)


def said(system: System, one: LeadsTo | Eventually) -> str:
    return repr(explore(system, {"it": one}).answers["it"])


def test_without_fairness_a_run_may_stop_anywhere() -> None:
    assert said(perfect, asked()) == "VIOLATED in 1 step, if the run stops there"


def test_where_nothing_is_lost_weak_fairness_of_delivery_is_enough() -> None:
    assert said(perfect, asked(weak(B.gets(arrival(Question))), weak(A.gets(arrival(Reply))))) == "HOLDS"
    assert said(perfect, asked(weak(EVERYTHING))) == "HOLDS"
    assert said(perfect, asked(weak(B.gets(arrival(Question))))) == "VIOLATED in 2 steps, if the run stops there"


def test_where_a_message_may_be_lost_weak_fairness_of_everything_is_not_enough() -> None:
    assert said(lossy, asked(weak(EVERYTHING))) == "VIOLATED in 1 step, then 2 steps repeating"


def test_strong_fairness_of_each_kind_and_a_timer_that_runs_out_are_enough() -> None:
    answer = explore(lossy, {"it": asked(*ENOUGH)}).answers["it"]
    assert repr(answer) == "HOLDS"
    assert answer.fairness == (
        FairnessUse("B gets Question", "strong", needed=True, weak_enough=False),
        FairnessUse("A gets Reply", "strong", needed=True, weak_enough=False),
        FairnessUse("A again", "weak", needed=True),
    )
    assert repr(answer.without) == "VIOLATED in 1 step, if the run stops there"


def test_what_is_not_needed_is_named() -> None:
    answer = explore(lossy, {"it": asked(*ENOUGH, weak(B.gets(arrival(Question))))}).answers["it"]
    assert [use.needed for use in answer.fairness] == [True, True, True, False]


def test_a_row_can_be_held_to_fire() -> None:
    fair = (question_arrives, reply_arrives, weak(A.does(Asker.again)))
    assert said(lossy, asked(*fair)) == "HOLDS"


def test_strong_fairness_of_a_timer_is_no_substitute_for_delivery() -> None:
    assert said(lossy, asked(strong(A.does(AGAIN)))) == "VIOLATED in 1 step, if the run stops there"


def test_a_loop_shows_why_it_is_allowed() -> None:
    answer = explore(lossy, {"it": asked(question_arrives, weak(A.does(AGAIN)), weak(EVERYTHING))}).answers["it"]
    assert repr(answer) == "VIOLATED in 1 step, then 2 steps repeating"
    assert answer.trace is not None
    assert "\n" + ladder(answer.trace, title=False) == (
        """
    A                      B
    IDLE                   READY
1.  ASKED --> Question ...        A: ask  [ask]
                                  VIOLATED from here on: it never comes
2.        ... Question --> READY  B: [answer]
                                  a copy stays in flight
3.  lost  XXX Reply    <-- READY
    steps 2 to 3 repeat for ever"""
    )
    assert [use.allows for use in answer.fairness] == [
        "it happens, in step 2",
        "it can never happen there",
        "what can happen there all along happens, the rest is interrupted",
    ]


def test_a_promise_of_what_it_begins_with_promises_nothing() -> None:
    asked = LeadsTo("x", A.is_in(ANSWERED), A.is_in(ANSWERED))
    assert said(lossy, asked) == "VACUOUS (true of every state, reached or not)"


def test_a_premise_that_is_never_true_promises_nothing() -> None:
    assert said(lossy, LeadsTo("x", FALSE, A.is_in(ANSWERED), ENOUGH)) == "VACUOUS (its premise is never true: never)"


def test_eventually_is_promised_from_the_start_on() -> None:
    never_asks = Eventually("it is answered", A.is_in(ANSWERED), ENOUGH)
    assert said(lossy, never_asks) == "VIOLATED in 0 steps, if the run stops there"
    asks = weak(A.does(call("ask")))
    assert said(lossy, Eventually("it is answered", A.is_in(ANSWERED), (*ENOUGH, asks))) == "HOLDS"


def test_a_step_that_changes_nothing_is_no_happening() -> None:
    # asking again while the question is in flight changes nothing: it does not count as asking again
    assert said(lossy, LeadsTo("x", A.is_in(ASKED), ~B.gets(arrival(Question)), (weak(A.does(AGAIN)),))) == (
        "VIOLATED in 1 step, if the run stops there"
    )


def test_a_bound_met_on_the_way_leaves_a_promise_open() -> None:
    drawing = both_draw(each_once=True).system
    fair = (weak(EVERYTHING),)
    assert said(drawing, LeadsTo("x", TRUE, FALSE, fair)) == (
        "NOT ESTABLISHED (a bound was met on the way: A chose all of its numbers (fresh, in order: 1, 2))"
    )
    full = said(full_and_silent().system, LeadsTo("x", TRUE, FALSE, fair))
    assert full == "NOT ESTABLISHED (a bound was met on the way: the channel to B was full (1 in flight))"


def test_a_search_cut_short_leaves_a_promise_open_and_may_still_refute_one() -> None:
    cut = explore(lossy, {"holds": asked(*ENOUGH), "broken": asked()}, max_states=4)
    assert repr(cut.answers["holds"]) == "NOT ESTABLISHED (cut short by the bound of 4 states)"
    assert repr(cut.answers["broken"]) == "VIOLATED in 1 step, if the run stops there"


def test_a_time_out_says_what_was_covered() -> None:
    found = explore(lossy, {"it": asked(*ENOUGH)})
    answer = decide_promise(found.successors, found.search, "it", asked(*ENOUGH), Clock(time.perf_counter() - 1))
    assert answer.verdict is Verdict.NOT_ESTABLISHED
    assert answer.why == "cut short by the time limit: 0 states seen in which it is waited for"
    assert [str(use) for use in answer.fairness] == [
        "B gets Question (strong)",
        "A gets Reply (strong)",
        "A again (weak)",
    ]


REFUSED = {
    "A does what nobody waits for": (
        weak(A.does(call("answer"))),
        "the fairness of 'A answer' names nothing: A (Asker) waits for no such call or timer; it has again, ask",
    ),
    "B does what A does": (
        weak(B.does(AGAIN)),
        "the fairness of 'B again' names nothing: B (Answerer) waits for no such call or timer; it has nothing",
    ),
    "a row of the other end": (
        strong(A.does(Answerer.answer)),
        "the fairness of 'A answer' names nothing: A (Asker) has no such row; it has again, answered, ask",
    ),
    "a message that is never sent": (
        strong(A.gets(arrival(Question))),
        "the fairness of 'A gets Question' names nothing: A (Asker) is sent no such message; it has Reply",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_fairness_that_names_nothing_is_refused_with_what_there_is(case: str) -> None:
    fair, message = REFUSED[case]
    place = fair.place
    for refuse in (lambda: Model(lossy, {"it": asked(fair)}), lambda: explore(lossy, {"it": asked(fair)})):
        with pytest.raises(SpecError) as caught:
            refuse()
        assert str(caught.value) == f"{place}: {message}"


def test_what_is_no_fairness_is_refused_at_declaration() -> None:
    with pytest.raises(SpecError, match=r"give A.does.call or timer., A.does.Machine.row., A.gets.rcv"):
        weak(A.is_in(ASKED))  # type: ignore[arg-type]
    with pytest.raises(SpecError, match="only messages are narrowed"):
        weak(A.does(AGAIN), where=TRUE)
    with pytest.raises(SpecError, match="give a tuple, such as fair="):
        LeadsTo("x", TRUE, TRUE, weak(EVERYTHING))  # type: ignore[arg-type]
    with pytest.raises(SpecError, match="give a call, a timer or a row"):
        A.does(arrival(Reply))  # type: ignore[arg-type]


def test_a_bag_that_may_not_lose_holds_its_promise_under_weak_fairness() -> None:
    assert said(System(AskOnce, Answerer, REORDERING), asked(weak(EVERYTHING))) == "HOLDS"
