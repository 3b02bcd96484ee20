"""``handwave check --engine bounded``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.command.conftest import handwave as handwave
from tests.command.saying import Run


def test_check_looks_at_all_runs_of_so_many_steps(handwave: Run) -> None:
    said = handwave("check", "two-way-late-syn", "--engine", "bounded", "--depth", "3", "--no-ladder")
    assert said.status == 0
    assert said.lines[1:3] == [
        " two messages, and A gives up before B hears of it",
        " initial numbers: A fresh, in order: 100; B fresh, in order: 300, 400",
    ]
    assert said.lines[3].startswith(" bounds of the search: A: at most 1 x active OPEN, 1 x ABORT, no passive OPEN, ")
    at = next(place for place, line in enumerate(said.lines) if line.startswith(" all runs of 3 steps or fewer, "))
    assert said.lines[at + 1 :] == [
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


def test_its_heading_is_that_of_a_search(handwave: Run) -> None:
    model = ["check", "crash", "-p", "QUIET=1", "--property", "second"]
    bounded = handwave(*model, "--engine", "bounded", "--depth", "1").lines
    searched = handwave(*model, "--max-depth", "1").lines
    at = next(place for place, line in enumerate(bounded) if line.startswith(" all runs of 1 step or fewer"))
    assert bounded[:at] == searched[:at]
    assert bounded[0].startswith("crash (QUIET=1): Tcp / Tcp over lossy reordering bag (at most 2 in flight each way,")


def test_statistics_say_how_large_the_question_is_and_where_the_time_went(handwave: Run) -> None:
    said = handwave("check", "mss", "--engine", "bounded", "--depth", "2", "--no-ladder", "--stats")
    size, solver, steps = said.lines[-3:]
    assert re.fullmatch(r" size    \d+ cells of \d+ bits for each step; paths of rows: \d+ at A and \d+ at B", size)
    assert re.fullmatch(r" solver  \d+ questions, \d+\.\d\d s of \d+\.\d\d s", solver)
    assert re.fullmatch(r" steps   0 after \S+ s, 1 after \S+ s, 2 after \S+ s", steps)
    assert "size" not in handwave("check", "mss", "--engine", "bounded", "--depth", "2", "--no-ladder").out


@pytest.mark.parametrize("verb", [["check", "mss", "--engine", "bounded"], ["prove", "octets-of-a"]])
def test_a_folder_that_cannot_be_used_is_refused_at_once(handwave: Run, tmp_path: Path, verb: list[str]) -> None:
    (tmp_path / "here").write_text("", encoding="utf-8")
    said = handwave(*verb, "--save-queries", "here")
    assert said.err.startswith(f"handwave {verb[0]}: argument --save-queries: here is no folder (")
    assert (said.out, said.status) == ("", 2)
    said = handwave(*verb, "--save-queries", "here/below")
    assert "argument --save-queries: " in said.err
    assert "here is no folder: here/below cannot be made (" in said.err
    assert (said.out, said.status) == ("", 2)
