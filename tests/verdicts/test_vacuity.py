"""A property says something only where its premises are reached, each of them."""

from __future__ import annotations

import pytest

from checker.verdicts.exploring import explore
from checker.verdicts.vacuity import of_formula
from spec.notation import (
    EVERYTHING,
    PERFECT,
    TRUE,
    A,
    Always,
    AlwaysPossible,
    B,
    Bool,
    Cheapest,
    Counter,
    Eventually,
    Knows,
    LeadsTo,
    Machine,
    NeverStuck,
    Property,
    Sometimes,
    System,
    Variables,
    call,
    row,
    weak,
)
from spec.notation.wording import words
from spec.tcp import (
    ACK,
    CLOSED,
    ESTABLISHED,
    IRS,
    ISS,
    LISTEN,
    OLD_SYN,
    RCV,
    SYN_RECEIVED,
    SYN_SENT,
    Tcp,
    TwoWay,
    completes,
    opened,
    opening,
    segment,
)
from spec.tcp.variables import CLOSE_WAIT

OPEN, SENT, NEVER = A.is_in(ESTABLISHED), A.is_in(SYN_SENT), B.is_in(SYN_SENT)
WAITS, HEARD = B.is_in(LISTEN), B.is_in(SYN_RECEIVED, ESTABLISHED)


def said(formula: Bool) -> str:
    return repr(explore(opening(), [Always("x", formula, completes)]).answers["x"])


@pytest.mark.parametrize(
    ("formula", "premises"),
    [
        (OPEN, []),
        (OPEN.implies(HEARD), ["A is ESTABLISHED"]),
        (~OPEN | HEARD, ["A is ESTABLISHED"]),
        (OPEN.implies(HEARD) & SENT.implies(WAITS), ["A is ESTABLISHED", "A is SYN-SENT"]),
        (OPEN.implies(WAITS.implies(SENT)), ["A is ESTABLISHED", "A is ESTABLISHED and B is LISTEN"]),
        (OPEN.implies(WAITS.implies(SENT) & HEARD.implies(SENT)).called("so"), [
            "A is ESTABLISHED",
            "A is ESTABLISHED and B is LISTEN",
            "A is ESTABLISHED and B is SYN-RECEIVED or ESTABLISHED",
        ]),
        (SENT | OPEN.implies(HEARD), ["A is ESTABLISHED"]),
        (OPEN.implies(WAITS).implies(SENT), ["A is ESTABLISHED implies B is LISTEN", "A is ESTABLISHED"]),
        (~(OPEN.implies(WAITS)), ["A is ESTABLISHED"]),
        (SENT.implies(Knows(A, OPEN.implies(WAITS))), ["A is SYN-SENT", "A is ESTABLISHED"]),
        (OPEN.implies(HEARD) & OPEN.implies(HEARD), ["A is ESTABLISHED"]),
        ((OPEN & ~WAITS).implies(HEARD), ["A is ESTABLISHED"]),
        ((OPEN & HEARD & ~WAITS).implies(SENT), ["A is ESTABLISHED and B is SYN-RECEIVED or ESTABLISHED"]),
        ((~OPEN).implies(HEARD), ["A is not ESTABLISHED"]),
        ((~OPEN & ~SENT).implies(HEARD), ["A is not ESTABLISHED and A is not SYN-SENT"]),
    ],
    ids=repr,
)  # fmt: skip
def test_the_premises_are_read_from_the_formula(formula: Bool, premises: list[str]) -> None:
    assert [words(one.formula.node) for one in of_formula(formula.node)] == premises


@pytest.mark.parametrize(
    ("formula", "missing"),
    [
        (NEVER.implies(OPEN), "B is SYN-SENT"),
        (OPEN.implies(HEARD) & NEVER.implies(OPEN), "B is SYN-SENT"),
        (OPEN.implies(NEVER.implies(WAITS)), "A is ESTABLISHED and B is SYN-SENT"),
        (SENT.implies(OPEN.implies(WAITS)), "A is SYN-SENT and A is ESTABLISHED"),
        ((NEVER.implies(OPEN)).called("a name for it"), "B is SYN-SENT"),
        (~NEVER | OPEN, "B is SYN-SENT"),
    ],
)
def test_what_holds_for_want_of_a_premise_is_vacuous_whatever_else_is_reached(formula: Bool, missing: str) -> None:
    assert said(formula) == f"VACUOUS (its premise is never true: {missing})"


def test_what_has_all_its_premises_holds_and_what_is_false_is_violated() -> None:
    assert said(OPEN.implies(HEARD) & SENT.implies(~OPEN)) == "HOLDS"
    assert said(NEVER.implies(OPEN) & ~OPEN) == "VIOLATED in 3 steps"


def test_what_is_named_as_reached_is_asked_for_first() -> None:
    named = Always("x", NEVER.implies(OPEN), Sometimes("B opens too", NEVER))
    assert repr(explore(opening(), [named]).answers["x"]) == "VACUOUS (never reached: B opens too)"


