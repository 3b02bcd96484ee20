"""A search that was cut short, and goes on in another process: as if it had never stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from checker import explore
from checker.search import breadth_first as searching
from checker.search.checkpoints.keeper import Checkpoints
from checker.verdicts.engines import EngineName
from spec.catalogue import MODELS
from spec.lossy.models import lossy
from spec.notation import Model, SpecError, System
from tests.engines.random_settings import random
from tests.engines.random_systems import Case, cases
from tests.search.checkpoints.halves import held_to_one_run, searched

ENGINES: tuple[EngineName, ...] = ("python", "native")
MOST = 3_000
"""States of a random system that is searched three times; what more would tell is told by fewer."""
ROOT = Path(__file__).resolve().parents[3]
WORDS = ("check", "lossy", "-p", "M=3", "-p", "OPENS=2", "--whole", "--engine", "python", "--json", "--vacuity", "off")


@pytest.mark.parametrize(("first", "second"), list(product(ENGINES, ENGINES)))
@pytest.mark.parametrize("name", ["lossy", "old-syn-to-a", "time-wait-reordered", "attacker-reset", "s2-data"])
def test_two_runs_come_to_what_one_comes_to(tmp_path: Path, name: str, first: EngineName, second: EngineName) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "CHUNK", 7)
        for states in (20, 90, 200):
            held_to_one_run(_system(name), tmp_path / str(states), first, second, states)
        assert (tmp_path / "20/checkpoint").exists()


@random
@given(cases(), st.sampled_from(ENGINES), st.sampled_from(ENGINES), st.integers(2, 60))
def test_two_runs_of_a_random_system_come_to_what_one_comes_to(
    case: Case | None, first: EngineName, second: EngineName, states: int
) -> None:
    if case is None:
        return
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(searching, "CHUNK", 3)
        try:
            if not searched(case.system, "python", searching.Limits(states=MOST))[0].cut:
                held_to_one_run(case.system, Path(folder), first, second, states)
        except SpecError:  # a value outside its bounds: there is no search to go on with
            return


def test_verdicts_and_counterexamples_are_the_same(tmp_path: Path) -> None:
    model = lossy(M=2, OPENS=2)
    whole = explore(model, engine="python")
    cut = explore(model, engine="python", max_states=50_000, checkpoints=Checkpoints(to=tmp_path))
    assert not cut.complete
    rest = explore(model, checkpoints=Checkpoints(resume=tmp_path))
    assert (rest.states, rest.transitions, rest.depth) == (125_005, 2_311_769, 24)
    assert rest.answers == whole.answers
    assert rest.trace("agreement") == whole.trace("agreement")


def test_a_process_that_is_killed_leaves_a_search_that_can_be_gone_on_with(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    words = [sys.executable, "-m", "checker", *WORDS, "--checkpoint", str(kept), "--checkpoint-every", "0.05"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment) as process:
        while not (kept / "checkpoint").exists() and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    model = lossy(M=3, OPENS=2)
    rest = explore(model, checkpoints=Checkpoints(resume=kept, version=_version(), parameters={"M": 3, "OPENS": 2}))
    assert (rest.states, rest.transitions, rest.depth) == (1_152_977, 25_053_701, 31)


def _version() -> str:
    from checker.command.version import version

    return version()


def _system(name: str) -> System:
    declared = MODELS[name]
    return (declared if isinstance(declared, Model) else declared()).system
