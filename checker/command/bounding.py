"""``check --engine bounded``: what a solver finds in all runs of so many steps."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from checker.bounded.explorer import Bounded, explore_bounded
from checker.command.as_json import SCHEMA
from checker.command.choosing import Chosen
from checker.command.heading import folded, heading
from checker.command.judging import Judged
from checker.command.outcomes import Exit
from checker.command.terminal import columns
from checker.configuration import frames
from checker.results import Verdict, count
from diagrams.columns import wrapped
from diagrams.ladder import ladder


def looked(chosen: Chosen, depth: int, timeout: float | None, save: Path | None) -> Bounded:
    """The model's runs of so many steps, looked at; what the solver leaves open is kept in the folder ``save``."""
    return explore_bounded(chosen.model, depth=depth, timeout=timeout, save=save)


def judged(chosen: Chosen, found: Bounded, *, strict: bool) -> list[Judged]:
    """The answers beside what the model expects, or, if strict, beside what everybody would wish for."""
    model = replace(chosen.model, expect={}) if strict else chosen.model
    return [Judged(name, answer, model.expected(name)) for name, answer in found.answers.items()]


def status(found: Bounded, verdicts: Sequence[Judged]) -> Exit:
    """The exit status of one model."""
    if found.interrupted:
        return Exit.INTERRUPTED
    if any(not one.as_expected and not one.open for one in verdicts):
        return Exit.NOT_AS_EXPECTED
    return Exit.NOT_ESTABLISHED if any(one.open for one in verdicts) else Exit.AS_EXPECTED


def report(chosen: Chosen, found: Bounded, verdicts: Sequence[Judged], *, ladders: bool, stats: bool) -> str:
    """The report, without a newline at the end."""
    width = columns()
    return "\n".join(
        [
            *heading(chosen, found.system, frames(found.system), width),
            f" {extent(found)}, {found.seconds:.2f} s",
            *_verdicts(verdicts, width, ladders=ladders),
            *(line for text in (_statistics(found) if stats else ()) for line in folded(text, width, 9)),
        ]
    )


def _verdicts(verdicts: Sequence[Judged], width: int, *, ladders: bool) -> Iterator[str]:
    column = max((len(one.name) for one in verdicts), default=0)
    for one in verdicts:
        said = f"{one.name:<{column}}  {one.words}: {one.answer.about}"
        yield from (f" {line}" for line in wrapped(said, width - 1, " " * (column + 4)))
        if ladders and one.answer.trace is not None and one.answer.verdict is Verdict.VIOLATED:
            yield textwrap.indent(ladder(one.answer.trace, title=False, width=width - 4), "    ")


def _statistics(found: Bounded) -> Iterator[str]:
    """What a configuration is for the solver, and where the time went."""
    size = found.size
    if size is not None:
        paths = " and ".join(f"{number:,} at {end}" for end, number in size.paths.items())
        yield f" size    {count(size.cells, 'cell')} of {count(size.bits, 'bit')} for each step; paths of rows: {paths}"
    yield f" solver  {count(found.questions, 'question')}, {found.asking:.2f} s of {found.seconds:.2f} s"
    if found.after:
        yield f" steps   {', '.join(f'{step} after {seconds:.2f} s' for step, seconds in enumerate(found.after))}"


def extent(found: Bounded) -> str:
    """``all runs of 10 steps or fewer``, and why not more."""
    if found.depth < 0:
        return f"nothing was looked at ({found.cut})"
    runs = f"all runs of {count(found.depth, 'step')} or fewer"
    if found.complete:
        return f"{runs}, and no state lies deeper"
    return f"{runs} ({found.cut})" if found.cut else runs


def result(chosen: Chosen, found: Bounded, verdicts: Sequence[Judged]) -> dict[str, object]:
    """One model's result, for other programs."""
    return {
        "schema": SCHEMA,
        "model": chosen.name,
        "parameters": dict(chosen.parameters),
        "engine": found.engine,
        "depth": found.depth,
        "complete": found.complete,
        "cut": found.cut,
        "interrupted": found.interrupted,
        "questions": found.questions,
        "seconds": round(found.seconds, 6),
        "seconds_asking": round(found.asking, 6),
        "properties": [_property(one) for one in verdicts],
    }


def _property(one: Judged) -> dict[str, object]:
    return {
        "name": one.name,
        "verdict": str(one.answer.verdict),
        "expected": one.expected,
        "as_expected": one.as_expected,
        "steps": one.answer.steps,
        "about": one.answer.about,
        "why": one.answer.why,
    }
