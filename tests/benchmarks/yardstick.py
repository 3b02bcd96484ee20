"""Time whole processes on the yardstick and on TCP: ``python tests/benchmarks/yardstick.py [--large] [--write]``.

Each size is run by every engine of handwave (cold: the kernels are compiled, warm: they are in the cache) and, where
``spin`` and ``gcc`` are installed, by Spin on the Promela text of the same model, from ``spin -a`` to its answer: in
turns, so that a busy machine disturbs all alike.  Prints medians as tables, and with ``--write`` writes these into the
documentation.  Ratios are of wall time, and, in brackets, of the time that processors worked.
Handwave decides the model's properties in that time too; Spin counts states alone.  Nothing is asserted.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.benchmarks.contestants import COLD, PYTHON, SPINS, WARM, Contestant, Run, Task

PAGE = Path(__file__).resolve().parents[2] / "docs/performance.md"
BEGIN, END = "<!-- benchmark -->\n", "<!-- end of benchmark -->"
SIZES = ((2, 1), (2, 2), (3, 2))
LARGE, HUGE = ((4, 2),), ((5, 2),)
TCP = ("any-open", "held", "three-way-reopen", "closing-both-ways", "incarnations-short", "crash-forgets-numbers")
ENGINES = (COLD, WARM)
"""The engine that a user has, whose ratio to Spin is taken."""
Runs = dict[Contestant, list[Run]]


def lossy(m: int, opens: int) -> Task:
    """The yardstick of that size."""
    return Task("lossy", (f"M={m}", f"OPENS={opens}"))


def measured(tasks: Sequence[Task], who: Sequence[Contestant], runs: int, slow: Sequence[Task]) -> dict[Task, Runs]:
    """So many runs of each task by each contestant, in turns; ``slow``: those of one run, and none by Python."""
    found: dict[Task, Runs] = {task: {} for task in tasks}
    with tempfile.TemporaryDirectory() as name:
        for turn in range(runs):
            for task in tasks:
                if task in slow and turn:
                    continue
                for one in who:
                    if one is PYTHON and task in slow:
                        continue
                    known = next((done[0] for done in found[task].values()), None)
                    found[task].setdefault(one, []).append(one.run(task, Path(name), known))
                    print(f"turn {turn + 1}: {task}: {one.name}: {found[task][one][-1].wall:.2f} s", file=sys.stderr)
    for task, done in found.items():
        sizes = {(run.states, run.transitions if one.engine else 0) for one, runs_ in done.items() for run in runs_}
        if len({states for states, _ in sizes}) > 1:
            raise SystemExit(f"{task}: not everybody found as many states: {sorted(sizes)}")
    return found


def table(found: Mapping[Task, Runs], who: Sequence[Contestant]) -> str:
    """Medians, a line for each task; the best of Spin's two is what the others are held to."""
    spin = [one for one in who if not one.engine]
    heads = ["model", "states", "transitions", *(f"{one.name}, s" for one in who)]
    heads += ["cold / Spin", "warm / Spin"] if spin else []
    heads += ["states/s", "transitions/s", "B/state"]
    lines = [_line(heads), _line(["---", *["---:"] * (len(heads) - 1)])]
    base = {one: min(runs[one][0].peak for runs in found.values() if one in runs) for one in (COLD, WARM)}
    for task, runs in found.items():
        one = runs[WARM][0]
        cells = [str(task), f"{one.states:,}", f"{one.transitions:,}"]
        cells += [f"{_wall(runs[each]):.2f}" if each in runs else "-" for each in who]
        if spin:
            cells += [
                f"{_ratio(runs, each, spin, _wall):.3f} ({_ratio(runs, each, spin, _cpu):.3f})" for each in ENGINES
            ]
        search = statistics.median(run.search for run in runs[WARM]) or 1e-6
        more = statistics.median(run.peak for run in runs[WARM]) - base[WARM]
        cells += [_rounded(one.states / search), _rounded(one.transitions / search)]
        cells.append(f"{more / one.states:.0f}" if one.states >= 100_000 else "-")
        lines.append(_line(cells))
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _wall(runs: Sequence[Run]) -> float:
    return statistics.median(run.wall for run in runs)


def _cpu(runs: Sequence[Run]) -> float:
    return statistics.median(run.cpu for run in runs)


def _ratio(runs: Runs, one: Contestant, spin: Sequence[Contestant], of: Callable[[Sequence[Run]], float]) -> float:
    """To the better of Spin's."""
    return of(runs[one]) / min(of(runs[each]) for each in spin)


def _rounded(rate: float) -> str:
    return f"{rate / 1e6:.1f} M" if rate >= 1e6 else f"{rate / 1e3:.0f} k"


def machine() -> str:
    """What it was run on."""
    names = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    processor = f"{len(names)} x {names[0]}" if names else platform.processor() or platform.machine()
    spin = subprocess.run(["spin", "-V"], capture_output=True, text=True, check=False).stdout.split(" -- ")[0]
    return f"{processor}, Python {platform.python_version()}, {spin}" if SPINS else processor


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text("utf-8").splitlines()
    except OSError:
        return []


def report(given: argparse.Namespace) -> str:
    """Everything that was measured, as Markdown."""
    who = [PYTHON, COLD, WARM, *SPINS]
    sizes = [*SIZES, *(LARGE if given.large else ()), *(HUGE if given.huge else ())]
    yardstick = measured([lossy(*size) for size in sizes], who, given.runs, [lossy(*size) for size in (*LARGE, *HUGE)])
    tcp = measured([Task(name) for name in given.models], who, given.runs, [])
    words = " ".join(["python tests/benchmarks/yardstick.py", *given.said])
    return "\n".join(
        [
            f"Medians of {given.runs} runs in turns (one from M=4 on) of `{words}` ({machine()}); whole processes,",
            "in seconds; ratios to the better of Spin's, in brackets those of the time that processors worked.",
            "Spin: `spin -o2 -a`, `gcc -O1` or `-O2 -DSAFETY -DNOREDUCE -DNOCLAIM`, `./pan`, on the exported text.",
            "",
            table(yardstick, who),
            table(tcp, who),
        ]
    )


def main() -> None:
    """Measure, print, and with ``--write`` write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true", help="also M=4 OPENS=2, 8.3 million states")
    parser.add_argument("--huge", action="store_true", help="also M=5 OPENS=2, 52 million states: some GB for Spin")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--models", nargs="*", default=list(TCP), metavar="MODEL", help="models of TCP")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/performance.md")
    given = parser.parse_args()
    given.said = [word for word in sys.argv[1:] if word != "--write"]
    text = report(given)
    print(text)
    if given.write:
        before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}{text}{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
