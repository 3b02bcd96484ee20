"""Breadth first, and what becomes of a search that is stopped."""

from __future__ import annotations

import pytest

from checker.search.breadth_first import Limits, Progress, Search, search
from tests.passing_time import Passing

CHAIN = {0: [1], 1: [2], 2: [3], 3: []}
STAR = {0: [1, 2, 3], 1: [0], 2: [2], 3: [4], 4: []}


def over(graph: dict[int, list[int]], limits: Limits | None = None) -> Search:
    return search(graph.__getitem__, [0], limits or Limits())


def test_every_state_is_met_once_nearest_first() -> None:
    found = over(STAR)
    assert found.order == [0, 1, 2, 3, 4]
    assert (found.levels, found.depth, found.transitions) == ([0, 1, 4], 2, 6)
    assert (found.complete, found.expanded, found.stuck) == (True, 5, [4])


def test_a_path_is_a_shortest_one_from_the_start() -> None:
    assert over({0: [1, 3], 1: [2], 2: [3], 3: []}).path(2) == [0, 2]
    assert over(CHAIN).path(3) == [0, 1, 2, 3]


def test_a_transition_to_the_same_state_counts_twice_where_two_things_lead_there() -> None:
    assert over({0: [1, 1, 0], 1: []}).transitions == 3


def test_a_search_that_ends_exactly_at_its_bound_is_complete() -> None:
    assert over(CHAIN, Limits(states=4)).complete


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_bound_on_states_cuts_the_search_and_says_so(most: int) -> None:
    found = over(CHAIN, Limits(states=most))
    assert (len(found.order), found.complete, found.cut) == (most, False, f"the bound of {most} states")
    assert found.expanded == most - 1


def test_a_bound_of_no_states_holds_the_start_alone() -> None:
    found = over(CHAIN, Limits(states=0))
    assert (found.order, found.complete) == ([0], False)


def test_a_bound_on_depth_leaves_the_last_level_unexpanded() -> None:
    found = over(CHAIN, Limits(depth=2))
    assert (found.order, found.depth, found.expanded, found.cut) == ([0, 1, 2], 2, 2, "the bound of 2 steps")


def test_a_bound_in_seconds_cuts_the_search_at_the_first_look_after_it(passing: Passing) -> None:
    passing(4.0)
    found = search(lambda state: [state + 1], [0], Limits(seconds=10.0))
    assert (found.complete, found.cut) == (False, "the bound of 10 s")
    assert found.seconds == 16.0  # the looks at 4 s and 8 s are before it, the one at 12 s is not


def test_the_depth_counts_a_level_of_which_only_the_first_states_were_met() -> None:
    found = over(STAR, Limits(states=3))
    assert (found.order, found.depth, found.levels) == ([0, 1, 2], 1, [0, 1])


@pytest.mark.parametrize("after", range(6))
def test_an_interrupt_leaves_what_was_found_and_never_says_complete(after: int) -> None:
    asked: list[int] = []

    def successors(state: int) -> list[int]:
        asked.append(state)
        if len(asked) > after:
            raise KeyboardInterrupt
        return [2 * state + 1, 2 * state + 2]

    found = search(successors, [0], Limits())
    assert (found.complete, found.interrupted, found.cut) == (False, True, "Ctrl-C")
    assert (len(found.order), len(found.parents), found.expanded) == (2 * after + 1, 2 * after + 1, after)
    assert all(found.path(place)[0] == 0 for place in range(len(found.order)))
    assert found.depth == max(len(found.path(place)) - 1 for place in range(len(found.order)))


def test_a_watcher_hears_of_levels_that_add_up(passing: Passing) -> None:
    passing(1.0)
    heard: list[Progress] = []
    search(lambda state: [2 * state + 1, 2 * state + 2] if state < 30_000 else [], [0], Limits(), heard.append)
    assert len(heard) > 10
    assert all(sum(one.levels) == one.states and one.queue >= 0 for one in heard)
