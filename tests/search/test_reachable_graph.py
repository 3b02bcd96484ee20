"""The reachable graph told as a whole says what it says of each state by itself."""

from __future__ import annotations

import pytest

from checker import explore
from tests.exploring import declared, explored

MODELS = ("two-way", "merged-between", "flood-cookies", "kernel-closes", "time-wait-reordered", "who-knows-old-syn")
"""Over a set and over places, with an attacker, with a clock, over points."""


@pytest.mark.parametrize("name", MODELS)
def test_all_transitions_are_those_of_each_state_in_turn(name: str) -> None:
    graph = explored(name).graph
    assert list(graph.edges()) == [edge for state in range(graph.states) for edge in graph.leaving(state)]


def test_a_graph_that_was_cut_short_has_the_transitions_between_what_was_met() -> None:
    graph = explore(declared("merged-between"), whole=True, max_states=9).graph
    edges = list(graph.edges())
    assert edges == [edge for state in range(graph.states) for edge in graph.leaving(state)]
    assert 0 < max(edge.target for edge in edges) < graph.states == 9


@pytest.mark.parametrize("name", MODELS)
def test_what_all_states_say_is_what_each_says(name: str) -> None:
    graph = explored(name).graph
    for paths in (("A.state", "B.state"), ("B.state",), ("A.state", "in flight")):
        each = [tuple(graph.point(state).value(path) for path in paths) for state in range(graph.states)]
        assert list(graph.values(paths)) == each
    with pytest.raises(KeyError):
        list(graph.values(("A.nothing",)))
