"""What can be reached, and at what cost, on graphs small enough to see."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given, settings, strategies as st

from checker.packed.successors import Successors
from checker.search.breadth_first import Limits
from checker.search.reach import Edges, can_reach, cheapest, edges
from spec.notation import PERFECT, Machine, Message, State, System, call, row


def graph(*targets: list[int]) -> Edges:
    """Place 0 leads to the first list, place 1 to the second."""
    found = Edges()
    for each in targets:
        found.targets.extend(each)
        found.starts.append(len(found.targets))
    return found


def test_edges_are_kept_by_place_without_those_to_the_same_place() -> None:
    after = {10: [20, 30, 30, 10], 20: [10], 30: [30]}
    found = edges([10, 20, 30], 3, after.__getitem__)
    assert (found.starts, found.targets) == (array("q", [0, 2, 3, 3]), array("q", [1, 2, 0]))


def test_edges_leave_out_what_was_not_met_and_what_was_not_expanded() -> None:
    after = {10: [20, 99], 20: [10]}
    found = edges([10, 20], 1, after.__getitem__)
    assert (found.starts, found.targets) == (array("q", [0, 1, 1]), array("q", [1]))


@pytest.mark.parametrize(
    ("goals", "reached"),
    [([3], [1, 1, 0, 1]), ([2], [1, 0, 1, 0]), ([0], [1, 0, 0, 0]), ([], [0, 0, 0, 0]), ([2, 3, 3], [1, 1, 1, 1])],
)
def test_a_goal_is_reached_from_where_some_run_leads_there(goals: list[int], reached: list[int]) -> None:
    assert list(can_reach(graph([1, 2], [3], [], []), goals)) == reached


def test_a_goal_on_a_circle_is_reached_from_all_of_it() -> None:
    assert list(can_reach(graph([1], [2], [0], [0]), [1])) == [1, 1, 1, 1]


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(st.lists(st.lists(st.integers(0, 5), max_size=4), min_size=6, max_size=6), st.sets(st.integers(0, 5)))
def test_reaching_agrees_with_its_definition(targets: list[list[int]], goals: set[int]) -> None:
    expected, size = set(goals), -1
    while size != len(expected):
        size = len(expected)
        expected |= {place for place, after in enumerate(targets) if expected & set(after)}
    found = can_reach(graph(*targets), sorted(goals))
    assert {place for place, yes in enumerate(found) if yes} == expected


class Road(State):
    """Places on the way."""

    HOME = "HOME"
    HALF = "HALF"
    THERE = "THERE"


HOME, HALF, THERE = Road


class TOLL(Message):
    """What a road costs."""


class Traveller(Machine):
    """Goes straight for two tolls, or the long way for one; whoever is there stays."""

    start, final = HOME, (THERE,)
    straight = row(at=HOME, on=call("straight"), do=[TOLL.send(), TOLL.send()], to=THERE)
    out = row(at=HOME, on=call("long way"), do=[TOLL.send()], to=HALF)
    on = row(at=HALF, on=call("further"), to=THERE)


class Collector(Machine):
    """Does nothing."""

    start, final = HOME, (HOME,)
    stays = row(at=HOME, on=call("stay"))


def in_state(successors: Successors, state: Road) -> int:
    return successors.frames["A"].states.index(state.value)


def test_the_cheapest_run_may_be_longer_than_the_shortest() -> None:
    successors = Successors(System(Traveller, Collector, PERFECT))
    there, bits = in_state(successors, THERE), successors.layout.ends["A"].state
    run = cheapest(successors, [0], lambda packed: bits.get(packed) == there, Limits())
    assert (run.cost, [bits.get(packed) for packed in run.states]) == (1, [0, 1, 2])


def test_a_goal_that_holds_at_the_start_costs_nothing() -> None:
    successors = Successors(System(Traveller, Collector, PERFECT))
    run = cheapest(successors, [0], lambda packed: True, Limits())
    assert (run.cost, run.states, run.cut) == (0, (0,), "")


def test_a_goal_that_cannot_be_reached_has_no_run() -> None:
    run = cheapest(Successors(System(Traveller, Collector, PERFECT)), [0], lambda packed: False, Limits())
    assert (run.states, run.cut) == ((), "")


def test_a_search_for_the_cheapest_run_stops_at_the_bound_on_states() -> None:
    run = cheapest(Successors(System(Traveller, Collector, PERFECT)), [0], lambda packed: False, Limits(states=2))
    assert (run.states, run.cut) == ((), "the bound of 2 states")
