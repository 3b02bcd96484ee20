"""Answers in words, in the reader's language."""

from __future__ import annotations

from checker.languages.counts import counted
from checker.languages.retelling import retold
from checker.languages.speech import tr
from checker.results.answers import Answer, Verdict, lengths


def extent(answer: Answer) -> str:
    """``4 steps, 3 messages``: how long its run is, or why the verdict is not a better one."""
    if answer.verdict not in (Verdict.VIOLATED, Verdict.POSSIBLE) or answer.steps is None:
        return retold(answer.why)
    return tr(", ").join([_steps(answer), *([counted(answer.cost, "message")] if answer.cost is not None else [])])


def in_brackets(text: str) -> str:
    """`` (4 steps)``, as it stands behind a verdict; nothing for nothing."""
    return tr(" ({extent})").format(extent=text) if text else ""


def verdict_words(answer: Answer) -> str:
    """``VIOLATED (2 steps)``, in the reader's language."""
    return tr(str(answer.verdict)) + in_brackets(extent(answer))


def outcome(answer: Answer) -> str:
    """``VIOLATED in 2 steps``, in the reader's language: what its ``repr`` says in English."""
    verdict = tr(str(answer.verdict))
    if answer.verdict not in (Verdict.VIOLATED, Verdict.POSSIBLE) or answer.steps is None:
        return verdict_words(answer)
    if answer.cost is None:
        return tr("{verdict} in {steps}").format(verdict=verdict, steps=_steps(answer))
    said = tr("{verdict} in {steps} and {messages}")
    return said.format(verdict=verdict, steps=_steps(answer), messages=counted(answer.cost, "message"))


def _steps(answer: Answer) -> str:
    """How many steps, and how a lasso goes on, in the reader's language."""
    steps, again = lengths(answer)
    if again is None:
        return counted(steps, "step")
    if again:
        return tr("{steps}, then {more} repeating").format(steps=counted(steps, "step"), more=counted(again, "step"))
    return tr("{steps}, if the run stops there").format(steps=counted(steps, "step"))
