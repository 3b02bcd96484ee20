"""Sweeps: where a property is made or broken, by as few tries as the declaration allows."""

from __future__ import annotations

import json

import pytest

from checker.evidence.sweep import Sweep, Tried, sweep
from checker.results.answers import Answer, Verdict
from tests.command.conftest import handwave as handwave
from tests.command.saying import Run

COUNTING = """\
from spec.notation import (
    PERFECT, A, Always, Cheapest, Counter, Machine, Message, Model, Sometimes, State, System, Variables,
    between, call, model, param, row,
)


class Place(State):
    HERE = "HERE"


(HERE,) = Place


class Word(Message):
    "Nothing but a word."


class Count(Variables):
    said = Counter(param("MOST"))


class Speaker(Machine):
    start, final = HERE, (HERE,)
    speak = row(
        at=HERE, on=call("speak"), when=Count.said < param("MOST"), do=[Count.said.set_to(Count.said + 1), Word.send()]
    )


class Silent(Machine):
    start, final = HERE, (HERE,)
    nothing = row(at=HERE, on=call("rest"))


few = Always("A speaks at most 5 times", A[Count.said] <= 5, Sometimes("A speaks", A[Count.said] > 0))
all_said = Cheapest("A has said everything", A[Count.said == param("MOST")])


@model(MOST=between(1, 50, monotone=("few", "all_said")))
def speaking(MOST: int = 3) -> Model:
    system = System(Speaker, Silent, PERFECT.holding(60), params={"MOST": MOST})
    return Model(system, {"few": few, "all_said": all_said})
"""


def tried(value: int, verdict: Verdict, cost: int | None = None) -> Tried:
    return Tried(value, Answer("it", verdict, cost=cost), states=1, transitions=1, seconds=0.0)


def turning(*turns: int) -> Sweep:
    """A verdict that is turned at each of these values, over 1 to 20."""
    return sweep(1, 20, lambda value: tried(value, _turned(value, turns)))


def _turned(value: int, turns: tuple[int, ...]) -> Verdict:
    return Verdict.VIOLATED if sum(value >= turn for turn in turns) % 2 else Verdict.HOLDS


@pytest.mark.parametrize("turn", range(1, 22))
def test_bisection_finds_the_one_change_that_scanning_finds(turn: int) -> None:
    scanned = turning(turn)
    bisected = sweep(1, 20, lambda value: tried(value, _turned(value, (turn,))), monotone=True)
    where = [(before.value, after.value) for before, after in scanned.changes]
    assert [(before.value, after.value) for before, after in bisected.changes] == where
    assert (scanned.method, bisected.method) == ("scanning", "bisection")
    assert len(bisected.tried) <= 7


def test_scanning_finds_every_change() -> None:
    assert [(before.value, after.value) for before, after in turning(4, 9, 10).changes] == [(3, 4), (8, 9), (9, 10)]


def test_bisection_gives_way_to_scanning_where_a_value_has_no_verdict() -> None:
    done = sweep(
        1, 6, lambda value: tried(value, Verdict.NOT_ESTABLISHED if value == 6 else Verdict.HOLDS), monotone=True
    )
    assert (done.method, len(done.tried), done.established) == ("scanning", 6, False)


def test_bisection_gives_way_to_scanning_where_there_is_a_third_outcome() -> None:
    done = sweep(1, 5, lambda value: tried(value, Verdict.POSSIBLE, cost=value), monotone=True)
    assert (done.method, [one.answer.cost for one in done.tried]) == ("scanning", [1, 2, 3, 4, 5])


@pytest.fixture
def speaking(handwave: Run) -> Run:
    """The command, beside a file with a model that is broken from 6 on."""
    with open("counting.py", "w", encoding="utf-8") as file:
        file.write(COUNTING)
    return handwave


def test_the_command_bisects_and_says_so(speaking: Run) -> None:
    said = speaking("sweep", "counting.py", "few", "-p", "MOST=1..50")
    assert said.status == 0
    assert said.lines[0] == (
        "speaking, few, MOST=1..50: by bisection, declared to change at most once; 8 of 50 values tried"
    )
    assert said.lines[-1] == " the smallest MOST with VIOLATED after HOLDS is 6"


def test_the_command_scans_where_it_is_asked_to(speaking: Run) -> None:
    said = speaking("sweep", "counting.py", "few", "-p", "MOST=4..7", "--scan")
    seconds = [line.split() for line in said.lines[2:6]]
    assert said.lines[0] == "speaking, few, MOST=4..7: by scanning all 4"
    assert [line[:3] for line in seconds] == [
        ["4", "HOLDS", "-"],
        ["5", "HOLDS", "-"],
        ["6", "VIOLATED", "6"],
        ["7", "VIOLATED", "6"],
    ]
    assert said.lines[6:] == [
        " the smallest MOST with VIOLATED after HOLDS is 6",
        " it changes once: monotone in this range",
    ]


def test_the_command_shows_costs_over_a_range(speaking: Run) -> None:
    said = json.loads(speaking("sweep", "counting.py", "all_said", "-p", "MOST=1..4", "--json").out)
    assert [(one["value"], one["verdict"], one["cost"]) for one in said["tried"]] == [
        (1, "POSSIBLE", 1),
        (2, "POSSIBLE", 2),
        (3, "POSSIBLE", 3),
        (4, "POSSIBLE", 4),
    ]
    assert said["method"] == "scanning"
    assert said["changes"] == [[1, 2], [2, 3], [3, 4]]


def test_a_value_that_a_limit_leaves_open_is_named_and_is_status_3(speaking: Run) -> None:
    said = speaking("sweep", "counting.py", "few", "-p", "MOST=1..4", "--max-states", "3")
    assert said.status == 3
    assert said.lines[-2] == " not established for MOST=2, 3, 4: give a higher limit"


MISTAKES = {
    "lossy agreement": "handwave: give a range to one parameter of lossy: -p M=1..16, -p OPENS=1..8",
    "lossy agreement -p M=5..3": "handwave sweep: argument -p: the range M=5..3 is empty: write M=3..5 "
    "(handwave sweep --help lists what it takes)",
    "lossy agreement -p M=0..3": "handwave: model lossy: M=0..3 goes beyond 1..16",
    "lossy agreement -p M=1..99": "handwave: model lossy: M=1..99 goes beyond 1..16",
    "lossy agreement -p K=1..3": "handwave: model lossy has no parameter K; it has -p M=1..16, -p OPENS=1..8",
    "lossy agreement -p M=1..b": "handwave sweep: argument -p: M=1..b is not a range of whole numbers: "
    "write M=1..16, for example (handwave sweep --help lists what it takes)",
    "lossy agreement -p M=1..2 -p OPENS=1..2": "handwave: give a range to one parameter only of lossy: "
    "-p M=1..16, -p OPENS=1..8",
    "lossy agreed -p M=1..2": "handwave: lossy has no property 'agreed' (did you mean agreement?): "
    "it has agreement, both_established",
    "lossy agreement -p M=1..2 --max-states 0": "handwave sweep: argument --max-states: '0' is not a whole number of "
    "1 or more (handwave sweep --help lists what it takes)",
    "two-way was_there -p M=1..2": "handwave: model two-way has no parameters to sweep: "
    "'handwave list' shows which models have some",
}


@pytest.mark.parametrize("typed", MISTAKES)
def test_a_mistake_is_one_sentence_with_what_is_accepted(handwave: Run, typed: str) -> None:
    said = handwave("sweep", *typed.split())
    assert (said.status, said.out, said.err) == (2, "", MISTAKES[typed] + "\n")
