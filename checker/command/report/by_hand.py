"""A walk step by step: what may happen now, chosen by its number by whoever sits at the terminal, or by a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from checker.command.report.saved_walk import described
from checker.command.report.showing import shown, shown_steps
from checker.command.terminal import columns
from checker.languages.retelling import retold
from checker.languages.speech import tr
from checker.languages.wide_text import folded
from checker.results.runs import Point, Step, Trace
from checker.search.random_walk import UNDO
from spec.notation.letters import escaped
from spec.notation.systems import ENDS

HOW = "a number, u to undo, save FILE, q to end: "


def by_hand(
    show: str | None, save: Callable[[str, Trace], str], run: Trace, ways: int, steps: Callable[[], Sequence[Step]]
) -> int | None:
    """Show what may happen, and ask; the end of the input, or Ctrl-C, ends the walk."""
    print(_point(shown(run, show).points()[-1]))
    for number, step in enumerate(shown_steps(steps(), show), start=1):
        print("\n".join(folded(f" {number:>2}  {described(step)}", columns(), 6)))
    if not ways:
        print(" " + tr("nothing can happen here"))
    while True:
        print(tr(HOW), end="", flush=True)
        answer = _line()
        if answer is None or answer == "q":
            return None
        if answer == "u" and run.steps:
            return UNDO
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= ways:
            return int(answer) - 1
        if answer.partition(" ")[0] == "save":
            print(save(answer.removeprefix("save").strip(), run))
            continue
        print(retold(_refused(answer, ways)))


def _line() -> str | None:
    """What was typed; None at the end of the input."""
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        line = ""
    if not line:
        print()
    return line.strip() if line else None


def _refused(answer: str, ways: int) -> str:
    if answer == "u":
        return "this is the start: there is nothing to undo"
    if not ways:
        return f"'{escaped(answer)}' is no choice: write u, save FILE or q"
    return f"'{escaped(answer)}' is no choice: write a number from 1 to {ways}, u, save FILE or q"


def _point(point: Point) -> str:
    states = {end: point.end(end).state for end in ENDS}
    ends = ", ".join(f"{end} ({state})" if "," in state else f"{end} {state}" for end, state in states.items())
    return tr("{ends}; in flight: {segments}").format(ends=ends, segments=point.value("in flight"))
