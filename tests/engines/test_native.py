"""The native engine takes over from Python anywhere, and nobody can tell: order, parents, counts, rows and bounds."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, note, strategies as st

from checker.command.choosing.models import choose
from checker.liveness.components import Components
from checker.search.breadth_first import Limits
from checker.search.native import machine_code, take_over
from checker.verdicts import engines
from checker.verdicts.defaults import EngineName
from checker.verdicts.exploring import explore
from spec.lossy.models import lossy
from spec.lossy.protocol import SYN, ClientState
from spec.notation import (
    EVERYTHING,
    A,
    AlwaysPossible,
    B,
    Cheapest,
    Eventually,
    LeadsTo,
    NeverStuck,
    Sometimes,
    SpecError,
    arrival,
    nothing_in_flight,
    strong,
    weak,
)
from tests.engines.random_settings import random
from tests.engines.random_systems import Case, cases
from tests.engines.same_search import cramped, held_to_python

MOST = 2_000
"""States of a random machine."""


@pytest.mark.parametrize("after", [0, 1, 7, 100, 10_000])
@pytest.mark.parametrize("by_python", [False, True], ids=["compiled", "as Python"])
def test_takes_the_yardstick_over_after_any_number_of_states(after: int, by_python: bool) -> None:
    with cramped(by_python=by_python):
        assert held_to_python(lossy(M=2, OPENS=1).system, Limits(), after) == 713


@pytest.mark.parametrize("limits", [Limits(states=1), Limits(states=333), Limits(states=712), Limits(depth=3)], ids=str)
def test_meets_a_limit_where_python_meets_it(limits: Limits) -> None:
    assert held_to_python(lossy(M=2, OPENS=1).system, limits, 0) > 0


@random
@given(cases(), st.sampled_from((0, 1, 7, 30)), st.booleans(), st.sampled_from((None, None, 5, 60)))
def test_finds_of_a_random_machine_what_python_finds(
    case: Case | None, after: int, by_python: bool, most: int | None
) -> None:
    if case is not None:
        note(repr(case))
        with cramped(by_python=by_python):
            held_to_python(case.system, Limits(states=most or MOST), after)


@random
@given(cases(), st.booleans())
def test_decides_promises_and_the_cheapest_run_of_a_random_machine_as_python_does(
    case: Case | None, by_python: bool
) -> None:
    if case is not None:
        note(repr(case))
        python = _promised(case, "python")
        with cramped(by_python=by_python):
            assert _promised(case, "native") == python


def _promised(case: Case, engine: EngineName) -> object:
    """Its answers, or why it is refused."""
    promises = {name: one for name, one in case.properties.items() if isinstance(one, LeadsTo | Eventually | Cheapest)}
    try:
        return explore(case.system, promises, engine=engine, max_states=MOST).answers
    except SpecError as refused:
        return str(refused)


@pytest.mark.parametrize("by_python", [False, True], ids=["compiled", "as Python"])
def test_shows_the_fair_run_that_python_shows(by_python: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    opens = A.is_in(ClientState.ESTABLISHED)
    promises = {
        "whatever happens": LeadsTo("A opens", A.is_in(ClientState.SYN_SENT), opens),
        "fair": LeadsTo("A opens", A.is_in(ClientState.SYN_SENT), opens, (weak(EVERYTHING),)),
        "fairer": LeadsTo(
            "A opens", A.is_in(ClientState.SYN_SENT), opens, (strong(B.gets(arrival(SYN))), weak(EVERYTHING))
        ),
    }
    system = lossy(M=2, OPENS=1).system
    python = explore(system, promises, engine="python")
    monkeypatch.setattr(Components, "of", None)  # the kernels find the components
    with cramped(by_python=by_python):
        native = explore(system, promises, engine="native")
    assert native.answers == python.answers
    assert [str(one.verdict) for one in native.answers.values()] == ["VIOLATED", "VIOLATED", "VIOLATED"]


@pytest.mark.parametrize("by_python", [False, True], ids=["compiled", "as Python"])
def test_finds_the_cheapest_run_that_python_finds(by_python: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    model = lossy(M=2, OPENS=1)
    opens, confused = model.properties["both_established"], A.is_in(ClientState.CLOSED) & ~nothing_in_flight
    assert isinstance(opens, Sometimes)
    asked = {"opens": Cheapest("both are ESTABLISHED", opens.formula), "left": Cheapest("left in flight", confused)}
    python = explore(model.system, asked, engine="python")
    monkeypatch.setattr("checker.verdicts.deciding.cheapest", None)  # the kernels find it
    with cramped(by_python=by_python):
        native = explore(model.system, asked, engine="native")
    assert native.answers == python.answers
    assert (native.answers["opens"].steps, native.answers["opens"].cost) == (4, 3)


QUESTIONS = {
    "silent": AlwaysPossible("the network can fall silent", nothing_in_flight),
    "opens again": AlwaysPossible("A can open again", A.is_in(ClientState.SYN_SENT), where=A.is_in(ClientState.CLOSED)),
    "never stuck": NeverStuck("somebody moves", ~A.is_in(ClientState.CLOSED)),
    **lossy(M=2, OPENS=1).properties,
}


@pytest.mark.parametrize("after", [1, 300, 700])
@pytest.mark.parametrize("by_python", [False, True], ids=["compiled", "as Python"])
def test_decides_what_python_decides_wherever_it_took_over(
    after: int, by_python: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "AFTER", after)
    monkeypatch.setattr(take_over, "STATES_PER_VIEW", 0)
    system = lossy(M=2, OPENS=1).system
    python = explore(system, QUESTIONS, engine="python")
    with cramped(by_python=by_python):
        native = explore(system, QUESTIONS)
    assert (native.engine, python.engine) == ("native", "python")
    assert native.answers == python.answers
    assert native.coverage == python.coverage
    assert str(native.answers["opens again"].verdict) == "VIOLATED"


@pytest.mark.parametrize("name", ["old-syn-recovers", "early-close-timers", "text", "time-wait-ends"])
def test_decides_of_a_model_of_the_catalogue_what_python_decides(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "AFTER", 50)
    monkeypatch.setattr(take_over, "STATES_PER_VIEW", 0)
    model = choose(name, []).model
    python, native = explore(model, engine="python"), explore(model)
    assert (native.engine, native.states, native.coverage) == ("native", python.states, python.coverage)
    assert native.answers == python.answers


def test_goes_on_where_no_thread_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refused)
    with cramped(by_python=False):
        assert held_to_python(lossy(M=2, OPENS=1).system, Limits(), 7) == 713


def test_finds_the_cheapest_run_where_more_can_happen_at_once_than_there_is_room_for() -> None:
    model = choose("simultaneous-relaxed", []).model
    asked = {"cost": model.properties["cost"]}
    with cramped(by_python=False):
        native = explore(model.system, asked, engine="native")
    assert native.answers == explore(model.system, asked, engine="python").answers


def test_decides_in_python_what_cannot_be_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(library: str = "search") -> machine_code.Kernels:
        if library == "search":
            return machine_code.interpreted()
        raise machine_code.NoCompiler(library)

    monkeypatch.setattr(machine_code, "compiled", refused)
    opens = A.is_in(ClientState.ESTABLISHED)
    asked = {"leads": LeadsTo("A opens", A.is_in(ClientState.SYN_SENT), opens), "cheapest": Cheapest("A opens", opens)}
    found = explore(lossy(M=2, OPENS=1).system, asked, engine="native")
    assert {name: repr(one) for name, one in found.answers.items()} == {
        "leads": "VIOLATED in 1 step, if the run stops there",
        "cheapest": "POSSIBLE in 3 steps and 3 messages",
    }
