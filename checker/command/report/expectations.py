"""Verdicts held against what a model expects of them, and the exit status that follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from checker.command.choosing.models import Chosen
from checker.command.outcomes import Exit
from checker.languages.speech import tr
from checker.results.answers import Answer, Verdict
from checker.verdicts.exploration import Exploration


@dataclass(frozen=True, slots=True)
class Judged:
    """One property's answer beside the verdict expected."""

    name: str
    answer: Answer
    expected: str

    @property
    def as_expected(self) -> bool:
        """Whether the verdict is the one expected; never where nothing was established."""
        return str(self.answer.verdict) == self.expected

    @property
    def open(self) -> bool:
        """Whether nothing was established."""
        return self.answer.verdict is Verdict.NOT_ESTABLISHED

    @property
    def words(self) -> str:
        """``VIOLATED in 2 steps, as expected``."""
        if self.as_expected:
            return f"{self.answer!r}, as expected"
        wanted = f"{self.expected} was expected" if self.open else f"NOT as expected ({self.expected})"
        return f"{self.answer!r}, {wanted}"


def unexpected(one: Judged) -> Iterator[str]:
    """A line where the verdict is not the one expected."""
    if not one.as_expected:
        text = tr("{verdict} was expected") if one.open else tr("NOT as expected: {verdict} was expected")
        yield text.format(verdict=tr(one.expected))


def judged(chosen: Chosen, found: Exploration, *, strict: bool = False) -> list[Judged]:
    """The answers beside what the model expects, or, if strict, beside what everybody would wish for."""
    model = replace(chosen.model, expect={}) if strict else chosen.model
    return [Judged(name, answer, model.expected(name)) for name, answer in found.answers.items()]


def status(found: Exploration, verdicts: Iterable[Judged]) -> Exit:
    """The exit status of one model."""
    listed = list(verdicts)
    if found.interrupted:
        return Exit.INTERRUPTED
    if any(not one.as_expected and not one.open for one in listed):
        return Exit.NOT_AS_EXPECTED
    if any(one.open for one in listed) or not (listed or found.complete):
        return Exit.NOT_ESTABLISHED
    return Exit.AS_EXPECTED


WORST = (Exit.INTERRUPTED, Exit.NOT_AS_EXPECTED, Exit.NOT_ESTABLISHED, Exit.AS_EXPECTED)


def worst(statuses: Iterable[Exit]) -> Exit:
    """The exit status of several models."""
    return min(statuses, key=WORST.index, default=Exit.AS_EXPECTED)
