"""``handwave list``: the topics, the models of one, one model, JSON, and what is refused."""

from __future__ import annotations

import json

from spec.catalogue import MODELS, TOPICS
from tests.command.saying import Run


def test_the_topics_are_listed_with_the_names_of_their_models(handwave: Run) -> None:
    said = handwave("list")
    assert said.lines[:2] == [
        "opening       the three-way handshake: who is where when, old segments, timers",
        "              three-way, handshake, handshake-no-timers, three-way-reopen*, three-way-old-syn,",
    ]
    assert said.lines[-2:] == [
        "* has parameters, which 'handwave list MODEL' shows.",
        "'handwave list opening' tells more of a topic, 'handwave check three-way' checks a model.",
    ]
    assert [line.partition(" ")[0] for line in said.lines if line[:1].isalpha()] == [one.name for one in TOPICS]


def test_a_topic_is_listed_with_what_is_expected_of_each_model(handwave: Run) -> None:
    said = handwave("list", "attacks")
    assert said.lines == [
        "attacker-reset          an attacker's reset somewhere in the window is challenged (RFC 5961 3; 9293",
        "                        3.10.7.4 second)",
        "                        expected: b_gone IMPOSSIBLE, b_stays HOLDS",
        "attacker-reset-793      by RFC 793 an attacker's reset somewhere in the window is obeyed (RFC 793 p.",
        "                        37)",
        "                        expected: b_gone POSSIBLE, b_stays VIOLATED",
        "attacker-reset-exact    an attacker's reset with the very number that B expects next is obeyed (RFC",
        "                        5961 3)",
        "                        expected: b_gone POSSIBLE, b_stays VIOLATED",
        "attacker-syn            an attacker's SYN in the window is challenged (RFC 5961 4; 9293 3.10.7.4",
        "                        fourth)",
        "                        expected: b_gone IMPOSSIBLE, b_stays HOLDS",
        "attacker-syn-793        by RFC 793 an attacker's SYN in the window resets the connection (RFC 793 p.",
        "                        71)",
        "                        expected: b_gone POSSIBLE, b_stays VIOLATED",
        "attacker-syn-beyond-793",
        "                        by RFC 793 an attacker's SYN beyond the window is only acknowledged (RFC 793",
        "                        p. 69)",
        "                        expected: b_gone IMPOSSIBLE, b_stays HOLDS",
        "",
        "'handwave check attacker-reset' checks one, 'handwave check' all of the catalogue.",
    ]


def test_a_model_is_listed_with_its_parameters(handwave: Run) -> None:
    said = handwave("list", "half-close")
    assert said.lines[:5] == [
        "half-close  an end that has closed still takes and reads what the other sends (RFC 9293 3.6)",
        "            expected: half_closed POSSIBLE, reads_after_close POSSIBLE, takes_after_close POSSIBLE,",
        "            numbers_in_order HOLDS",
        "            parameters: -p FLYING=1 (1 to 3)",
        "",
    ]


def test_json_is_a_list_of_models_each_with_its_topic(handwave: Run) -> None:
    told = json.loads(handwave("list", "--json").out)
    assert [one["model"] for one in told] == list(MODELS)
    assert {one["topic"] for one in told} == {one.name for one in TOPICS}


def test_json_of_a_topic_is_a_list_of_its_models(handwave: Run) -> None:
    assert json.loads(handwave("list", "numbers", "--json").out)[0] == {
        "model": "s2-numbers",
        "topic": "numbers",
        "about": "the opening with the numbers of the third article: 1000, 8000, 1001, 8001",
        "rfc": "9293 3.5, figure 6",
        "parameters": {},
        "expected": {"completes": "POSSIBLE", "agreement": "HOLDS", "cost": "POSSIBLE"},
    }


def test_what_is_neither_topic_nor_model_is_refused(handwave: Run) -> None:
    said = handwave("list", "closng")
    assert said.err == (
        "handwave: there is no topic and no model 'closng' (did you mean closing or s2-closing or backlog?): "
        "'handwave list' shows the topics\n"
    )
    assert said.status == 2
