"""A graph that outgrows what is met in a moment: the bounds decide, and where they do not, it is met as a whole."""

from __future__ import annotations

import pickle
from collections.abc import Mapping

import pytest

from checker import Exploration, explore
from checker.command.choosing.models import Chosen
from checker.command.report.text import Detail, counts, decided, large, report
from checker.packed import universe
from checker.pairs import end_table
from checker.pairs.joined import Joined
from checker.search import clock
from checker.verdicts import exploring, outgrown
from spec.notation import SpecError
from spec.tcp.properties.opening import agreement
from tests.exploring import declared, explored

BY_PAIRS = ("three-way", "two-way", "old-syn-recovers", "merged-close", "half-duplex-close", "passive-close")
"""Models of which all that is asked is decided by pairs."""


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A graph outgrows it with its first states."""
    monkeypatch.setattr(outgrown, "SMALL", 3)


@pytest.fixture
def no_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot be listed which messages there may be, and the whole graph cannot be searched."""
    monkeypatch.setattr(universe, "MOST_STEPS", 5)


def said(found: Exploration) -> Mapping[str, str]:
    return {name: repr(answer) for name, answer in found.answers.items()}


def test_a_small_graph_is_met_as_a_whole() -> None:
    found = explore(declared("two-way"))
    assert (found.complete, found.pairs, found.states) == (True, 0, 43)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("name", BY_PAIRS)
def test_a_graph_that_outgrows_it_has_the_same_verdicts(name: str) -> None:
    found, whole = explore(declared(name)), explored(name)
    assert not found.complete
    assert found.pairs > 0
    assert said(found) == said(whole)
    assert set(found.coverage.never_fired) <= set(whole.coverage.never_fired)
    assert set(whole.coverage.bounds_met) <= set(found.coverage.bounds_met)


@pytest.mark.usefixtures("few")
def test_whoever_wants_the_whole_graph_has_it() -> None:
    found = explore(declared("two-way"), whole=True)
    assert (found.complete, found.pairs, found.states) == (True, 0, 43)
    cut = explore(declared("two-way"), max_depth=2)
    assert (cut.cut, cut.pairs) == ("the bound of 2 steps", 0)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("name", ["opening-is-live", "generals-know", "generals-chance"])
def test_what_the_bounds_leave_open_is_met_as_a_whole(name: str) -> None:
    found = explore(declared(name))
    assert (found.complete, found.pairs, found.states) == (True, 0, explored(name).states)
    assert said(found) == said(explored(name))


@pytest.mark.usefixtures("few")
def test_a_search_that_goes_on_and_is_cut_short_keeps_what_the_bounds_decided() -> None:
    asked = declared("opening-is-live").properties["opens_weakly"]
    found = explore(declared("three-way").system, {"agreement": agreement, "opens": asked}, max_states=20)
    assert found.cut == "the bound of 20 states"
    assert said(found) == {"agreement": "HOLDS", "opens": "VIOLATED in 1 step, then 2 steps repeating"}
    assert found.answers["agreement"].how == "from above: 5 pairs of local states"


@pytest.mark.usefixtures("few")
def test_the_report_says_how_each_was_decided() -> None:
    found = explore(declared("two-way"))
    assert counts(found).startswith("5 pairs of local states and no others; whole graph: more than 3 states, ")
    assert decided(found) == "from above: agreement, not_a_ghost; by a shortest run: completes, was_there"
    assert repr(found) == "<5 pairs of local states>"


@pytest.mark.usefixtures("no_graph")
def test_a_graph_that_cannot_be_searched_is_decided_by_pairs() -> None:
    found = explore(declared("three-way"))
    assert said(found) == said(explored("three-way"))
    assert counts(found).startswith("5 pairs of local states and no others; whole graph: too many messages to be ")
    assert said(pickle.loads(pickle.dumps(found))) == said(found)


