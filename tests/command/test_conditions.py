"""The verb ``conditions``: what is printed, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command.saying import Run


def test_it_says_what_was_assumed_and_that_it_holds_for_the_numbers_that_are_left(handwave: Run) -> None:
    said = handwave("conditions", "reused-isn", "not_a_ghost", "--assuming", "no-old-ack")
    assert said.status == 0
    lines = said.out.splitlines()
    assert lines[1] == " assuming no-old-ack: no old ACK acknowledges the ISN of a new connection"
    assert lines[2].startswith(" for the numbers that are left: 891 states, ")
    assert lines[3:] == [
        " tied by the model: the SEQ field of an old SYN to B + 1 = the SEQ field of an old ACK to B",
        " not_a_ghost: HOLDS for the numbers that are left: B is ESTABLISHED only with a number that A opened",
        "   with",
    ]


def test_a_condition_comes_with_how_rare_it_is(handwave: Run) -> None:
    said = handwave("conditions", "attacker-reset-793", "b_stays", "--json")
    (answer,) = json.loads(said.out)
    condition = "the SEQ field of a forged RST to B is one of A's ISN + 1 to A's ISN + 16: 16 choices in 2^32"
    assert answer["conditions"] == [condition]
    assert answer["tied"] == [
        "A's ISN = A.ISS = B.IRS",
        "A's ISN + 1 = A.SND.UNA = A.SND.NXT = B.RCV.NXT",
        "B's ISN = A.IRS = B.ISS",
        "B's ISN + 1 = A.RCV.NXT = B.SND.UNA = B.SND.NXT",
    ]


def test_numbers_that_keep_their_distance_are_said_to_be_tied(handwave: Run) -> None:
    lines = handwave("conditions", "reused-isn", "not_a_ghost").lines
    assert " tied by the model: the SEQ field of an old SYN to B + 1 = the SEQ field of an old ACK to B" in lines


def test_a_model_without_sequence_numbers_has_no_conditions_on_them(handwave: Run) -> None:
    said = handwave("conditions", "generals")
    assert (said.status, said.err) == (
        2,
        "handwave: generals has no sequence numbers: ask handwave check generals\n",
    )


def test_an_unknown_discipline_is_refused_with_those_that_there_are(handwave: Run) -> None:
    said = handwave("conditions", "reused-isn", "--assuming", "clockdriven")
    assert (said.status, said.err) == (
        2,
        "handwave: there is no assumption 'clockdriven' (did you mean clock-driven?): there are clock-driven, "
        "clock-ahead, not-repeated, no-old-ack\n",
    )


def test_a_contradiction_is_refused_in_one_sentence(handwave: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(
        "from spec.notation import FALSE, Model, assuming\n"
        "from spec.tcp.catalogue.opening import reused_isn\n"
        "from dataclasses import replace\n"
        "mine = replace(reused_isn, assuming={'quiet': assuming('quiet time: nothing old is left', FALSE)})\n"
    )
    said = handwave("conditions", "mine.py:mine", "--assuming", "quiet")
    assert said.status == 2
    assert said.err == (
        "mine.py:4: no numbers are left under 'quiet': it contradicts itself, or the numbers that the model "
        "has at the start\n"
    )


def test_what_the_solver_leaves_open_is_not_established_and_kept(
    handwave: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.numbers.solver.WORK", 100)
    said = handwave("prove", "clocks", "--save-queries", "open")
    assert said.status == 3
    assert "NOT ESTABLISHED, NOT as expected (HOLDS)" in said.out
    assert "Z3 gave up on a query (the bound of 100 units of its work): kept in open" in said.out
    kept = sorted(path.name for path in (tmp_path / "open").iterdir())
    assert any(name.endswith("-unknown.smt2") for name in kept)
    assert (tmp_path / "open" / kept[0]).read_text().endswith("(check-sat)\n")


def test_a_model_or_all_of_them(handwave: Run) -> None:
    assert handwave("conditions").err.startswith("handwave conditions: name a model, or --all")
