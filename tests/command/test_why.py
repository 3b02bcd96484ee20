"""What ``handwave why`` prints: a question answered in five parts, and any violated property explained."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from checker import explore, why
from checker.evidence.repairs import repairs
from checker.evidence.what_matters import what_matters, without
from checker.verdicts import outgrown
from spec.explanations import EXPLANATIONS
from spec.notation import A, AlwaysPossible, B
from spec.tcp import CLOSE, CLOSED, CRASH, ESTABLISHED, closing
from tests.command.saying import Run

TWO_WAY = """\
Why are two messages not enough?
 A SYN carries nothing that proves that it is new. Only an acknowledgement of B's fresh number does.
 asked: B hands its user no octet of a connection that A did not open
   with two messages: VIOLATED (2 steps)
   with three messages: HOLDS, in all 4,824 states
 network: lossy, duplicating, reordering set

     with two messages                                with three messages
     <SEQ=90><CTL=SYN> to B in flight                 the same
     <SEQ=91><ACK=295><CTL=ACK><DATA> to B in
       flight
 1.  B gets <SEQ=90><CTL=SYN>                         B gets <SEQ=90><CTL=SYN>
     B: LISTEN -> ESTABLISHED                         B: LISTEN -> SYN-RECEIVED
     (B sends <SEQ=300><ACK=91><CTL=SYN,ACK>)         B sends <SEQ=300><ACK=91><CTL=SYN,ACK>
                                                      here they part: row B.listen_syn
 2.  B gets <SEQ=91><ACK=295><CTL=ACK><DATA>          B gets <SEQ=91><ACK=295><CTL=ACK><DATA>
     (B sends <SEQ=301><ACK=92><CTL=ACK>)             B sends <SEQ=295><CTL=RST>
                                                      then A gets <SEQ=300><ACK=91><CTL=SYN,ACK>
                                                      A sends <SEQ=91><CTL=RST>
                                                      then B gets <SEQ=91><CTL=RST>
                                                      B: SYN-RECEIVED -> LISTEN
     VIOLATED                                         HOLDS
"""


@pytest.fixture
def one_repair(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what does not ask how many changes repair it: each is a search, and the first is enough."""
    monkeypatch.setattr("checker.explaining.answering.repairs", partial(repairs, most=1))


def test_two_messages_are_answered_by_an_old_octet_beside_what_three_make_of_it(handwave: Run) -> None:
    said = handwave("why", "two-way")
    assert TWO_WAY in said.out
    assert " repaired by B.listen_syn as Tcp has it; no old segment in flight" in said.out
    assert said.status == 0


@pytest.mark.usefixtures("one_repair")
def test_a_question_says_for_which_of_all_numbers_it_is_so_on_each_side(handwave: Run) -> None:
    found = json.loads(handwave("why", "three-way", "--json").out)
    once = "the ACK field of an old ACK to B = B's ISN + 1: 1 choice in 2^32, near numbers keeping their distances"
    assert (found["here"]["numbers"], found["there"]["numbers"]) == (f"VIOLATED if {once}", f"HOLDS unless {once}")


@pytest.mark.usefixtures("one_repair")
def test_a_program_has_the_same_answer_as_an_object(handwave: Run) -> None:
    assert f"{why('close-wait')}\n" == handwave("why", "close-wait").out


def test_the_questions_are_listed(handwave: Run) -> None:
    said = handwave("why")
    assert [line.split("  ")[0] for line in said.lines[:-2]] == [*EXPLANATIONS]
    assert said.lines[-1].startswith("handwave why QUESTION answers one")


FASTER = {"four-way": (5, 3), "merge-when": (3, 4)}
"""Questions about a price: how many messages it takes, here and in the counterfactual."""


@pytest.mark.usefixtures("one_repair")
@pytest.mark.parametrize("name", EXPLANATIONS)
def test_what_goes_wrong_in_a_question_goes_right_in_its_counterfactual(handwave: Run, name: str) -> None:
    found = json.loads(handwave("why", name, "--json").out)
    here, there = found["here"], found["there"]
    if name in FASTER:
        assert (here["cost"], there["cost"]) == FASTER[name]
        assert found["parted"] is not None
    else:
        assert (here["verdict"], there["verdict"]) == ("VIOLATED", "HOLDS")
        assert found["violated"]["because"]
        assert found["repairs"]["found"]


