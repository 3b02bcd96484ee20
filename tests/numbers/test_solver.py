"""Z3 works within a bound of its own, and stops where somebody presses Ctrl-C."""

from __future__ import annotations

import importlib
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checker.numbers import solver
from checker.numbers.solver import Solver

ROOT = Path(__file__).parents[2]
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


ASKED = """
import z3
from checker.numbers.solver import answer, limited
from tests.numbers.test_solver import hard

asking = limited(z3.Solver(), None)
asking.add(*hard())
try:
    print("asking", flush=True)
    answer(asking)
except KeyboardInterrupt:
    print("interrupted", answer(z3.Solver()), flush=True)
"""


def test_ctrl_c_ends_a_query_and_is_no_answer() -> None:
    # in a process of its own: a worker of the tests need not run them where Ctrl-C is heard
    with subprocess.Popen([sys.executable, "-c", ASKED], stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "asking\n"
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate()
    assert out == "interrupted sat\n"
