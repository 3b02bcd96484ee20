"""One claim in full: what the article says, the theorem, every run, and the ladder that decides it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from checker.command.claims.controls import controls
from checker.command.claims.verdicts import Decided, DecidedRun
from checker.command.claims.words import bearing, deciding, run_words
from checker.command.outcomes import Refused
from checker.command.report.evidence import raised_lines
from checker.explaining.all_numbers import numbers_words
from checker.languages.counts import counted
from checker.languages.speech import spoken, tr
from checker.languages.wide_text import folded, pad
from diagrams.ladders.ladder import ladder
from diagrams.rendering.picture import Picture
from diagrams.sequence.chart import answer_charts
from spec.articles import ARTICLES
from spec.articles.questions import QUESTIONS


def page(one: Decided, width: int) -> str:
    """The page."""
    return "\n".join(_lines(one, width))


def _lines(one: Decided, width: int) -> Iterator[str]:
    claim = one.claim
    yield f"{claim.id}  {tr(one.verdict).upper()}  ({ARTICLES[claim.seed]})"
    yield from _folded(tr("about"), tr("; ").join(tr(QUESTIONS[name]) for name in claim.questions), width)
    said = [claim.chinese] if spoken() == "zh" else [claim.english, claim.chinese]
    for name, text in zip((tr("claim"), ""), said, strict=False):
        yield from _folded(name, text, width - 2 * (text is claim.chinese))
    yield from _folded(tr("theorem"), tr(claim.theorem), width)
    if claim.assumption:
        yield from _folded(tr("assuming"), tr(claim.assumption), width)
    for shown in one.runs:
        yield from _run(shown, width)
    control = next(controls(claim), None)
    if control is not None:
        yield from _folded(tr("control"), str(control), width)
    telling = _telling(one)
    if telling is not None and telling.answer.trace is not None:
        yield ""
        yield f" {telling.run.model}, {telling.run.property}: {tr(telling.answer.about)}"
        yield textwrap.indent(ladder(telling.answer.trace, title=False, width=width - 2), "  ")


def claim_charts(one: Decided) -> Sequence[Picture]:
    """The sequence chart of the run that says most, one picture a page."""
    shown = _telling(one)
    if shown is None or shown.answer.trace is None:
        raise Refused(f"no run of {one.claim.id} has a counterexample or a witness, so there is nothing to draw")
    return answer_charts(shown.answer, f"{one.claim.id}, {tr(one.verdict)}: {shown.run.model}")


def _folded(name: str, text: str, width: int) -> list[str]:
    return folded(f" {pad(name, 9)}{text}", width, 10)


def _run(shown: DecidedRun, width: int) -> Iterator[str]:
    walked = shown.answer.trace is not None and shown.retraced
    again = tr(", walked again by the reference interpreter") if walked else ""
    yield from _folded(
        tr("run"), tr("{run}: {about}").format(run=run_words(shown), about=tr(shown.answer.about)), width
    )
    yield from _folded("", f"{bearing(shown)}{tr('; ')}{counted(shown.found.states, 'state')}{again}", width)
    for line in raised_lines(shown.answer, shown.raised) if shown.raised is not None else ():
        yield from _folded("", line, width)
    if shown.numbers is not None:
        yield from _folded("", f"{tr(str(shown.numbers.verdict))} {numbers_words(shown.numbers)}", width)
        if shown.numbers.tied:
            yield from _folded("", tr("tied: {numbers}").format(numbers=tr("; ").join(shown.numbers.tied)), width)


def _telling(one: Decided) -> DecidedRun | None:
    """The run whose ladder says most: against the claim, else where the assumption is lacking, else for it."""
    drawn = [shown for shown in [*deciding(one), *one.runs] if shown.answer.trace is not None]
    against = [shown for shown in drawn if shown.run.supports(str(shown.answer.verdict)) is False]
    plain = [shown for shown in against if not shown.run.lacking]
    return next(iter([*plain, *against, *drawn]), None)
