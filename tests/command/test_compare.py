"""What ``handwave compare`` prints of two models, and of two that are the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from checker.evidence.parting import parting
from spec.notation import fresh, struck, variant
from spec.tcp import opening
from tests.command.saying import Run

THREE_AND_TWO = """\
               three-way                                    two-way
 completes     POSSIBLE (4 steps)                       =/= POSSIBLE (3 steps)
 agreement     HOLDS                                        HOLDS
 not_a_ghost   HOLDS                                        HOLDS
 was_there     HOLDS                                    =/= VIOLATED (2 steps)
 a_first       HOLDS                                    =/= VIOLATED (2 steps)
 half_way      POSSIBLE (3 steps)                       =/= IMPOSSIBLE
 can_complete  HOLDS                                    =/= VIOLATED (3 steps)
 cost          POSSIBLE (4 steps, 3 messages)               POSSIBLE (4 steps, 3 messages)
 states        43                                           43
 transitions   266                                          242
 depth         5                                            5

 rows         that differ: B.listen_syn
 A, B         only in three-way: ESTABLISHED, SYN-RECEIVED; SYN-SENT, SYN-RECEIVED
 A, B         only in two-way: SYN-SENT, ESTABLISHED

 the shortest schedule on which they part:
     three-way                                        two-way
 1.  A: active OPEN                                   the same
     A: CLOSED -> SYN-SENT
     A sends <SEQ=100><CTL=SYN>
 2.  B gets <SEQ=100><CTL=SYN>                        B gets <SEQ=100><CTL=SYN>
     B: LISTEN -> SYN-RECEIVED                        B: LISTEN -> ESTABLISHED
     B sends <SEQ=300><ACK=101><CTL=SYN,ACK>          B sends <SEQ=300><ACK=101><CTL=SYN,ACK>
                                                      here they part
"""


def test_two_models_are_set_side_by_side_to_where_they_part(handwave: Run) -> None:
    said = handwave("compare", "three-way", "two-way")
    assert said.out == THREE_AND_TWO
    assert said.status == 0


def test_a_model_never_parts_from_itself(handwave: Run) -> None:
    said = handwave("compare", "three-way", "three-way")
    assert said.lines[-1] == (
        " they never part: in all 43 pairs of configurations the same can happen, and both do the same"
    )
    assert " rows         none differs" in said.lines


def test_of_one_property_the_run_that_shows_it_is_taken_by_both(handwave: Run) -> None:
    found = json.loads(handwave("compare", "three-way-old-syn", "two-way-old-syn", "not_a_ghost", "--json").out)
    assert [one["verdicts"]["not_a_ghost"]["verdict"] for one in found["models"]] == ["HOLDS", "VIOLATED"]
    assert found["rows_that_differ"] == ["B.listen_syn"]
    assert found["parted"] == 1
    assert found["run"] == [
        [
            ["B gets <SEQ=90><CTL=SYN>", "B: LISTEN -> SYN-RECEIVED", "B sends <SEQ=300><ACK=91><CTL=SYN,ACK>"],
            ["B gets <SEQ=90><CTL=SYN>", "B: LISTEN -> ESTABLISHED", "B sends <SEQ=300><ACK=91><CTL=SYN,ACK>"],
        ]
    ]
    assert ["CLOSED", "ESTABLISHED"] in found["pairs_only"][1]


def test_what_only_one_of_them_can_do_is_said(handwave: Run) -> None:
    said = handwave("compare", "two-way-late-syn", "two-way", "not_alone")
    assert " bounds       of two-way-late-syn: A: ABORT once" in said.out
    assert " 2.  A: ABORT                                         this cannot happen here" in said.lines


def test_models_of_different_protocols_are_compared_as_far_as_they_can_be(handwave: Run) -> None:
    said = handwave("compare", "three-way", "generals")
    assert said.lines[1].split() == ["completes", "POSSIBLE", "(4", "steps)", "=/=", "not", "asked"]
    assert said.lines[-1] == " they start in different states"
    assert re.search(r" rows that differ: A.passive_open, .*, and \d+ more ", " ".join(said.out.split()))


def test_a_cut_search_is_said_to_be_one(handwave: Run) -> None:
    said = handwave("compare", "three-way", "two-way", "--max-states", "5")
    assert "states        5, cut short" in said.out
    assert "there may be more pairs than it met" in said.out
    assert said.status == 3


def test_systems_that_can_only_part_later_are_not_said_never_to_part() -> None:
    again = struck("syn_ack_timeout", end="B").of(opening())
    cut = parting(opening(), again, most=2)
    assert (cut.found, cut.complete) == (False, False)
    found = parting(opening(), again)
    assert [step.event for step in found.common] == ["active OPEN", ""]
    assert (found.here.event if found.here else "", found.there) == ("retransmission timeout", None)


def test_systems_whose_tables_differ_in_what_never_happens_never_part() -> None:
    found = parting(opening(), struck("fin_timeout").of(opening()))
    assert (found.found, found.complete, found.pairs) == (False, True, 43)


def test_another_number_drawn_parts_two_systems() -> None:
    found = parting(opening(), variant(isn={"A": fresh(7), "B": fresh(300)}).of(opening()))
    assert found.common == ()
    assert [step.sent[0].text if step else "" for step in (found.here, found.there)] == [
        "<SEQ=100><CTL=SYN>",
        "<SEQ=7><CTL=SYN>",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("three-way", "two-wya"), "there is no model 'two-wya' (did you mean two-way or "),
        (("three-way", "two-way", "agreemnt"), "neither model has a property 'agreemnt' (did you mean agreement?)"),
    ],
)
def test_what_there_is_not_is_one_sentence(handwave: Run, words: tuple[str, ...], said: str) -> None:
    found = handwave("compare", *words)
    assert found.err.startswith(f"handwave: {said}")
    assert found.status == 2


def test_one_name_for_two_questions_is_refused(handwave: Run, mine: Path) -> None:
    mine.write_text(
        "from spec.tcp import *\n"
        "one = Model(opening(server=TwoWay), {'p': not_a_ghost})\n"
        "other = Model(opening(), {'p': agreement})\n"
    )
    assert handwave("compare", "mine.py:one", "mine.py:other").err == (
        "handwave: 'p' asks one thing of one and another of other: give them two names\n"
    )
