"""What every run to a situation passes is on every run, and what some run avoids is not told."""

from __future__ import annotations

import pytest
from hypothesis import given, note

from checker import Exploration, explore
from checker.results.runs import Trace
from checker.rows.out_of_bounds import OutOfBounds
from checker.verdicts.dominators import Unavoidable, unavoidable
from spec.catalogue import MODELS
from spec.notation import A, B, Model, NeverStuck, Sometimes, SpecError, nothing_in_flight
from spec.tcp.systems import OLD_SYN, opening
from spec.tcp.variables import ESTABLISHED, LISTEN
from tests.engines.random_settings import random
from tests.engines.random_systems import Case, cases


def explored(name: str) -> Exploration:
    declared = MODELS[name]
    return explore(declared if isinstance(declared, Model) else declared())


def rows(passed: Unavoidable) -> list[str]:
    return [f"{end}: {row.name}" for end, row in passed.rows]


def test_an_opening_is_impossible_without_these_rows() -> None:
    passed = unavoidable(explored("three-way"), "completes")
    assert rows(passed) == ["A: active_open", "B: listen_syn", "A: syn_sent_syn_ack", "B: syn_received_ack"]
    assert passed.steps == (0, 1)


def test_where_runs_part_early_nothing_but_the_start_is_common() -> None:
    opened = Sometimes("B is ESTABLISHED", B.is_in(ESTABLISHED))
    passed = unavoidable(explore(opening(in_flight=(OLD_SYN,)), [opened]), opened)
    assert rows(passed) == ["A: active_open", "B: listen_syn", "A: syn_sent_syn_ack", "B: syn_received_ack"]
    quiet = Sometimes("nothing is in flight, A not yet ESTABLISHED", nothing_in_flight & ~A.is_in(ESTABLISHED))
    assert rows(unavoidable(explore(opening(), [quiet]), quiet)) == []


def test_the_start_itself_needs_nothing() -> None:
    start = Sometimes("B listens", B.is_in(LISTEN))
    passed = unavoidable(explore(opening(), [start]), start)
    assert (passed.steps, passed.rows) == ((0,), ())


def test_what_it_cannot_be_asked_of_is_refused() -> None:
    three = MODELS["three-way"]
    assert isinstance(three, Model)
    stuck = NeverStuck("stuck", A.is_in(LISTEN))
    with pytest.raises(SpecError, match="'stuck' is a NeverStuck: what every run passes is asked of an Always, "):
        unavoidable(explore(opening(), [stuck]), stuck)
    with pytest.raises(SpecError, match="not every run of three-way is known: the search was cut short by the "):
        unavoidable(explore(three, max_states=20), "completes")


def avoiding(found: Exploration, asked: Sometimes, taken: Trace, number: int) -> bool:
    """Whether the situation is reached where the state of that step is left out of the graph, by plain search."""
    graph = found.graph
    left_out, goals = taken.states[number], set(found.places(asked.formula))
    leads: dict[int, set[int]] = {}
    for edge in graph.edges():
        leads.setdefault(edge.source, set()).add(edge.target)
    seen = set(range(len(found.search.starts))) - {left_out}
    queue = list(seen)
    for state in queue:
        new = leads.get(state, set()) - seen - {left_out}
        seen |= new
        queue += new
    return bool(seen & goals)


@random
@given(cases())
def test_on_random_machines_a_state_is_told_if_and_only_if_no_run_avoids_it(case: Case | None) -> None:
    if case is None:
        return
    note(repr(case))
    asked = {name: one for name, one in case.properties.items() if isinstance(one, Sometimes)}
    try:
        found = explore(case.system, asked, max_states=2000)
    except (SpecError, OutOfBounds):
        return
    if not found.complete:
        return
    for name, one in asked.items():
        if (taken := found.answers[name].trace) is not None:
            told = unavoidable(found, name).steps
            assert told == tuple(
                number for number in range(len(taken.states)) if not avoiding(found, one, taken, number)
            ), name
