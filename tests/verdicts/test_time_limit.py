"""A limit in seconds, and Ctrl-C, end the deciding as they end the search: nothing is established that was not seen."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest

from checker import explore
from checker.evidence.assurance import assured
from checker.search import clock as clocks
from checker.search.breadth_first import Limits
from checker.search.clock import Clock, OutOfTime
from checker.verdicts.deciding import GraphDecider
from checker.verdicts.exploration import Exploration
from spec.lossy.models import lossy
from spec.notation import (
    EVERYTHING,
    FALSE,
    TRUE,
    Always,
    AlwaysPossible,
    Cheapest,
    LeadsTo,
    NeverStuck,
    Property,
    Sometimes,
    nothing_in_flight,
    weak,
)
from spec.notation.formulas_of import formulas
from tests.passing_time import Passing

MODEL = lossy(M=2, OPENS=1)
SYSTEM, (AGREE, _) = MODEL.system, formulas(MODEL.properties["agreement"])
BUSY = Sometimes("nothing is in flight", nothing_in_flight)
ASKED: dict[str, Property] = {
    "always": Always("always", AGREE, BUSY),
    "sometimes": BUSY,
    "stuck": NeverStuck("stuck", FALSE),
    "possible": AlwaysPossible("possible", nothing_in_flight),
    "cheapest": Cheapest("cheapest", ~AGREE),
    "promise": LeadsTo("promise", TRUE, FALSE, (weak(EVERYTHING),)),
}
"""Of 713 states, five of them stuck."""


@dataclass
class Patience(Clock):
    """A clock whose time is over after so many looks, whatever the hour."""

    patience: int = 0
    presses: bool = False
    """Whether somebody presses Ctrl-C then, instead."""

    def look(self) -> None:
        self.patience -= 1
        if self.patience < 0 and self.presses and not self.interrupted:
            raise KeyboardInterrupt
        if self.patience < 0:
            raise OutOfTime


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clocks, "LOOK_EVERY", 100)
    monkeypatch.setattr(clocks, "SLICE", 100)


@pytest.fixture(scope="module", name="found")
def explored() -> Exploration:
    return explore(SYSTEM, ASKED)


def said(found: Exploration, name: str, clock: Clock) -> str:
    return repr(GraphDecider(found.successors, found.search, Limits(), clock).decide(name, ASKED[name]))


COVERED = {
    "always": "300 of 713 states looked at",
    "sometimes": "POSSIBLE in 0 steps",
    "stuck": "VIOLATED in 3 steps",
    "possible": "300 of 713 states looked at",
    "cheapest": "300 of 713 states looked at",
    "promise": "0 states seen in which it is waited for",
}


@pytest.mark.parametrize("name", ASKED)
def test_without_a_limit_each_property_has_its_verdict(found: Exploration, name: str) -> None:
    verdicts = {
        "always": "HOLDS",
        "sometimes": "POSSIBLE in 0 steps",
        "stuck": "VIOLATED in 3 steps",
        "possible": "HOLDS",
        "cheapest": "IMPOSSIBLE",
        "promise": "VIOLATED in 3 steps, if the run stops there",
    }
    assert repr(found.answers[name]) == verdicts[name]


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize(("presses", "why"), [(False, "the bound of 5 s"), (True, "Ctrl-C")])
def test_a_property_that_is_not_decided_in_time_says_what_was_covered(
    found: Exploration, name: str, presses: bool, why: str
) -> None:
    answer = said(found, name, Patience(why="the bound of 5 s", patience=3, presses=presses))
    shown = COVERED[name].startswith(("POSSIBLE", "VIOLATED"))
    assert answer == (COVERED[name] if shown else f"NOT ESTABLISHED (cut short by {why}: {COVERED[name]})")


@pytest.mark.parametrize("patience", range(0, 60, 3))
@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("presses", [False, True])
def test_whenever_the_time_is_over_the_verdict_is_the_same_or_none(
    found: Exploration, name: str, patience: int, presses: bool
) -> None:
    answer = said(found, name, Patience(patience=patience, presses=presses))
    assert answer == repr(found.answers[name]) or answer.startswith("NOT ESTABLISHED (cut short by ")


def test_after_ctrl_c_the_rest_has_a_moment_in_equal_parts(passing: Passing) -> None:
    hour = passing(0.0)
    clock = Clock()
    clock.interrupt()
    clock.share(4)
    hour.now = clocks.GRACE / 4 - 0.001
    clock.look()
    hour.now = clocks.GRACE / 4
    with pytest.raises(OutOfTime):
        clock.look()
    clock.share(1)
    clock.look()
    hour.now = clocks.GRACE
    with pytest.raises(OutOfTime):
        clock.look()


def test_a_limit_bounds_the_whole_exploration(passing: Passing) -> None:
    hour = passing(0.005)
    found = explore(lossy(M=5, OPENS=2).system, {"promise": ASKED["promise"], **ASKED}, timeout=1)
    assert hour.now < 2
    assert found.search.cut == "the bound of 1 s"
    assert found.seconds < 1
    assert repr(found.answers["sometimes"]) == "POSSIBLE in 0 steps"


def test_ctrl_c_while_it_is_decided_leaves_a_complete_search_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("checker.verdicts.deciding.can_reach", pressed)
    found = explore(SYSTEM, {"possible": ASKED["possible"], "sometimes": BUSY})
    assert (found.complete, found.interrupted) == (True, True)
    assert repr(found.answers["possible"]) == (
        "NOT ESTABLISHED (cut short by Ctrl-C: 713 of 713 states expanded once more)"
    )
    assert repr(found.answers["sometimes"]) == "POSSIBLE in 0 steps"


def test_what_stands_behind_a_verdict_is_looked_at_within_the_same_time() -> None:
    model = lossy(M=2, OPENS=1)
    found = explore(model, timeout=60)
    found.clock.deadline = time.perf_counter() - 1
    behind = assured(model, found, explore)
    assert {name: one.lacking for name, one in behind.items()} == {
        "agreement": ("cut short by the bound of 60 s",),
        "both_established": ("cut short by the bound of 60 s",),
    }


def test_values_are_counted_in_the_nearest_states_where_the_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.verdicts.coverage.MOMENT", -1.0)
    found = explore(SYSTEM, {}, timeout=60)
    found.clock.deadline = time.perf_counter() - 1
    assert (found.coverage.looked, found.coverage.rows) == (0, 14)
    assert explore(SYSTEM, {}, timeout=60).coverage.looked is None