@pytest.mark.usefixtures("one_repair")
def test_where_nothing_parts_them_the_better_one_goes_on_to_what_was_asked_for(handwave: Run) -> None:
    right = [line[54:] for line in handwave("why", "lost-syn").lines if line[54:].startswith(("then", "A sends", "B:"))]
    assert right == [
        "then A: retransmission timeout",
        "A sends <SEQ=100><CTL=SYN>",
        "then B gets <SEQ=100><CTL=SYN>",
        "B: LISTEN -> SYN-RECEIVED",
        "then A gets <SEQ=300><ACK=101><CTL=SYN,ACK>",
        "A sends <SEQ=101><ACK=301><CTL=ACK>",
        "then B gets <SEQ=101><ACK=301><CTL=ACK>",
        "B: SYN-RECEIVED -> ESTABLISHED",
    ]


def test_an_end_that_sends_nothing_never_learns_that_the_other_has_crashed() -> None:
    idle = closing(at_most={CLOSE: 0, ("B", CRASH): 1, ("A", CRASH): 0}, params={"CRASHES": 1})
    learns = AlwaysPossible("A can learn of it", where=B.is_in(CLOSED), goal=~A.is_in(ESTABLISHED))
    assert explore(idle, [learns]).violates(learns, steps=1)


def test_every_question_that_another_one_names_is_there() -> None:
    named = [command.split() for one in EXPLANATIONS.values() for command in one.try_next]
    assert {question for verb, question, *_ in named if verb == "why"} <= {*EXPLANATIONS}


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


@pytest.mark.usefixtures("one_repair")
def test_a_violation_is_told_by_what_turned_false_and_by_what_it_needs(handwave: Run) -> None:
    violated = json.loads(handwave("why", "two-way", "--json").out)["violated"]
    assert violated["because"] == (
        "first false after step 2, because B is ESTABLISHED "
        "and A.opened does not remember (B.IRS), but B.RCV.NXT is not B.IRS + 1"
    )
    assert violated["changed"] == [["B.RCV.NXT", "91", "92"]]
    assert violated["as_before"] == {"B.state": "ESTABLISHED", "A.opened": "{}", "B.IRS": "90"}
    assert violated["needed"] == [
        "<SEQ=90><CTL=SYN> in flight",
        "<SEQ=91><ACK=295><CTL=ACK><DATA> in flight",
        "B.listen_syn: RCV.NXT <- SEG.SEQ + 1, IRS <- SEG.SEQ, ISS <- a new number, SND.NXT <- ISS + 1",
        "B.text: RCV.NXT <- SEG.SEQ + (SEG.CTL has SYN) + SEG.DATA",
    ]
    assert "B.ack_at_once: send <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>, RCV.OWED <- no" in violated["can_be_left_out"]


@pytest.mark.usefixtures("one_repair")
def test_of_a_conjunction_the_part_is_told_that_turned_false(handwave: Run, mine: Path) -> None:
    mine.write_text(
        "from spec.tcp import *\n"
        "calm = Always('neither opens by itself', A.is_in(CLOSED, SYN_SENT) & ~B.is_in(ESTABLISHED),"
        " reached=Sometimes('A opens', A.is_in(SYN_SENT)))\n"
        "hasty = Model(opening(server=TwoWay), asks(calm))\n"
    )
    violated = json.loads(handwave("why", "mine.py:hasty", "--json").out)["violated"]
    assert violated["because"] == "first false after step 2, because B is ESTABLISHED"
    assert violated["changed"] == [["B.state", "LISTEN", "ESTABLISHED"]]


def test_without_all_that_can_be_left_out_the_property_is_violated_and_without_a_needed_message_it_is_not() -> None:
    asked = EXPLANATIONS["two-way"]
    found = explore(asked.model)
    matters = what_matters(found, asked.asked)
    assert matters is not None
    assert len(matters.idle) == 7
    less = explore(without(found.system, [*matters.idle]), found.properties)
    assert less.violates(asked.asked, steps=2)
    for piece in found.system.in_flight:
        assert piece in matters.needed
        assert not explore(without(found.system, [piece]), found.properties).violates(asked.asked)


