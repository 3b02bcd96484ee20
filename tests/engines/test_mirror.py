"""A search up to the exchange of the ends says what the whole search says, with half of the states."""

from __future__ import annotations

import pytest
from hypothesis import given, note

from checker.engines import EngineName
from checker.explore import AT_A_GLANCE, Exploration, explore
from checker.literal_replay import replayed
from diagrams.ladder import ladder
from spec.catalogue import MODELS
from spec.notation import Model, SpecError
from tests.engines.agreement import held_to
from tests.engines.found import mirrored
from tests.engines.hand_picked import both_draw, crossing
from tests.engines.random_settings import random
from tests.engines.random_systems import Case, cases

ALIKE = {
    "simultaneous": 722,
    "simultaneous-relaxed": 722,
    "simultaneous-fifo": 1496,
    "simultaneous-bag": 11154,
    "simultaneous-duplicating-bag": 3416,
    "any-open": 41012,
    "listen-send": 5278,
}
"""The models whose ends are alike, and begin alike, each with the states that are expanded."""


COMPLETES = """\
    A                                                    B
1.  CLOSED                                               CLOSED
2.  SYN-SENT     --> <SEQ=100><CTL=SYN>              ...
3.  SYN-RECEIVED <-- <SEQ=300><CTL=SYN>              <-- SYN-SENT
4.  SYN-RECEIVED --> <SEQ=100><ACK=301><CTL=SYN,ACK> --> ESTABLISHED
5.  ESTABLISHED  <-- <SEQ=301><ACK=101><CTL=ACK>     <-- ESTABLISHED"""


def said(found: Exploration) -> dict[str, object]:
    answers = {name: (one.verdict, one.steps, one.witnesses, one.cost) for name, one in found.answers.items()}
    counts = (found.states, found.transitions, found.depth, found.complete)
    return {"counts": counts, "coverage": found.coverage, "stuck": len(found.search.stuck) > 0, **answers}


def literally_so(found: Exploration, name: str) -> bool:
    """Whether the reference interpreter takes the run, if there is one; NotReplayed where it does not."""
    trace = found.answers[name].trace
    if trace is not None:
        replayed(found.system, found.successors.ghosts, found.properties[name], trace)
    return True


@pytest.mark.parametrize("engine", ["python", "native"])
@pytest.mark.parametrize("name", ALIKE)
def test_a_model_with_two_like_ends_gives_the_same_answers_from_half_of_its_states(
    name: str, engine: EngineName
) -> None:
    model = MODELS[name]
    assert isinstance(model, Model)
    half = explore(model, symmetry=True, engine=engine)
    assert len(half.search.order) == ALIKE[name]
    assert said(half) == said(explore(model))


def test_the_run_that_is_shown_changes_its_ends_where_an_image_was_met() -> None:
    model = MODELS["simultaneous"]
    assert isinstance(model, Model)
    half = explore(model, symmetry=True)
    assert all(map(literally_so, [half] * len(half.answers), half.answers))
    assert ladder(half.trace("completes"), rows=False, title=False) == COMPLETES


def test_the_whole_graph_is_not_to_be_had_from_half_a_search() -> None:
    model = MODELS["simultaneous"]
    assert isinstance(model, Model)
    with pytest.raises(SpecError, match="of each state and its image the search met one"):
        assert explore(model, symmetry=True).graph


def test_ends_that_draw_alike_and_messages_that_cross_have_images() -> None:
    for case in (both_draw(each_once=True), both_draw(each_once=False), crossing(ordered=True)):
        can = {name: one for name, one in case.properties.items() if isinstance(one, AT_A_GLANCE)}
        assert held_to(mirrored, Case(case.system, can))


@random
@given(cases())
def test_of_a_random_machine_half_a_search_finds_what_the_literal_engine_finds(case: Case | None) -> None:
    if case is not None:
        can = {name: one for name, one in case.properties.items() if isinstance(one, AT_A_GLANCE)}
        note(repr(case))
        held_to(mirrored, Case(case.system, can))
