"""Who takes part in a benchmark: each engine of handwave with a cold or a warm cache, and Spin; whole processes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.search.native.object_cache import FOLDER

SPIN_HERE = all(shutil.which(tool) for tool in ("spin", "gcc"))
DEEPER = 100_000
"""How much deeper than there are states Spin's stack may grow: no run is longer than that."""


@dataclass(frozen=True, slots=True)
class Task:
    """A model with its parameters, as ``handwave check`` is asked for it."""

    name: str
    given: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join([self.name, *self.given])

    @property
    def words(self) -> list[str]:
        """Its words on a command line."""
        return [self.name, *(word for one in self.given for word in ("-p", one))]


@dataclass(frozen=True, slots=True)
class Run:
    """What one whole run took."""

    wall: float
    """Seconds from the start of the first process to the answer."""
    cpu: float
    """Seconds that the processors worked on it, which a busy machine disturbs less."""
    search: float
    """Seconds of the search alone, as the program says."""
    states: int
    transitions: int
    peak: int
    """Octets that the process which searched had at most."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """One column."""

    name: str
    engine: str = ""
    """The engine of handwave; empty: Spin."""
    cold: bool = False
    optimised: str = "-O2"
    """How gcc compiles what Spin writes."""

    def run(self, task: Task, folder: Path, known: Run | None) -> Run:
        """One run; ``known``: what the same task gave before, from which Spin is given the right sizes."""
        return self._handwave(task, folder) if self.engine else self._spin(task, folder, known)

    def _handwave(self, task: Task, folder: Path) -> Run:
        cache = folder / f"cache-{self.name}"
        if self.cold:
            shutil.rmtree(cache, ignore_errors=True)
        options = ["--whole", "--engine", self.engine, "--json", "--vacuity", "off", "--own-numbers"]
        words = [sys.executable, "-m", "checker", "check", *task.words, *options]
        done = _process(words, folder, {FOLDER: str(cache)})
        found = json.loads(done.said)
        return Run(done.wall, done.cpu, found["seconds"], found["states"], found["transitions"], done.peak)

    def _spin(self, task: Task, folder: Path, known: Run | None) -> Run:
        place = folder / f"spin-{self.name}"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        export = [sys.executable, "-m", "checker", "export", *task.words[:1], "model.pml", *task.words[1:]]
        _process(export, place)
        size = 1_000_000 if known is None else known.states
        every = [_process(words, place) for words in self.commands(size)]
        wall, cpu, said = sum(one.wall for one in every), sum(one.cpu for one in every), every[-1].said
        if "max search depth too small" in said or "errors: 0" not in said:
            raise SystemExit(f"{task}: {said}")
        states, transitions = _number(r"(\d+) states, stored", said), _number(r"(\d+) transitions", said)
        search = float(_found(r"elapsed time ([\d.]+)", said) or 0)
        return Run(wall, cpu, search, states, transitions - 1, every[-1].peak)

    def commands(self, size: int) -> list[list[str]]:
        """What makes and runs Spin's verifier, of so many states: a table of the right size, a deep enough stack."""
        flags = ["-DSAFETY", "-DNOREDUCE", "-DNOCLAIM", "-DMEMLIM=20000"]
        table = max((size - 1).bit_length(), 18)
        return [
            ["spin", "-o2", "-a", "model.pml"],
            ["gcc", "-w", self.optimised, *flags, "-o", "pan", "pan.c"],
            ["./pan", f"-m{size + DEEPER}", f"-w{table}"],
        ]


PYTHON = Contestant("Python", "python")
COLD, WARM = Contestant("cold", "auto", cold=True), Contestant("warm", "auto")
SPIN_1, SPIN_2 = Contestant("Spin -O1", optimised="-O1"), Contestant("Spin -O2")
SPINS = (SPIN_1, SPIN_2) if SPIN_HERE else ()


@dataclass(frozen=True, slots=True)
class _Done:
    """A process that has ended: seconds, seconds of the processors, the most octets, what it printed."""

    wall: float
    cpu: float
    peak: int
    said: str


def _process(words: Sequence[str], folder: Path, more: Mapping[str, str] | None = None) -> _Done:
    """Run it to its end; SystemExit where it fails."""
    printed = folder / "printed"
    environment = {**os.environ, **(more or {})}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode
    begin = time.perf_counter()
    with printed.open("w+b") as out, (folder / "errors").open("w+b") as errors:
        started = subprocess.Popen(words, cwd=folder, stdout=out, stderr=errors, env=environment)
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begin
    if started.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(words)}: {started.returncode}: {(folder / 'errors').read_text()[-2000:]}")
    return _Done(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, printed.read_text("utf-8"))


def _found(pattern: str, said: str) -> str:
    found = re.search(pattern, said)
    return found[1] if found else ""


def _number(pattern: str, said: str) -> int:
    return int(_found(pattern, said))
