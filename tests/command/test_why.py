"""What ``handwave why`` prints: a question answered in five parts, and any violated property explained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker import explore
from checker.results import Verdict
from spec.tcp.explanations import EXPLANATIONS
from tests.command.saying import Run

TWO_WAY = """\
Why are two messages not enough?
 A SYN carries nothing that proves that it is new. Only an acknowledgement of B's fresh number does.
 asked: B hands its user no octet of a connection that A did not open
   with two messages: VIOLATED (2 steps)
   with three messages: HOLDS, in all 4,824 states

     with two messages                                with three messages
     <SEQ=90><CTL=SYN> to B in flight                 the same
     <SEQ=91><ACK=295><CTL=ACK><DATA> to B in
       flight
 1.  B gets <SEQ=90><CTL=SYN>                         B gets <SEQ=90><CTL=SYN>
     B: LISTEN -> ESTABLISHED                         B: LISTEN -> SYN-RECEIVED
     B sends <SEQ=300><ACK=91><CTL=SYN,ACK>           B sends <SEQ=300><ACK=91><CTL=SYN,ACK>
                                                      here they part: row B.listen_syn
 2.  B gets <SEQ=91><ACK=295><CTL=ACK><DATA>          B gets <SEQ=91><ACK=295><CTL=ACK><DATA>
     B sends <SEQ=301><ACK=92><CTL=ACK>               B sends <SEQ=295><CTL=RST>
                                                      then A gets <SEQ=300><ACK=91><CTL=SYN,ACK>
                                                      A sends <SEQ=91><CTL=RST>
                                                      then B gets <SEQ=91><CTL=RST>
                                                      B: SYN-RECEIVED -> LISTEN
     VIOLATED                                         HOLDS
"""


def test_two_messages_are_answered_by_an_old_octet_beside_what_three_make_of_it(handwave: Run) -> None:
    said = handwave("why", "two-way")
    assert TWO_WAY in said.out
    assert " repaired by B.listen_syn as Tcp has it; no old segment in flight" in said.out
    assert said.status == 0


def test_a_question_says_for_which_of_all_numbers_it_is_so_on_each_side(handwave: Run) -> None:
    found = json.loads(handwave("why", "three-way", "--json").out)
    once = "VIOLATED if the ACK of an old ACK to B = B's ISN + 1: 1 choice in 2^32, the ties of the model kept"
    assert (found["here"]["numbers"], found["there"]["numbers"]) == (once, once)


def test_the_questions_are_listed(handwave: Run) -> None:
    said = handwave("why")
    assert [line.split("  ")[0] for line in said.lines[:-2]] == [*EXPLANATIONS]
    assert said.lines[-1].startswith("handwave why QUESTION answers one")


FASTER = {"four-way": (5, 3), "merge-when": (3, 4)}
"""Questions about a price: how many messages it takes, here and in the counterfactual."""


@pytest.mark.parametrize("name", EXPLANATIONS)
def test_what_goes_wrong_in_a_question_goes_right_in_its_counterfactual(name: str) -> None:
    asked = EXPLANATIONS[name]
    here = explore(asked.model).answers[asked.asked]
    there = explore(asked.better.of(asked.model.system), asked.model.properties).answers[asked.asked]
    assert here.trace is not None
    if name in FASTER:
        assert (here.cost, there.cost) == FASTER[name]
    else:
        assert (here.verdict, there.verdict) == (Verdict.VIOLATED, Verdict.HOLDS)


@pytest.mark.parametrize("name", EXPLANATIONS)
def test_a_question_can_be_answered_and_its_runs_part(handwave: Run, name: str) -> None:
    found = json.loads(handwave("why", name, "--json").out)
    assert found["parted"] is not None or found["here"]["verdict"] == "VIOLATED"
    assert found["repairs"] is None or found["repairs"]["found"]


def test_a_violation_of_ones_own_model_is_explained_by_the_row_in_which_it_differs(handwave: Run, mine: Path) -> None:
    mine.write_text(
        "from spec.tcp import *\n"
        "class Hasty(Tcp):\n"
        "    listen_syn = Tcp.listen_syn.but(to=ESTABLISHED)\n"
        "hasty = Model(opening(server=Hasty, in_flight=(OLD_SYN,)), {'not_a_ghost': not_a_ghost})\n"
    )
    said = handwave("why", "mine.py:hasty", "--json")
    found = json.loads(said.out)
    assert (found["here"]["verdict"], found["here"]["steps"], found["there"]["verdict"]) == ("VIOLATED", 1, "HOLDS")
    assert (found["parted"], found["rows_that_differ"]) == (1, ["B.listen_syn"])
    assert found["repairs"]["found"] == ["B.listen_syn as Tcp has it", "no old segment in flight"]
    assert found["run"] == [
        {
            "here": [
                "B gets <SEQ=90><CTL=SYN>",
                "B: LISTEN -> ESTABLISHED",
                "B sends <SEQ=300><ACK=91><CTL=SYN,ACK>",
            ],
            "there": [
                "B gets <SEQ=90><CTL=SYN>",
                "B: LISTEN -> SYN-RECEIVED",
                "B sends <SEQ=300><ACK=91><CTL=SYN,ACK>",
            ],
            "same": False,
        }
    ]


def test_what_cannot_happen_in_the_counterfactual_is_said(handwave: Run) -> None:
    said = handwave("why", "two-way-late-syn", "not_alone")
    assert "   with A without ABORT: HOLDS" in said.out
    assert " 2.  A: ABORT                                         this cannot happen here" in said.lines


def test_a_property_that_holds_has_nothing_to_explain(handwave: Run) -> None:
    said = handwave("why", "three-way", "agreement")
    assert said.out.startswith("three-way, agreement: HOLDS: nothing is violated, so there is nothing to explain")
    assert said.status == 1


def test_a_misspelt_question_is_told_what_was_meant(handwave: Run) -> None:
    said = handwave("why", "no-time-wat")
    assert said.err.startswith("handwave: there is no question 'no-time-wat' (did you mean no-time-wait or ")
    assert said.status == 2
