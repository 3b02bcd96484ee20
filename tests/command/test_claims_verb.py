"""``handwave claims``: the table, one claim in full, Markdown, JSON, both languages, and its exit status."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest
from wcwidth import wcswidth

from checker.command.verbs import claims as claiming
from spec.articles import CLAIMS, Claim
from tests.command.saying import Run

PAGE = """\
S2.8  FALSE  (Go语言 之TCP三次握手)
 about    the maximum segment size: a limit for each direction
 claim    The two sides negotiate their initial numbers and the segment size.
          双方协商了一些信息,例如发送序号的初始值、最大段尺寸等。
 theorem  Neither of these is negotiated: each end announces one segment size for the other way (536
          octets where it announces none), and chooses its own initial number.  Window scale and
          SACK are: they take both ends.
 run      mss common_minimum: VIOLATED (5 steps): no segment either way is longer than the smaller
          of the two announcements
          speaks against the claim; 54 states, walked again by the reference interpreter
 run      mss-equal common_minimum: HOLDS: no segment either way is longer than the smaller of the
          two announcements
          says what is true beside it; 54 states
          HOLDS only within these bounds: VIOLATED with A_ANNOUNCES=1025 (5 steps), or
          B_ANNOUNCES=1025 (5 steps)
          still HOLDS with each of 11 other bounds raised by one
 run      mss within_announced: HOLDS: no end gets a segment longer than it announced
          says what is true beside it; 54 states
          still HOLDS with each of 13 bounds raised by one