@pytest.mark.usefixtures("one_repair")
def test_a_liveness_property_is_told_by_what_its_loop_could_do_and_which_fairness_would_force_it(handwave: Run) -> None:
    said = handwave("why", "close-wait-waits", "close_wait_unaided")
    assert "     and so it stays" in said.lines
    assert " possible    there, and not taken: B: CLOSE (no fairness asks for it)" in said.lines
    assert " forced by   B CLOSE (weak): with this fairness as well it HOLDS" in said.lines


NO_TIME_WAIT = """\
from spec.tcp import *
class NoTimeWait(Tcp):
    fin_last = Tcp.fin_last.but(do=[send(SEQ=SND.NXT, ACK=RCV.NXT + 1, CTL=ACK), *delete_tcb], to=CLOSED, then=RETURN)
no_reset = Always(
    "no reset reaches B while it waits for the last ACK",
    B.is_in(LAST_ACK).implies(~B.gets(rcv(RST))),
    reached=Sometimes("B waits in LAST-ACK", B.is_in(LAST_ACK)),
)
no_wait = Model(closing(client=NoTimeWait), asks(no_reset))
"""


@pytest.mark.usefixtures("one_repair")
def test_where_no_single_change_helps_the_base_with_one_more_is_the_counterfactual(handwave: Run, mine: Path) -> None:
    mine.write_text(NO_TIME_WAIT)
    found = json.loads(handwave("why", "mine.py", "no_reset", "--json").out)
    assert found["there"]["called"] == "with A as Tcp, and A without 2 MSL timeout"
    assert (found["there"]["verdict"], found["parted"], found["rows_that_differ"]) == ("HOLDS", 4, ["A.fin_last"])


def test_a_variant_whose_base_violates_the_property_too_is_told_not_to_be_the_only_cause(
    handwave: Run, mine: Path
) -> None:
    mine.write_text(NO_TIME_WAIT)
    assert handwave("why", "mine.py", "no_reset").lines[4] == (
        "   with A as Tcp: VIOLATED (6 steps): so what the variant changes is not the only cause; the"
    )


def test_a_variant_of_a_variant_is_set_beside_the_nearest_table_in_which_the_property_holds(
    handwave: Run, mine: Path
) -> None:
    mine.write_text(
        "from spec.tcp import *\n"
        "class Late(AcksFinWithItsOwn):\n"
        "    fin_again = Tcp.fin_again.but(do=[])\n"
        "hears = AlwaysPossible('A can hear', where=A.is_in(FIN_WAIT_1), goal=A.is_in(FIN_WAIT_2))\n"
        "waits = Model(closing(server=Late, at_most={('B', CLOSE): 0}), asks(hears))\n"
    )
    found = json.loads(handwave("why", "mine.py:waits", "hears", "--json").out)
    assert (found["there"]["called"], found["there"]["verdict"]) == ("with B as Tcp", "HOLDS")


def test_a_question_takes_no_property(handwave: Run) -> None:
    said = handwave("why", "merge-when", "close_cost")
    assert said.err == "handwave: 'merge-when' is a question, which takes no property: write handwave why merge-when\n"


def test_a_large_model_is_explained_without_its_whole_graph(handwave: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgrown, "SMALL", 3)
    found = json.loads(handwave("why", "two-way-late-syn", "not_alone", "--json").out)
    assert (found["here"]["complete"], found["here"]["states"] < 30, found["here"]["steps"]) == (False, True, 3)
    assert found["there"]["verdict"] == "HOLDS"


def test_a_question_has_no_parameters(handwave: Run) -> None:
    said = handwave("why", "two-way", "-p", "BUFFER=8")
    assert (said.status, said.err) == (
        2,
        "handwave: 'two-way' is a question, which has no parameters: leave out -p\n",
    )


