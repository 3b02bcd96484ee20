"""A native search held to the Python one: the same configurations in the same order, and everything else alike."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from checker.packed.successors import Successors
from checker.reference.interpreter import Interpreter
from checker.search import breadth_first as searching
from checker.search.breadth_first import Limits, Search, search
from checker.search.native import cheapest, engine, machine_code, met, tables, threads, waiting
from checker.search.native.take_over import TakeOver
from spec.notation import SpecError, System


@dataclass(frozen=True)
class Ran:
    """All that a search found, and what its successors noted of it."""

    search: Search | None = None
    refused: str = ""
    fired: dict[str, int] = field(default_factory=dict[str, int])
    cuts: frozenset[str] = frozenset()


def searched(system: System, limits: Limits, after: int | None) -> Ran:
    """Search in Python, or natively after so many states."""
    try:
        successors = Successors(system)
    except SpecError as refused:  # more messages than a set without a capacity can have
        return Ran(None, str(refused))
    start = successors.layout.pack(Interpreter(system).start())
    over = None if after is None else TakeOver(successors, after)
    try:
        found = search(successors.of, [start], limits, None, over)
    except SpecError as refused:
        return Ran(None, str(refused))
    if over is not None and len(found.order) > over.after + searching.CHUNK and found.complete:
        assert over.began is not None
    return Ran(found, "", {**successors.fired}, frozenset(successors.cuts))


def held_to_python(system: System, limits: Limits, after: int) -> int:
    """AssertionError unless both find the same; how many states."""
    python, native = searched(system, limits, None), searched(system, limits, after)
    assert native.refused == python.refused
    if python.search is None or native.search is None:
        return 0
    assert list(native.search.order) == list(python.search.order)
    assert list(native.search.parents) == list(python.search.parents)
    for part in ("levels", "transitions", "stuck", "expanded", "cut", "depth", "starts"):
        assert getattr(native.search, part) == getattr(python.search, part), part
    assert native.cuts == python.cuts
    assert native.fired == python.fired
    return len(python.search.order)


@contextmanager
def cramped(*, by_python: bool) -> Generator[None]:
    """Everything begins small, so that it has to grow; with ``by_python`` the kernels are run as they stand."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "CHUNK", 3)
        patch.setattr(tables, "VIEWS", 2)
        patch.setattr(tables, "TUPLES", 1)
        patch.setattr(met, "ROOM", 1)
        patch.setattr(engine, "BUDGET", 5)
        patch.setattr(engine, "cores", lambda: 3)
        patch.setattr(engine, "AHEAD", 2)
        patch.setattr(threads, "PART", 2)
        patch.setattr(threads, "WORTH", 1)
        patch.setattr(threads, "LOGGED", 1)
        patch.setattr(threads, "TRIAL", 3)
        patch.setattr(waiting, "ROOM", 1)
        patch.setattr(waiting, "SLICE", 2)
        patch.setattr(waiting, "BUDGET", 3)
        patch.setattr(cheapest, "ROOM", 1)
        patch.setattr(cheapest, "BUDGET", 50)
        if by_python:
            patch.setattr(machine_code, "compiled", machine_code.interpreted)
        yield
