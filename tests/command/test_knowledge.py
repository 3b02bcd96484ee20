"""The verbs on a model in which it is asked who knows what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command.saying import Run

KNOWING = Path(__file__).with_name("knowing.py")
MODEL = f"{KNOWING}:knowing"


def test_check_decides_it_changes_every_world_alike_and_takes_the_runs_again(handwave: Run) -> None:
    said = handwave("check", MODEL, "-v")
    assert said.status == 0
    assert "broken on purpose: with B is Suspicious, VIOLATED in 1 step" in said.out
    assert "replayed: the reference interpreter takes the run, and it shows the violation" in said.out
    (found,) = [json.loads(handwave("check", MODEL, "--json").out)]
    behind = {one["name"]: one["assurance"] for one in found["properties"]}
    assert [name for name, one in behind.items() if one["replayed"] and one["asked_again"]] == [
        "a_knows",
        "in_the_clear",
        "cheapest",
        "in_the_end",
    ]


def test_check_says_where_the_points_are_too_many_that_it_was_not_asked_again(
    handwave: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.reference.replay.MOST_POINTS", 5)
    said = handwave("check", MODEL, "-v")
    assert said.status == 0
    assert "takes the run, and what is known was not asked again" in " ".join(said.out.split())


def test_check_establishes_nothing_of_it_where_the_search_stops_short(handwave: Run) -> None:
    said = handwave("check", MODEL, "--max-depth", "2")
    assert said.out.count(" NOT ESTABLISHED ") == 6
    assert " ".join(said.out.split()).count("(cut short by the bound of 2 steps;") == 6
    assert "depends on every" in said.out
    assert not said.err


def test_walk_takes_the_run_and_does_not_ask(handwave: Run) -> None:
    said = handwave("walk", MODEL, "--seed", "3")
    assert said.out.count("not asked, one run cannot say who knows what, handwave check can") == 6
    assert (said.status, said.err) == (0, "")


@pytest.mark.parametrize("name", ["a_knows", "in_the_clear", "cheapest", "in_the_end"])
def test_trace_shows_it(handwave: Run, name: str) -> None:
    said = handwave("trace", MODEL, name)
    assert (said.status, said.err) == (0, "")
    assert "IDLE" in said.out


@pytest.mark.parametrize("how", [(), ("--raw", "--force"), ("--along", "in_the_clear"), ("--around", "a_knows", "1")])
def test_draw_draws_its_points(handwave: Run, how: tuple[str, ...]) -> None:
    said = handwave("draw", MODEL, "-p", "N=0", *how, "-o", "points.dot")
    assert (said.status, said.err) == (0, "")
    assert Path("points.dot").read_text().startswith("digraph")


def test_draw_leads_a_trace_along_arrows_that_are_there(handwave: Run) -> None:
    said = handwave("draw", MODEL, "--raw", "--force", "--along", "a_knows", "-o", "points.dot")
    assert (said.status, said.err) == (0, "")


def test_sweep_tries_every_value(handwave: Run) -> None:
    said = handwave("sweep", MODEL, "a_knows", "-p", "N=0..2")
    assert said.out.count("VIOLATED") >= 3
    assert said.status == 0
