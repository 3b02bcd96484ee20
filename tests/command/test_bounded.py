"""``handwave check --engine bounded``."""

from __future__ import annotations

import json

from tests.command.conftest import handwave as handwave
from tests.command.saying import Run


def test_check_looks_at_all_runs_of_so_many_steps(handwave: Run) -> None:
    said = handwave("check", "two-way-late-syn", "--engine", "bounded", "--depth", "3", "--no-ladder")
    assert said.status == 0
    assert said.lines[1] == " two messages, and A gives up before B hears of it"
    assert said.lines[2].startswith(" all runs of 3 steps or fewer, ")
    assert said.lines[3:] == [
        " b_established  POSSIBLE in 2 steps, as expected: B gets to ESTABLISHED",
        " not_alone      VIOLATED in 3 steps, as expected: B is never ESTABLISHED while A is CLOSED",
    ]


def test_what_is_not_established_has_its_own_status(handwave: Run) -> None:
    said = handwave("check", "two-way-late-syn", "--engine", "bounded", "--depth", "2", "--json")
    found = json.loads(said.out)
    assert (said.status, found["engine"], found["depth"], found["complete"]) == (3, "bounded", 2, False)
    assert found["properties"][1]["why"] == "no run of 2 steps or fewer violates it"


def test_options_of_one_engine_are_refused_with_another(handwave: Run) -> None:
    assert "write handwave check MODEL ... --engine bounded" in handwave("check", "--engine", "bounded").err
    assert "--depth is the length of runs for --engine bounded" in handwave("check", "mss", "--depth", "3").err
    assert "lists no states" in handwave("check", "mss", "--engine", "bounded", "--max-states", "3").err
    assert "no other engine asks one" in handwave("check", "mss", "--save-queries", "here").err
