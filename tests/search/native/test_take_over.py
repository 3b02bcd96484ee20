"""Who searches, and what becomes of a search that is stopped, or that memory is refused to."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from checker import explore
from checker.results.answers import Verdict
from checker.search.native import heap, machine_code
from checker.search.native.engine import PairSearch
from checker.search.native.heap import Buffer
from checker.verdicts.exploration import Exploration
from spec.lossy.models import lossy
from spec.notation import LOSSY_BAG, AlwaysPossible, B, Knows, Sometimes, SpecError, nothing_in_flight
from spec.tcp.catalogue.knowledge import OPENING
from spec.tcp.properties.knowledge import wants
from tests.passing_time import Passing

LARGE = lossy(M=3, OPENS=2)
SMALL = lossy(M=2, OPENS=1)


@pytest.fixture(name="without_llvmlite")
def llvmlite_cannot_be_imported(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setitem(sys.modules, "llvmlite", None)
    monkeypatch.setitem(sys.modules, "llvmlite.binding", None)
    machine_code.compiled.cache_clear()
    yield
    machine_code.compiled.cache_clear()


def test_a_large_search_is_taken_over_and_a_small_one_is_not() -> None:
    large, small = explore(lossy(M=2, OPENS=2)), explore(SMALL)
    assert (large.engine, large.states, large.transitions, large.depth) == ("native", 125_005, 2_311_769, 24)
    assert (small.engine, small.states) == ("python", 713)


def test_an_engine_that_is_asked_for_searches() -> None:
    assert explore(SMALL, engine="native").engine == "native"
    assert explore(lossy(M=2, OPENS=2), max_states=10_000, engine="python").engine == "python"


def test_an_engine_that_is_none_is_refused() -> None:
    with pytest.raises(SpecError, match="there is no engine 'swift': write one of auto, python, native"):
        explore(SMALL, engine="swift")  # type: ignore[arg-type]


def test_where_llvmlite_cannot_be_imported_python_goes_on(without_llvmlite: None) -> None:
    found = explore(lossy(M=2, OPENS=2), max_states=6_000)
    assert (found.engine, found.states) == ("python", 6_000)
    assert found.native is not None
    assert found.native.why_not.startswith("llvmlite cannot be imported")


def test_the_native_engine_is_refused_where_it_cannot_be_had(without_llvmlite: None) -> None:
    with pytest.raises(SpecError, match="the native engine cannot search this: llvmlite cannot be imported"):
        explore(SMALL, engine="native")


def test_what_ends_know_is_searched_for_in_python() -> None:
    model, knows = replace(OPENING, channel=LOSSY_BAG), [Sometimes("B knows", Knows(B, wants))]
    assert explore(model, knows).engine == "python"
    with pytest.raises(SpecError, match="cannot search this: what its ends know is asked for"):
        explore(model, knows, engine="native")


def stopped(found: Exploration, cut: str) -> None:
    """A search that was cut short says so, holds together, and establishes nothing that it did not see."""
    order = found.search.order
    assert (found.complete, found.search.cut) == (False, cut)
    assert len(order) == len(found.search.parents) == found.states > found.search.expanded
    assert found.search.path(found.states - 1)[0] == 0
    assert len(found.search.path(found.states - 1)) == found.depth + 1
    assert found.answers["agreement"].verdict in (Verdict.NOT_ESTABLISHED, Verdict.VIOLATED)


def test_ctrl_c_leaves_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    answer, left = PairSearch._answer_own, [50]  # pyright: ignore[reportPrivateUsage]

    def pressed(search: PairSearch) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise KeyboardInterrupt
        answer(search)

    monkeypatch.setattr(PairSearch, "_answer_own", pressed)
    found = explore(LARGE, whole=True)
    stopped(found, "Ctrl-C")
    assert found.interrupted
    assert found.states > 5_000


def test_a_time_limit_is_kept(passing: Passing) -> None:
    hour = passing(1.0)
    stopped(explore(lossy(M=5, OPENS=2), timeout=60, whole=True), "the bound of 60 s")
    assert hour.now < 120


def test_memory_has_a_bound() -> None:
    stopped(explore(lossy(M=3, OPENS=2), memory=1, whole=True), "the bound of 0 MB of memory")


@pytest.mark.parametrize("refused_after", [0, 1, 5, 12])
def test_memory_that_is_refused_ends_the_search_and_not_the_process(
    monkeypatch: pytest.MonkeyPatch, refused_after: int
) -> None:
    left = [refused_after]

    def realloc(address: int, size: int) -> int | None:
        left[0] -= 1
        return None if left[0] < 0 else real(address, size)

    library = heap._library()  # pyright: ignore[reportPrivateUsage]
    real = library.realloc
    monkeypatch.setattr(library, "realloc", realloc)
    stopped(explore(LARGE, whole=True), "the memory that can be had")


def test_a_space_that_cannot_be_had_is_an_error_of_python() -> None:
    with pytest.raises(MemoryError):
        Buffer(64, 1 << 60)


def test_memory_that_is_refused_while_it_is_decided_leaves_the_other_verdicts(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("checker.search.native.backwards.NativeBackwards.reached", refused)
    possible = AlwaysPossible("the network can fall silent", nothing_in_flight)
    found = explore(SMALL.system, {"possible": possible, **SMALL.properties}, engine="native")
    assert repr(found.answers["possible"]) == "NOT ESTABLISHED (cut short by the memory that can be had)"
    assert found.answers["agreement"].verdict is Verdict.HOLDS