def test_a_liveness_property_has_premises_too() -> None:
    asked = {
        "begun": LeadsTo("x", SENT, A.is_in(SYN_SENT, ESTABLISHED)),
        "never": LeadsTo("x", NEVER, OPEN),
        "inside": LeadsTo("x", TRUE, NEVER.implies(OPEN)),
        "in the end": Eventually("x", NEVER.implies(OPEN)),
    }
    assert {name: repr(one) for name, one in explore(opening(), asked).answers.items()} == {
        "begun": "VACUOUS (true of every state, reached or not)",
        "never": "VACUOUS (its premise is never true: B is SYN-SENT)",
        "inside": "VACUOUS (its premise is never true: B is SYN-SENT)",
        "in the end": "VACUOUS (its premise is never true: B is SYN-SENT)",
    }


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (NeverStuck("x", NEVER.implies(OPEN)), "VACUOUS (its premise is never true: B is SYN-SENT)"),
        (AlwaysPossible("x", NEVER.implies(OPEN)), "VACUOUS (its premise is never true: B is SYN-SENT)"),
        (AlwaysPossible("x", OPEN, where=SENT), "HOLDS"),
        (AlwaysPossible("x", SENT, where=SENT), "VACUOUS (true of every state, reached or not)"),
        (Always("x", OPEN | ~OPEN, completes), "VACUOUS (true of every state, reached or not)"),
        (NeverStuck("x", TRUE), "VACUOUS (true of every state, reached or not)"),
        (Eventually("x", OPEN.implies(OPEN)), "VACUOUS (true of every state, reached or not)"),
        (Sometimes("x", WAITS | ~WAITS), "POSSIBLE in 0 steps"),
        (Cheapest("x", SENT & OPEN), "IMPOSSIBLE"),
        (Always("x", SENT & OPEN, completes), "VIOLATED in 0 steps"),
    ],
    ids=repr,
)
def test_whatever_is_asked_has_to_say_something(asked: Property, said: str) -> None:
    assert repr(explore(opening(), [asked]).answers["x"]) == said


def test_a_search_that_was_cut_short_calls_nothing_vacuous() -> None:
    asked = Always("x", OPEN.implies(~A.is_in(CLOSED) & (A[ISS] == 100)), completes)
    assert repr(explore(opening(), [asked], max_depth=1).answers["x"]) == (
        "NOT ESTABLISHED (cut short by the bound of 1 steps)"
    )


def test_what_a_premise_denies_is_an_exception_that_may_always_be_made() -> None:
    old = segment("B", SEQ=91, ACK=295, CTL=ACK, DATA=1)
    unasked = B.is_in(ESTABLISHED, CLOSE_WAIT) & ~A[opened].has(B[IRS])
    old_text = Always(
        "B's user is handed no octet of a connection that A did not open",
        unasked.implies(B[RCV.NXT] == B[IRS] + 1),
        Sometimes("B is ESTABLISHED", B.is_in(ESTABLISHED)),
    )
    two, three = (opening(server=one, in_flight=(OLD_SYN, old)) for one in (TwoWay, Tcp))
    assert repr(explore(two, [old_text]).answer(old_text)) == "VIOLATED in 2 steps"
    assert repr(explore(three, [old_text]).answer(old_text)) == "HOLDS"


class Counted(Variables):
    """How far."""

    c = Counter(3)


class Counting(Machine):
    """Counts to three."""

    start, final = CLOSED, (CLOSED,)
    count = row(at=CLOSED, on=call("count"), when=Counted.c < 3, do=[Counted.c.set_to(Counted.c + 1)])


COUNT = A[Counted.c]
BOTH = System(Counting, Counting, PERFECT)


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        (COUNT <= 3, "HOLDS (by the range of A.c alone, which the search checks)"),
        (COUNT + B[Counted.c] <= 6, "HOLDS (by the ranges of A.c and B.c alone, which the search checks)"),
        (COUNT + B[Counted.c] <= 5, "VIOLATED in 6 steps"),
        (COUNT >= 0, "VACUOUS (true of every state, reached or not)"),
    ],
    ids=repr,
)
def test_what_follows_from_the_ranges_of_counters_alone_is_said_to(formula: Bool, said: str) -> None:
    asked = Always("x", formula, Sometimes("A counted to 3", COUNT == 3))
    assert repr(explore(BOTH, [asked]).answers["x"]) == said


def test_nothing_is_promised_where_it_is_so_at_the_start() -> None:
    asked = [Eventually("it is 0", COUNT == 0), Eventually("it is 3", COUNT == 3, (weak(EVERYTHING),))]
    assert {name: repr(one) for name, one in explore(BOTH, asked).answers.items()} == {
        "it is 0": "VACUOUS (true at the start, so that nothing is waited for)",
        "it is 3": "HOLDS",
    }