@pytest.mark.usefixtures("no_graph")
def test_whoever_wants_the_whole_graph_has_its_messages_listed_by_the_bounds() -> None:
    found = explore(declared("three-way"), whole=True)
    assert (found.complete, found.states, found.transitions) == (True, 43, 266)
    assert said(found) == said(explored("three-way"))
    with pytest.raises(SpecError, match="for a set without a capacity: give one"):
        explore(declared("three-way"), whole=True, timeout=1e-9)


@pytest.mark.usefixtures("no_graph")
def test_what_the_bounds_leave_open_there_is_not_established() -> None:
    asked = declared("opening-is-live").properties["opens_weakly"]
    found = explore(declared("three-way").system, {"agreement": agreement, "opens": asked})
    assert said(found) == {"agreement": "HOLDS", "opens": "NOT ESTABLISHED (it is about whole runs)"}


@pytest.mark.usefixtures("no_graph")
def test_a_time_limit_ends_the_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exploring, "GRACE", 0)
    found = explore(declared("three-way"), timeout=1e-9)
    assert {repr(answer) for answer in found.answers.values()} == {
        "NOT ESTABLISHED (cut short by the bound of 1e-09 s)"
    }


@pytest.mark.parametrize("whole", [False, True])
def test_a_time_limit_ends_the_listing_of_the_messages(monkeypatch: pytest.MonkeyPatch, *, whole: bool) -> None:
    monkeypatch.setattr(clock, "LOOK_EVERY", 1)
    monkeypatch.setattr(exploring, "GRACE", 0)
    found = explore(declared("three-way"), timeout=1e-9, whole=whole)
    assert (found.states, found.cut) == (0, "the bound of 1e-09 s")
    assert {repr(answer) for answer in found.answers.values()} == {
        "NOT ESTABLISHED (cut short by the bound of 1e-09 s)"
    }


@pytest.mark.usefixtures("few")
def test_ctrl_c_while_the_bounds_are_asked_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Joined, "changed", pressed)
    found = explore(declared("two-way"))
    assert (found.interrupted, found.cut, found.pairs) == (True, "Ctrl-C", 0)


@pytest.mark.usefixtures("no_graph")
def test_what_is_too_large_for_the_bounds_too_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(end_table, "MOST_LOCALS", 1)
    with pytest.raises(SpecError, match="for a set without a capacity: give one"):
        explore(declared("three-way"))


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("few_of", ["MOST_LOCALS", "MOST_MESSAGES"])
def test_a_graph_whose_bounds_are_too_large_is_met_as_a_whole(few_of: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(end_table, few_of, 1)
    assert explore(declared("three-way")).states == 43


@pytest.mark.usefixtures("few")
def test_bounds_that_take_long_are_asked_again_where_there_are_more_states(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "LOOK_EVERY", 1)
    monkeypatch.setattr(outgrown, "LOOK_EVERY", 1)
    found = explore(declared("half-duplex-close"))
    assert (found.pairs, said(found)) == (79, said(explored("half-duplex-close")))
    assert 160 < found.states < 10_975


@pytest.mark.usefixtures("no_graph")
def test_a_bound_of_states_is_one_of_pairs_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "LOOK_EVERY", 1)
    monkeypatch.setattr(exploring, "LOOK_EVERY", 1)
    found = explore(declared("three-way"), max_states=3)
    assert {str(answer.verdict) for answer in found.answers.values()} == {"NOT ESTABLISHED"}
    assert [large(one) for one in found.large] == []
    assert "bounds  unlimited: retransmission timeout; A: active OPEN once" in report(
        Chosen("three-way", declared("three-way"), {}, {}), found, [], Detail()
    )


def test_it_is_tried_what_makes_a_search_large() -> None:
    found = explore(declared("lossy"), max_states=300, whole=True)
    assert [large(one) for one in found.large] == [
        "300 states, met last; left are 54 without messages to B, 87 without messages to A, 249 without B.siss"
    ]
    assert explore(declared("lossy"), whole=True).large == ()
