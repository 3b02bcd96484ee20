"""One model's result as text: what was checked, how much was seen, each verdict with its reasons."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.command.choosing.models import Chosen
from checker.command.report.all_numbers import Numbered, number_lines
from checker.command.report.evidence import Assurances, assurance_lines
from checker.command.report.expectations import Judged
from checker.command.report.heading import folded, heading
from checker.command.report.next_commands import advice
from checker.command.report.reasons import reasons
from checker.evidence.assurance import Assurance
from checker.results import Verdict, count
from checker.search.breadth_first import INTERRUPTED
from checker.verdicts.defaults import Explored
from checker.verdicts.exploration import Exploration

NOTHING_BEHIND: Assurances = {}
LARGEST = 6
"""Variables whose values are counted in the report, and rows that are named, without ``--stats``."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How much of it to print, and in how many columns."""

    ladders: bool = True
    stats: bool = False
    width: int = 100


def report(
    chosen: Chosen,
    found: Exploration,
    verdicts: Sequence[Judged],
    shown: Shown,
    behind: Assurances = NOTHING_BEHIND,
    numbers: Numbered | None = None,
) -> str:
    """The report, without a newline at the end."""
    lines = list(heading(chosen, found.system, found.successors.frames, shown.width))
    lines.append(f" {counts(found)}")
    lines += [line for text in number_lines(found, numbers) for line in folded(f" {text}", shown.width)]
    column = max((len(one.name) for one in verdicts), default=0)
    for one in verdicts:
        lines += _property(found, one, column, shown, behind.get(one.name))
    if not verdicts:
        lines.append(' no properties: give it some with Model(system, {"name": Always(...)})')
    for name, text in (*_facts(found, shown), *(("next", command) for command in advice(chosen, found, verdicts))):
        lines += folded(f" {name:<8}{text}", shown.width, 9)
    return "\n".join(lines)


def counts(found: Explored) -> str:
    """``713 states, 6,915 transitions, depth 13, complete, 0.01 s``."""
    return (
        f"{count(found.states, 'state')}, {count(found.transitions, 'transition')}, "
        f"depth {found.depth}, {_extent(found)}, {found.seconds:.2f} s"
    )


def _extent(found: Explored) -> str:
    if found.cut == INTERRUPTED:
        return "interrupted"
    return "complete" if found.complete else f"cut short by {found.cut}"


def _property(found: Exploration, one: Judged, column: int, shown: Shown, behind: Assurance | None) -> Iterator[str]:
    about = f": {one.answer.about}" if one.answer.about not in ("", one.name) else ""
    yield from folded(f" {one.name:<{column}}  {one.words}{about}", shown.width, column + 3)
    for text in (*reasons(found, one), *assurance_lines(one.answer, behind)):
        yield from folded(" " * (column + 3) + text, shown.width, column + 5)
    trace = one.answer.trace
    if shown.ladders and trace is not None and one.answer.verdict is Verdict.VIOLATED:
        from diagrams.ladders import ladder

        yield textwrap.indent(ladder(trace, title=False, width=shown.width - 4), "    ")


def _facts(found: Exploration, shown: Shown) -> Iterator[tuple[str, str]]:
    seen = found.coverage
    yield "rows", rows_fired(found, "--stats" if not shown.stats else None)
    values = seen.values if shown.stats else seen.values[:LARGEST]
    scope = "" if seen.looked is None else f"in the first {count(seen.looked, 'state')}: "
    yield "values", scope + ", ".join(f"{name} {number:,}" for name, number in values)
    for bound in seen.bounds_met:
        yield "bound", f"met: {bound}; the verdicts do not look beyond it"
    if shown.stats:
        yield from _statistics(found)


def rows_fired(found: Explored, more: str | None = "handwave check --stats") -> str:
    """Which rows never fired; all of them, or a few and ``more``, which names the rest."""
    never, rows = found.coverage.never_fired, found.coverage.rows
    if not never:
        return f"all {rows} fired"
    left = len(never) - LARGEST if more is not None else 0
    named = never if left <= 1 else never[:LARGEST]
    rest = f" and {left} more ({more} names them)" if left > 1 else ""
    scope = "" if found.complete else " in what was seen"
    return f"{len(never)} of {rows} never fired{scope}: {', '.join(named)}{rest}"


def _statistics(found: Exploration) -> Iterator[tuple[str, str]]:
    ends = [*found.search.levels[1:], len(found.search.order)]
    sizes = [end - begin for begin, end in zip(found.search.levels, ends, strict=True)]
    yield "levels", ", ".join(f"{size:,}" for size in sizes)
    rate, steps = (number / max(found.seconds, 1e-9) for number in (found.states, found.transitions))
    yield "speed", f"{rate:,.0f} states/s, {steps:,.0f} transitions/s"
    yield "engine", engine_words(found)


def engine_words(found: Exploration) -> str:
    """Who searched, and if it was Python to the end, why; what the native engine took for it."""
    over = found.native
    if over is None:
        return "python, as asked"
    if over.began is None or over.figures is None:
        return "python: " + (over.why_not or over.why_later or f"fewer than {count(over.after, 'state')}")
    one = over.figures
    return (
        f"native from {count(over.began, 'state')} on: {one.views[0]:,} x {one.views[1]:,} views; "
        f"{one.size / max(one.states, 1):.1f} octets a state; {one.asking:.2f} s for what Python was asked "
        f"({one.asked:,} times), {one.following:.2f} s in the kernels "
        f"({count(one.together, 'round')} of several threads), {over.loading:.2f} s to have them"
    )
