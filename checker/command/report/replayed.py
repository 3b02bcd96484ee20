"""A run beside what the kernel of this machine made of one end of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.explaining.run_columns import columns_of, event_text, half_of, step_lines
from checker.languages.counts import counted
from checker.languages.speech import tr
from checker.languages.wide_text import folded
from checker.packets.live import Played
from checker.results.runs import Trace
from spec.notation.nodes import End


@dataclass(frozen=True, slots=True)
class Replay:
    """What was played."""

    told: str
    """The run, as it was asked for."""
    trace: Trace
    end: End
    """The kernel's."""
    table: str
    kernel: str
    done: Played


def replayed_lines(one: Replay, width: int) -> Iterator[str]:
    """The run with both columns, and how it ended."""
    about = tr("{run}: {end} is played by {kernel}, and held to {table}")
    yield from folded(about.format(run=one.told, end=one.end, kernel=one.kernel, table=one.table), width, 2)
    yield ""
    half, rounds = half_of(width), {each.step: each for each in one.done.rounds}
    table, kernel = (
        tr("the table, {table}").format(table=one.table),
        tr("the kernel, {kernel}").format(kernel=one.kernel),
    )
    yield from columns_of("", [table], [kernel], half)
    last = max(rounds, default=0) if one.done.ended or one.done.parted else len(one.trace.steps)
    for number, step in enumerate(one.trace.steps[:last], start=1):
        if (taken := rounds.get(number)) is None:
            yield from columns_of(f"{number}.", step_lines(step), [], half)
            continue
        parted = [] if taken.same else [tr("here they part{why}").format(why="")]
        left, right = [event_text(step), *taken.table], [event_text(step), *taken.kernel, *parted]
        yield from columns_of(f"{number}.", left, [tr("the same")] if left == right else right, half)
    yield ""
    yield from folded(_ending(one), width, 2)


def _ending(one: Replay) -> str:
    if one.done.parted is not None:
        return tr("They part in step {number}.").format(number=one.done.parted)
    told = {"end": one.end, "steps": counted(len(one.done.rounds), "step"), "why": one.done.ended}
    if one.done.ended:
        return tr("The kernel does as the table does ({end}: {steps}); not played on: {why}.").format(**told)
    return tr("The kernel does as the table does ({end}: {steps}).").format(**told)
