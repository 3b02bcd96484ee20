"""One claim in full: what the article says, the theorem, every run, and the ladder that decides it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from checker.command.claims.numbers import numbers_words
from checker.command.claims.verdicts import Decided, DecidedRun
from checker.command.claims.words import bearing, deciding, run_words
from checker.command.outcomes import Refused
from checker.command.report.wide_text import fold
from checker.results import count
from diagrams.ladders import ladder
from diagrams.picture import Picture
from diagrams.sequence import charts
from spec.articles import ARTICLES
from spec.articles.questions import QUESTIONS


def page(one: Decided, width: int) -> str:
    """The page."""
    return "\n".join(_lines(one, width))


def _lines(one: Decided, width: int) -> Iterator[str]:
    claim = one.claim
    yield f"{claim.id}  {one.verdict.upper()}  ({ARTICLES[claim.seed]})"
    yield from _folded("about", "; ".join(QUESTIONS[name] for name in claim.questions), width)
    yield from _folded("claim", claim.english, width)
    yield from (f"{'':<10}{line}" for line in fold(claim.chinese, width - 12))
    yield from _folded("theorem", claim.theorem, width)
    if claim.assumption:
        yield from _folded("assuming", claim.assumption, width)
    for shown in one.runs:
        yield from _run(shown, width)
    telling = _telling(one)
    if telling is not None and telling.answer.trace is not None:
        yield ""
        yield f" {telling.run.model}, {telling.run.property}: {telling.answer.about}"
        yield textwrap.indent(ladder(telling.answer.trace, title=False, width=width - 2), "  ")


def claim_charts(one: Decided) -> Sequence[Picture]:
    """The sequence chart of the run that says most, one picture a page."""
    shown = _telling(one)
    if shown is None or shown.answer.trace is None:
        raise Refused(f"no run of {one.claim.id} has a counterexample or a witness, so there is nothing to draw")
    title = f"{one.claim.id}, {one.verdict}: {shown.run.model}, {shown.run.property}: {shown.answer!r}"
    return charts(shown.answer.trace, title, [f"{shown.answer.about}."])


def _folded(name: str, text: str, width: int) -> list[str]:
    margin = " " * 10
    return textwrap.wrap(
        f" {name:<9}{text}", width, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False
    )


def _run(shown: DecidedRun, width: int) -> Iterator[str]:
    again = ", walked again by the reference interpreter" if shown.answer.trace is not None and shown.retraced else ""
    yield from _folded("run", f"{run_words(shown)}: {shown.answer.about}", width)
    yield from _folded("", f"{bearing(shown)}; {count(shown.found.states, 'state')}{again}", width)
    if shown.numbers is not None:
        yield from _folded("", f"{shown.numbers.verdict} {numbers_words(shown.numbers)}", width)
        if shown.numbers.tied:
            yield from _folded("", f"tied: {'; '.join(shown.numbers.tied)}", width)


def _telling(one: Decided) -> DecidedRun | None:
    """The run whose ladder says most: against the claim, else where the assumption is lacking, else for it."""
    drawn = [shown for shown in [*deciding(one), *one.runs] if shown.answer.trace is not None]
    against = [shown for shown in drawn if shown.run.supports(str(shown.answer.verdict)) is False]
    plain = [shown for shown in against if not shown.run.lacking]
    return next(iter([*plain, *against, *drawn]), None)
