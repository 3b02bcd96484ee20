"""What ``handwave check`` prints, and its exit status."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.command.saying import Run

THREE_WAY = """\
three-way: the three-way handshake: SYN, SYN,ACK, ACK
 POSSIBLE completes     the opening completes: both ESTABLISHED, each with the other's ISN (4 steps)
 HOLDS    agreement     both ESTABLISHED: each has the other's initial sequence number
 HOLDS    not_a_ghost   B is ESTABLISHED only with a number that A opened with
 HOLDS    was_there     B is ESTABLISHED only with numbers with which A is, or was, ESTABLISHED
 HOLDS    a_first       B is never ESTABLISHED while A is still in SYN-SENT
 POSSIBLE half_way      A is ESTABLISHED while B still waits in SYN-RECEIVED (3 steps)
 HOLDS    can_complete  whatever has happened, the opening can still complete
 POSSIBLE cost          both ESTABLISHED, both SYNs acknowledged (4 steps, 3 messages)
 43 states, 266 transitions, depth 5, complete, 0.00 s (-v shows more)
 bounds  unlimited: retransmission timeout; A: active OPEN once; lossy, duplicating, reordering set
 next    handwave draw three-way --group A.state,B.state -o three-way.svg
"""

LOSSY = """\
lossy (M=2, OPENS=1): the yardstick: a small handshake over a set that loses, repeats and reorders
 HOLDS    agreement         both ESTABLISHED, and the client with the server's number, so the server
                            with the client's
          situation occurs: both_established, in 64 states
          broken on purpose: with the client takes any SYN,ACK, the server any ACK, an old SYN in
            flight, VIOLATED in 4 steps
          still HOLDS if M=3 (1,993 states)
          HOLDS only within these bounds: VIOLATED with OPENS=2 (17 steps)
          still HOLDS with 4 sequence numbers
 POSSIBLE both_established  both ends are ESTABLISHED, the client with the server's number (4 steps)
          true in 64 states
          still POSSIBLE with 4 sequence numbers
 713 states, 6,915 transitions, depth 13, complete, 0.00 s
 system  Client / Server over lossy, duplicating, reordering set, sequence numbers mod 2
 numbers NOT for all 2^32 numbers: B.siss takes 1 and 3, which are one number modulo 2 and two of 32
         bits; no modulus up to 7 would do
 rows    all 14 fired
 values  channel to A 8, channel to B 8, A.state 3, B.state 3, A.ciss 2, A.opened 2
 next    handwave draw lossy --group A.state,B.state -o lossy.svg
"""

APART = """\
 VIOLATED apart  the two are never ESTABLISHED together (4 steps)
          NOT as expected: HOLDS was expected
          first false after step 4, because A is ESTABLISHED and B is ESTABLISHED
          A                                         B
          CLOSED                                    LISTEN
    1-2.  SYN_SENT    --> SYN <seq=1>           --> SYN_RCVD     A: open  [open]
                                                                 B: [syn_answered]
    3.    ESTABLISHED <-- SYNACK <seq=1><ack=0> <-- SYN_RCVD     A: [synack_opens]
    4.    ESTABLISHED --> ACK <seq=0><ack=0>    --> ESTABLISHED  B: [ack_opens]
                                                                 VIOLATED here