def test_a_repair_leaves_possible_what_the_model_says_is_possible(handwave: Run, mine: Path) -> None:
    mine.write_text(
        "from spec.tcp import *\n"
        "from spec.tcp.catalogue.messages import two_way_late_syn as late\n"
        "gone = Sometimes('A is gone and its SYN is not', A.is_in(CLOSED) & B.gets(rcv(SYN)))\n"
        "alone = Model(late.system, {'not_alone': late.properties['not_alone']})\n"
        "kept = Model(late.system, {'not_alone': late.properties['not_alone'], 'gone': gone})\n"
    )
    repairs = [json.loads(handwave("why", f"mine.py:{one}", "not_alone", "--json").out) for one in ("alone", "kept")]
    assert [found["repairs"]["found"] for found in repairs] == [["A without ABORT"], []]


@pytest.mark.usefixtures("one_repair")
def test_what_cannot_happen_in_the_counterfactual_is_said(handwave: Run) -> None:
    said = handwave("why", "two-way-late-syn", "not_alone")
    assert "   with A without ABORT: HOLDS" in said.out
    assert " 2.  A: ABORT                                         this cannot happen here" in said.lines


def test_a_property_that_holds_has_nothing_to_explain(handwave: Run) -> None:
    said = handwave("why", "three-way", "agreement")
    assert said.out.startswith("three-way, agreement: HOLDS: no violation was found, so there is nothing to explain")
    assert said.status == 1


def test_a_misspelt_question_is_told_what_was_meant(handwave: Run) -> None:
    said = handwave("why", "no-time-wat")
    assert said.err.startswith("handwave: there is no question and no model 'no-time-wat' (did you mean no-time-wait")
    assert said.status == 2


REPAIRED = [
    ("fin-ack", "as on the right, where the ACK leaves at once; B.unacceptable as Tcp has it"),
    ("fin-number", "A is Tcp and B is Tcp"),
    ("half-open", "B.closed_ack as Tcp has it"),
    ("close-wait", "B with CLOSE, once; B with close(), once"),
]


@pytest.mark.parametrize(("question", "repairs"), REPAIRED)
def test_a_call_is_left_out_or_added_only_where_nothing_else_repairs(
    question: str, repairs: str, handwave: Run
) -> None:
    (line,) = [line for line in handwave("why", question).lines if line.startswith(" repaired by ")]
    assert line.partition(" repaired by ")[2].startswith(repairs)


def test_what_a_run_loses_elsewhere_is_told_to_be_kept_there(handwave: Run) -> None:
    said = handwave("why", "certainty").lines
    assert " 4.  Word <nth=3> to B is lost                        it cannot be lost here" in said
    assert " network: where a message can be lost: lossy bag of couriers (at most 1 in flight each way, a full" in said


def test_what_is_possible_elsewhere_goes_on_to_it_or_is_said_to_take_another_run(handwave: Run) -> None:
    assert handwave("why", "merge-when").lines[-4:-2] == [
        " " * 54 + "then <SEQ=301><ACK=102><CTL=ACK> to A is lost",
        "     POSSIBLE                                         POSSIBLE",
    ]


def test_a_premise_is_told_with_the_state_that_an_end_is_in(handwave: Run, mine: Path) -> None:
    mine.write_text(
        "from spec.tcp import *\n"
        "p = Always('B waits for A', B.is_in(SYN_RECEIVED, ESTABLISHED).implies(A.is_in(ESTABLISHED)),\n"
        "    reached=Sometimes('x', B.is_in(ESTABLISHED)))\n"
        "m = Model(opening(), asks(p))\n"
    )
    assert "because B is SYN-RECEIVED, but A is not ESTABLISHED" in handwave("check", "mine.py:m").out


@pytest.mark.parametrize("asked", [("why", "fin-ack"), ("trace", "closing", "closes"), ("check", "closing")], ids=str)
def test_a_wrong_variable_is_refused_before_any_search(
    handwave: Run, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...]
) -> None:
    for where in ("checker.command.running.explored", "checker.command.verbs.why"):
        monkeypatch.setattr(f"{where}.explore", None)
    said = handwave(*asked, "--show", "bse")
    assert (said.status, said.err[:43]) == (2, "handwave: there is no variable 'bse': it ha")
