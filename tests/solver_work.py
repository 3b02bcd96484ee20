"""Solvers that count work, not seconds: what Z3 can decide does not hang on what else the machine does."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

import pytest

UNITS = 20_000
"""Units of Z3's work (``rlimit``) for a millisecond: ten times what a machine does in it."""
MOST = 2**32 - 1


def counted(patch: pytest.MonkeyPatch, units: int) -> None:
    """Let each query have so many units of work for each millisecond that it is given."""
    solver: Any = importlib.import_module("z3").Solver
    given = solver.set

    def set_limit(one: Any, *what: Any, **named: Any) -> None:
        if what[:1] == ("timeout",):
            what = ("rlimit", min(units * what[1], MOST))
        given(one, *what, **named)

    patch.setattr(solver, "set", set_limit)


@pytest.fixture(scope="session", autouse=True)
def work_is_counted() -> Iterator[None]:
    """For all tests."""
    with pytest.MonkeyPatch.context() as patch:
        counted(patch, UNITS)
        yield