"""


def _untimed(out: str) -> str:
    return re.sub(r"\d\.\d\d s(?=$| \()", "0.00 s", out, flags=re.MULTILINE)


def test_the_report_is_what_was_asked_with_the_verdict_in_front_and_what_can_happen(handwave: Run) -> None:
    said = handwave("check", "three-way")
    assert _untimed(said.out) == THREE_WAY
    assert said.status == 0


def test_all_that_stands_behind_it_is_told_if_asked(handwave: Run) -> None:
    said = handwave("check", "lossy", "-v")
    assert _untimed(said.out) == LOSSY
    assert said.status == 0


def test_a_counterexample_is_a_ladder(handwave: Run, mine: Path) -> None:
    said = handwave("check", f"{mine}:apart")
    assert APART in said.out
    assert said.status == 1


def test_the_ladder_can_be_left_out(handwave: Run, mine: Path) -> None:
    said = handwave("check", f"{mine}:apart", "--no-ladder")
    assert "-->" not in said.out
    assert " VIOLATED apart  the two are never ESTABLISHED together (4 steps)" in said.out


def test_the_next_command_can_be_pasted(handwave: Run, mine: Path) -> None:
    assert handwave("check", "mine.py:apart").lines[-2:] == [
        " next    handwave trace mine.py:apart apart --changes",
        " next    handwave draw mine.py:apart --trace apart -o apart.svg",
    ]


def test_what_is_vacuous_or_impossible_has_not_passed(handwave: Run, mine: Path) -> None:
    said = handwave("check", "mine.py:deaf", "--json")
    assert [one["verdict"] for one in json.loads(said.out)["properties"]] == ["VACUOUS", "IMPOSSIBLE"]
    assert said.status == 1


def test_a_failure_that_a_model_expects_is_no_failure(handwave: Run, mine: Path) -> None:
    assert handwave("check", "mine.py:warned").status == 0


def test_strict_ignores_what_a_model_expects(handwave: Run, mine: Path) -> None:
    said = handwave("check", "mine.py:warned", "--strict")
    assert "NOT as expected: POSSIBLE was expected" in said.out
    assert said.status == 1


@pytest.mark.parametrize(
    ("limit", "why"),
    [
        (("--max-states", "100"), "cut short by the bound of 100 states"),
        (("--max-depth", "3"), "cut short by the bound of 3 steps"),
        (("--timeout", "0.000001"), "cut short by the bound of 1e-06 s"),
    ],
)
def test_what_a_limit_cut_short_is_not_established(handwave: Run, limit: tuple[str, str], why: str) -> None:
    said = handwave("check", "lossy", "-p", "OPENS=3", *limit)
    assert f"depth {said.out.partition('depth ')[2].partition(',')[0]}, {why}, " in said.out
    folded = " ".join(said.out.split())
    assert f"the server with the client's ({why}) VIOLATED was expected" in folded
    assert said.status == 3


def test_a_violation_seen_before_the_limit_counts(handwave: Run, mine: Path) -> None:
    assert handwave("check", "mine.py:apart", "--max-depth", "4").status == 1


def test_a_system_without_properties_is_counted(handwave: Run, mine: Path) -> None:
    said = handwave("check", "mine.py:unheard")
    assert 'no properties: give it some with Model(system, {"name": Always(...)})' in said.out
    assert said.status == 0
    assert handwave("check", "mine.py:unheard", "--max-states", "10").status == 3


def test_one_property_alone(handwave: Run) -> None:
    said = handwave("check", "lossy", "--property", "agreement", "--json")
    assert [one["name"] for one in json.loads(said.out)["properties"]] == ["agreement"]


def test_json_is_one_object_with_its_schema(handwave: Run) -> None:
    result = json.loads(handwave("check", "lossy", "-p", "M=2", "-p", "OPENS=1", "--json").out)
    assert {name: result[name] for name in ("schema", "model", "states", "transitions", "depth", "complete")} == {
        "schema": 1,
        "model": "lossy",
        "states": 713,
        "transitions": 6915,
        "depth": 13,
        "complete": True,
    }
    assert result["seconds"] > 0
    assert [{name: one[name] for name in ("name", "verdict", "expected", "steps")} for one in result["properties"]] == [
        {"name": "agreement", "verdict": "HOLDS", "expected": "HOLDS", "steps": None},
        {"name": "both_established", "verdict": "POSSIBLE", "expected": "POSSIBLE", "steps": 4},
    ]


def test_json_says_for_which_numbers_it_is_so(handwave: Run) -> None:
    result = json.loads(handwave("check", "syn-numbered", "--vacuity", "off", "--json").out)
    assert result["all_numbers"] == {
        "covered": True,
        "any": [
            "A's ISN",
            "B's ISN",
            "B's second ISN",
            "the SEQ field of an old ACK to B",
            "the ACK field of an old ACK to B",
        ],
        "keeping": [
            "the SEQ field of an old ACK to B = A's ISN + 1",
            "the ACK field of an old ACK to B is one of B's ISN - 15 to B's ISN",
        ],
        "tied": [],
        "why_not": "",
        "least_modulus": None,
        "comparisons": 8,
        "steps": 105,
        "every": None,
    }


def test_the_verdicts_for_every_choice_of_numbers_are_given_if_asked(handwave: Run) -> None:
    said = handwave("check", "one-way-fifo", "--vacuity", "off", "--all-numbers", "--property", "agreement")
    lines = re.sub(r"\d\.\d\d s", "0.00 s", said.out).splitlines()
    assert [line for line in lines if line.startswith(" numbers")][1:] == [
        " numbers for all 2^32 numbers with: B's ISN is not 0",
        " numbers all choices of numbers: 4 states over all numbers at once, 0.00 s, none is left",
        " numbers   agreement: VIOLATED exactly if B's ISN is not 0",
    ]
    result = json.loads(handwave("check", "one-way-fifo", "--vacuity", "off", "--all-numbers", "--json").out)
    assert result["all_numbers"]["every"] == {
        "states_at_once": 4,
        "choices": 0,
        "states": 0,
        "cut": "",
        "verdicts": {
            "b_established": {"POSSIBLE": []},
            "half_way": {"IMPOSSIBLE": []},
            "agreement": {"VIOLATED": ["B's ISN is not 0"]},
            "a_alone": {"POSSIBLE": []},
        },
    }


def test_what_no_single_state_decides_is_searched_with_one_choice_of_numbers_after_the_other(handwave: Run) -> None:
    said = handwave("check", "two-way-knows", "--vacuity", "off", "--all-numbers", "--no-ladder")
    lines = re.sub(r"\d+\.\d\d s", "0.00 s", said.out).splitlines()
    begin = lines.index(" numbers for all 2^32 numbers with: A's ISN = 100; B's ISN = 300")
    assert lines[begin + 1 : begin + 8] == [
        " numbers all choices of numbers: 4 states over all numbers at once, 9 choices of numbers with 54",
        "         states, 0.00 s, none is left",
        " numbers   a_unsure: HOLDS whatever they are",
        " numbers   has_it: POSSIBLE exactly if A's ISN = 100 and B's ISN = 300: 1 choice in 2^64",
        " numbers   has_not: POSSIBLE whatever they are",
        " numbers   b_unsure: POSSIBLE if A's ISN = 100 and B's ISN = 300: 1 choice in 2^64; IMPOSSIBLE",
        "         otherwise",
    ]


def test_a_bound_that_the_search_met_is_said_without_being_asked_for(handwave: Run) -> None:
    lines = handwave("check", "three-way-reopen", "--property", "agreement").lines
    assert " bound   met: B chose all of its numbers (fresh, in order: 500, 600); the verdicts do not look" in lines


def test_fewer_numbers_than_by_default_are_a_bound_that_is_said(handwave: Run, mine: Path) -> None:
    mine.write_text(
        "from spec.tcp import *\n"
        "wraps = Sometimes('its number and three more are its first', A[SND.NXT] + 3 == A[ISS])\n"
        "few = Model(opening(modulus=4, isn={'A': fresh(1), 'B': fresh(2)}), asks(wraps))\n"
        "many = Model(opening(), asks(wraps))\n"
    )
    assert "; sequence numbers modulo 4" in handwave("check", "mine.py:few").out.replace("\n        ", "")
    assert "modulo" not in handwave("check", "mine.py:many").out


def test_a_search_that_was_cut_short_or_has_no_numbers_speaks_of_none(handwave: Run) -> None:
    short = json.loads(handwave("check", "three-way", "--max-states", "20", "--json").out)
    without = json.loads(handwave("check", "generals", "--json").out)
    assert (short["all_numbers"], without["all_numbers"]) == (None, None)


def test_several_models_are_a_list(handwave: Run, mine: Path) -> None:
    said = handwave("check", "mine.py:apart", "lossy", "--json")
    assert [one["model"] for one in json.loads(said.out)] == ["apart", "lossy"]
    assert said.status == 1


def test_options_may_stand_between_models(handwave: Run, mine: Path) -> None:
    said = handwave("check", "mine.py:deaf", "--no-ladder", "lossy")
    assert [line.partition(" ")[0] for line in said.lines if line and line[0] != " "] == ["deaf", "lossy"]


def test_stats_say_every_level(handwave: Run) -> None:
    said = handwave("check", "lossy", "--stats")
    assert " levels  1, 1, 4, 9, 22, 32, 48, 80, 112, 112, 100, 120, 64, 8" in said.lines


def test_the_catalogue_is_a_table_of_the_verdicts_that_a_model_is_there_for(
    handwave: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from spec import catalogue

    few = {name: catalogue.MODELS[name] for name in ("two-way", "lossy")}
    monkeypatch.setattr(catalogue, "MODELS", few)
    said = handwave("check")
    assert said.lines[:5] == [
        "messages: why three messages: one, two and four, both ends at once, other networks",
        " two-way          43  as expected: was_there VIOLATED in 2 steps, 3 more; for all 2^32 numbers",
        "yardstick: a small handshake to measure with",
        " lossy           713  as expected: agreement HOLDS, 1 more; NOT for all 2^32 numbers",
        "",
    ]
    assert said.lines[-1].startswith("2 of 2 models, 6 of 6 properties as expected, ")
    assert re.fullmatch(r"2 models: about (\d+ s|a minute|\d+ minutes)\n", said.err)
    assert said.status == 0


def test_the_table_counts_the_verdicts_that_lack_something(handwave: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from spec import catalogue
    from spec.tcp.catalogue.messages import two_way

    monkeypatch.setattr(catalogue, "MODELS", {"bare": replace(two_way, mutants={}, larger=())})
    said = handwave("check")
    assert said.lines[-1] == "2 of 4 verdicts lack a mutant or a larger bound: handwave check MODEL says which"
    assert said.status == 0


def test_the_catalogue_shows_every_property_that_is_not_as_expected(
    handwave: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from spec import catalogue

    monkeypatch.setattr(catalogue, "MODELS", {"lossy": catalogue.MODELS["lossy"]})
    said = handwave("check", "--max-states", "5")
    assert said.lines[1:4] == [
        " lossy          5+  nothing as expected",
        "                    agreement NOT ESTABLISHED (cut short by the bound of 5 states), HOLDS was",
        "                    expected",
    ]
    assert said.status == 3


def test_a_choice_of_numbers_that_was_not_searched_leaves_the_answer_open(handwave: Run) -> None:
    said = handwave("check", "lossy", "--all-numbers", "--vacuity", "off", "--max-states", "800")
    assert "agreement: NOT ESTABLISHED" in said.out
    assert said.status == 3


def test_of_other_numbers_nothing_is_said_where_nobody_wants_to_know(handwave: Run) -> None:
    said = handwave("check", "lossy", "-v", "--vacuity", "off", "--own-numbers")
    assert said.status == 0
    assert "2^32" not in said.out
    assert "2^32" in handwave("check", "lossy", "-v", "--vacuity", "off").out
    assert "2^32" not in handwave("check", "lossy").out
