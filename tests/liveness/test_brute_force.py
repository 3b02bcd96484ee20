"""Fair loops and lassos in thousands of small random graphs, held to judges too slow to be wrong."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, note, settings

from checker.liveness.fair_loops import Demands, fair_parts
from checker.liveness.lasso import BUDGET, Lasso, lasso
from checker.search.clock import Clock
from checker.search.pending import PendingGraph
from tests.engines.random_settings import MACHINES, random
from tests.liveness.waiting_graphs import Case, by_fixpoints, by_subsets, cases, fair, offends_nothing

many = settings(random, max_examples=20 * MACHINES)
"""Graphs are small."""


def decided(case: Case) -> tuple[PendingGraph, Lasso | None]:
    graph, _ = case.graph()
    parts = list(fair_parts(graph, case.demands, Clock()))
    assert all(part == sorted(set(part)) for part in parts)
    return graph, lasso(graph, case.demands, parts, Clock())


@many
@given(cases())
def test_a_fair_loop_is_found_exactly_where_two_slow_judges_find_one(case: Case) -> None:
    note(repr(case))
    graph, found = decided(case)
    assert by_subsets(case) == by_fixpoints(case) == (found is not None)
    if found is not None:
        assert offends_nothing(case, graph, found)


@many
@given(cases())
def test_no_fair_lasso_is_shorter_than_the_one_shown(case: Case) -> None:
    note(repr(case))
    graph, found = decided(case)
    if found is not None:
        shown = len(found.run) - 1 + len(found.loop)
        assert shown <= _shortest(case, graph, shown)


def _shortest(case: Case, graph: PendingGraph, most: int) -> int:
    """The least length of a fair lasso, by trying every loop of up to six steps from every state."""
    best = most
    for state in range(len(graph.packed)):
        depth = graph.depths[state]
        name = graph.packed[state]
        if fair(case, [name], []):
            best = min(best, depth)
        for length in range(2, min(best - depth, 6)):
            if _round(case, name, length):
                best = min(best, depth + length)
                break
    return best


def _round(case: Case, start: int, length: int) -> bool:
    runs = [[edge] for edge in case.edges if edge[0] == start]
    for _ in range(length - 1):
        runs = [[*run, edge] for run, edge in product(runs, case.edges) if run[-1][1] == edge[0]]
    return any(run[-1][1] == start and fair(case, [frm for frm, _, _ in run], run) for run in runs)


@many
@given(cases())
def test_a_loop_put_together_from_pieces_is_fair_too(case: Case) -> None:
    note(repr(case))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("checker.liveness.lasso.BUDGET", -1)
        graph, found = decided(case)
    assert BUDGET > 0
    if found is not None:
        assert offends_nothing(case, graph, found)


def test_a_stop_is_fair_only_where_nothing_is_demanded() -> None:
    nothing, something = Case([], [0], Demands(1, 2)), Case([], [2], Demands(1, 2))
    assert decided(nothing)[1] == Lasso(0, (0,))
    assert decided(something)[1] is None


def test_weak_fairness_lets_a_run_go_on_that_interrupts_it_and_strong_does_not() -> None:
    lose_and_repeat = [(0, 1, 0), (1, 0, 0)]
    deliverable = [1, 0]
    assert decided(Case(lose_and_repeat, deliverable, Demands(weak=1)))[1] == Lasso(0, (0, 1))
    assert decided(Case(lose_and_repeat, deliverable, Demands(strong=1)))[1] == Lasso(0, (0, 1))
    always = [(0, 1, 0), (1, 0, 2)]
    assert decided(Case(always, deliverable, Demands(weak=3)))[1] == Lasso(0, (0,), ((1, 0), (0, 2)))
    assert decided(Case(always, deliverable, Demands(weak=2, strong=1)))[1] is None
