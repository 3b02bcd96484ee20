"""Z3 works within a bound of its own, and stops where somebody presses Ctrl-C."""

from __future__ import annotations

import importlib
import os
import signal
from threading import Timer
from typing import Any

import pytest

from checker.numbers import solver
from checker.numbers.solver import Solver, answer, limited

z3: Any = importlib.import_module("z3")


def hard() -> list[Any]:
    """Two factors of a product of 64 bits: more work than is allowed."""
    x, y = z3.BitVecs("x y", 64)
    return [x * y == 0xDEADBEEF12345671, *(z3.UGT(one, 1) for one in (x, y)), *(z3.ULT(one, 2**32) for one in (x, y))]


def test_a_query_that_takes_too_much_work_is_left_open_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "WORK", 100_000)
    asked = Solver()
    said = asked.check(hard())
    why = "Z3 gave up on a query (the bound of 100,000 units of its work): --save-queries DIR keeps it"
    assert (said.word, said.why, asked.open) == ("unknown", why, [why])
    assert asked.check([z3.BoolVal(True)]).word == "sat"


def test_a_limit_of_time_is_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "WORK", 100_000)
    assert "units of its work or of 60 s)" in Solver(60.0).check(hard()).why


def test_ctrl_c_ends_a_query_and_is_no_answer() -> None:
    asking = limited(z3.Solver(), None)
    asking.add(*hard())
    Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        answer(asking)
    assert answer(z3.Solver()) == "sat"