"""


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> Mapping[str, Claim]:
    """Two claims, so that the table is quick."""
    few = {name: CLAIMS[name] for name in ("S1.5", "S4.4")}
    monkeypatch.setattr(claiming, "CLAIMS", few)
    return few


def test_one_claim_is_told_with_its_theorem_its_runs_and_a_ladder(handwave: Run) -> None:
    said = handwave("claims", "S2.8")
    assert said.out.startswith(PAGE)
    assert " control  common_minimum comes out otherwise: mss-equal" in said.lines
    assert (
        "  4-5.  OPEN   <-- <CTL=ACK><DATA=1460> <-- OPEN    B: SEND a full segment  [sends, 3.7.1 MUST-16]"
        in said.lines
    )
    assert said.status == 0


def test_the_table_groups_by_article_and_adds_up(handwave: Run, two: Mapping[str, Claim]) -> None:
    said = handwave("claims")
    assert said.lines[:-1] == [
        "S1  TCP机制之连接管理(三次握手和四次挥手详解)",
        "claim   verdict   what is claimed                           decided by",
        "S1.5    true      The server waits in LISTEN.               handshake waits_in_listen: HOLDS for all",
        "                                                            2^32 numbers",
        "",
        "S4  三次握手和四次断开的过程",
        "claim   verdict   what is claimed                           decided by",
        "S4.4    false     After the last ACK the connection is      who-waits gone_when_acked: VIOLATED (4",
        "                  completely closed (the second and the     steps)",
        "                  third answer, without TIME-WAIT).",
        "",
    ]
    assert said.lines[-1].startswith(
        "2 claims: 1 true, 0 assuming, 1 false, 0 open; 5 of 5 runs as declared; 4 models, 3,614 states, "
    )
    assert said.status == 0


def test_chinese_letters_take_two_columns_and_the_table_stays_straight(handwave: Run, two: Mapping[str, Claim]) -> None:
    lines = handwave("claims", "--lang", "zh").lines
    head = next(line for line in lines if line.startswith("论断"))
    row = next(line for line in lines if line.startswith("S1.5"))
    assert "LISTEN" in row
    assert wcswidth(row[: row.index("handshake")]) == wcswidth(head[: head.index("判定依据")])


def test_json_is_a_list_of_claims_with_their_runs(handwave: Run) -> None:
    (one,) = json.loads(handwave("claims", "S1.5", "--json").out)
    assert {name: one[name] for name in ("id", "seed", "statement", "verdict", "assumption", "theorem")} == {
        "id": "S1.5",
        "seed": "S1",
        "statement": "The server waits in LISTEN.",
        "verdict": "true",
        "assumption": "",
        "theorem": "A passive OPEN enters LISTEN, which B leaves when a SYN has come.",
    }
    (run,) = one["runs"]
    assert {name: run[name] for name in ("model", "property", "engine", "verdict")} == {
        "model": "handshake",
        "property": "waits_in_listen",
        "engine": "python",
        "verdict": "HOLDS",
    }


def test_json_has_the_articles_own_words_too(handwave: Run) -> None:
    (one,) = json.loads(handwave("claims", "S1.5", "--json").out)
    assert one["chinese"] == "建立连接之前,服务器端处于 LISTEN 状态。"


def test_markdown_is_a_table_for_each_article(handwave: Run, two: Mapping[str, Claim]) -> None:
    theorem = CLAIMS["S1.5"].theorem
    assert handwave("claims", "--markdown").lines[:5] == [
        "## S1: TCP机制之连接管理(三次握手和四次挥手详解)",
        "",
        "| claim | verdict | what is claimed | theorem | decided by |",
        "| --- | --- | --- | --- | --- |",
        f"| S1.5 | true | The server waits in LISTEN. | {theorem} | handshake waits_in_listen: HOLDS for all 2^32 "
        "numbers |",
    ]


def test_a_question_names_every_claim_that_is_about_it(handwave: Run) -> None:
    said = handwave("claims", "free-port", "--json")
    assert [(one["id"], one["questions"]) for one in json.loads(said.out)] == [
        ("S3.14", ["free-port"]),
        ("S3.21", ["two-msl", "free-port"]),
    ]


def test_a_model_names_every_claim_that_it_decides(handwave: Run) -> None:
    said = handwave("claims", "mss-narrow", "--json")
    assert [one["id"] for one in json.loads(said.out)] == ["S2.4"]


def test_a_topic_names_every_claim_that_one_of_its_models_decides(handwave: Run) -> None:
    said = handwave("claims", "segment-size", "--json")
    assert [one["id"] for one in json.loads(said.out)] == ["S1.17", "S2.4", "S2.5", "S2.8"]


def test_a_claim_that_nobody_makes_is_refused(handwave: Run) -> None:
    said = handwave("claims", "S9.1")
    assert said.err == (
        "handwave: there is no claim 'S9.1' (did you mean S4.1 or S3.1 or S2.1?): write S0.11 for one, "
        "S0 for an article's, a topic or a model of 'handwave list', or a question of 'handwave claims --help'\n"
    )
    assert said.status == 2


def test_a_run_that_differs_from_its_row_is_a_failure(handwave: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = CLAIMS["S2.8"]
    wrong = replace(claim, runs=(replace(claim.runs[0], verdict="HOLDS"),))
    monkeypatch.setattr(claiming, "CLAIMS", {"S2.8": wrong})
    said = handwave("claims")
    assert "0 of 1 run as declared" in said.out
    assert said.status == 1
    told = " ".join(handwave("claims", "S2.8").out.split())
    assert "common_minimum: VIOLATED (5 steps) NOT as declared: HOLDS was expected" in told


def test_other_segments_than_the_article_draws_are_a_failure(handwave: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = CLAIMS["S2.6"]
    wrong = replace(claim, runs=(replace(claim.runs[0], segments=("A <SEQ=1001><CTL=SYN>",)),))
    monkeypatch.setattr(claiming, "CLAIMS", {"S2.6": wrong})
    said = handwave("claims", "S2.6")
    assert "these segments were expected: A <SEQ=1001><CTL=SYN>" in " ".join(said.out.split())
    assert said.status == 1


def test_a_limit_leaves_a_claim_open_and_is_no_success(handwave: Run) -> None:
    said = handwave("claims", "S4.4", "--max-states", "5")
    assert said.lines[0].startswith("S4.4  OPEN")
    assert "NOT ESTABLISHED (cut short by the bound of 5 states)" in " ".join(said.out.split())
    assert said.status == 3


def test_the_pairs_of_states_are_a_table_for_course_notes(handwave: Run) -> None:
    said = handwave("claims", "--pairs")
    assert said.lines[0].startswith("| A \\ B | CLOSED | LISTEN |")
    assert said.lines[-1] == "38 pairs"
