"""Two models side by side: verdicts, costs, pairs of states, rows, and the shortest schedule on which they part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.command.choosing.models import Chosen
from checker.command.report.heading import bound_parts, differing_parts, drawn_numbers
from checker.evidence.counterfactual import rows_that_differ
from checker.explaining.run_columns import CANNOT, columns_of, half_of, step_lines
from checker.languages.counts import counted
from checker.languages.speech import tr
from checker.languages.wide_text import columns_of as columns_taken, folded, pad
from checker.results.answers import Answer
from checker.results.runs import Step
from checker.results.wording import verdict_words
from checker.verdicts.exploration import Exploration
from checker.verdicts.state_pairs import Pairs, state_pairs
from spec.notation.systems import System

MOST = 12
"""Pairs of states, and rows, that are listed."""
DIFFERENT = "=/="
Row = tuple[Step | None, Step | None]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: the model, and what was found of it."""

    chosen: Chosen
    found: Exploration

    @property
    def name(self) -> str:
        """``two-way``."""
        return self.chosen.name

    @property
    def setting(self) -> list[str]:
        """What can happen in it, and which numbers are drawn, part by part."""
        return [*self._drawn(), *bound_parts(self.chosen, self.found.system)]

    def differing(self, other: System) -> list[str]:
        """The same without the calls and timers that may happen as often in the other system."""
        return [*self._drawn(), *differing_parts(self.chosen, self.found.system, other)]

    def _drawn(self) -> Iterator[str]:
        return drawn_numbers(self.found.system, self.found.successors.frames)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models, and how they part."""

    one: Side
    other: Side
    run: Sequence[Row]
    """The schedule on which they part, as each takes it; None where a step cannot happen."""
    parted: int | None
    """The number of the step that parts them."""
    how: str
    """What that schedule is, or why there is none."""
    settled: bool = True
    """Whether it is known that there is none where none was found."""

    @property
    def names(self) -> list[str]:
        """The properties that were asked of one of them at least."""
        return list(dict.fromkeys([*self.one.found.answers, *self.other.found.answers]))

    @property
    def rows(self) -> Sequence[str]:
        """The rows in which they differ."""
        return rows_that_differ(self.one.found.system, self.other.found.system)

    def pairs(self) -> tuple[Pairs, Pairs]:
        """The pairs of states that only the one, and only the other can reach."""
        one, other = state_pairs(self.one.found), state_pairs(self.other.found)
        return one - other, other - one


def comparison_lines(told: Comparison, width: int) -> Iterator[str]:
    """The comparison in so many columns."""
    yield from _verdicts(told, width)
    yield ""
    for name, text in _differences(told):
        yield from folded(f" {pad(name, 12)} {text}", width, 14)
    yield ""
    yield from folded(f" {told.how}", width, 1)
    half = half_of(width)
    if told.run:
        yield from columns_of("", [told.one.name], [told.other.name], half)
    for number, (here, there) in enumerate(told.run, start=1):
        left, right = _happens(here), _happens(there)
        if left == right:
            right = [tr("the same")]
        if number == told.parted:
            right.append(tr("here they part{why}").format(why=""))
        yield from columns_of(f"{number}.", left, right, half)


def _happens(step: Step | None) -> list[str]:
    return [tr(CANNOT)] if step is None else step_lines(step)


def _verdicts(told: Comparison, width: int) -> Iterator[str]:
    column = min(max(map(columns_taken, [*SIZES, *told.names])), width // 3)
    half = max((width - column - 8) // 2, 12)
    for name, left, right in _table(told):
        sides = [folded(text, half, 2) or [""] for text in (left, right)]
        for line in range(max(map(len, sides))):
            one, two = (side[line] if line < len(side) else "" for side in sides)
            sign = DIFFERENT if not line and name and left != right and name in told.names else ""
            yield f" {pad('' if line else name, column)}  {pad(one, half)} {sign:<3} {two}".rstrip()


SIZES = {"states": "states", "transitions": "transitions", "depth": "depth"}
"""Numbers of an exploration, and what they are called."""


def _table(told: Comparison) -> Iterator[tuple[str, str, str]]:
    yield "", told.one.name, told.other.name
    for name in told.names:
        yield name, _said(told.one.found.answers.get(name)), _said(told.other.found.answers.get(name))
    for name, called in SIZES.items():
        one, other = (getattr(side.found, name) for side in (told.one, told.other))
        yield tr(called), f"{one:,}{_cut(told.one)}", f"{other:,}{_cut(told.other)}"


def _cut(side: Side) -> str:
    return "" if side.found.complete else tr(", cut short")


def _said(answer: Answer | None) -> str:
    return tr("not asked") if answer is None else verdict_words(answer)


def _differences(told: Comparison) -> Iterator[tuple[str, str]]:
    rows = told.rows
    more = tr(", and {number:,} more").format(number=len(rows) - MOST) if len(rows) > MOST else ""
    differ = tr("that differ: {rows}").format(rows=", ".join(rows[:MOST]) + more)
    yield tr("rows"), differ if rows else tr("none differs")
    sides = ((told.one, told.other), (told.other, told.one))
    for side, other in sides:
        only = [part for part in side.differing(other.found.system) if part not in other.setting]
        if only:
            yield tr("bounds"), tr("of {model}: {bounds}").format(model=side.name, bounds=tr("; ").join(only))
    for side, pairs in zip((told.one, told.other), told.pairs(), strict=True):
        if pairs:
            yield "A, B", tr("only in {model}: {pairs}").format(model=side.name, pairs=_listed(pairs))
    if not any(told.pairs()):
        yield "A, B", tr("the same pairs of states are reached")
    if not (told.one.found.complete and told.other.found.complete):
        yield "", tr("a search was cut short: there may be more pairs than it met")


def _listed(pairs: Iterable[tuple[str, str]]) -> str:
    known = sorted(pairs)
    more = tr("; ") + counted(len(known) - MOST, "more pair") if len(known) > MOST else ""
    return tr("; ").join(", ".join(pair) for pair in known[:MOST]) + more


def comparison_object(told: Comparison) -> dict[str, object]:
    """The comparison for other programs."""
    return {
        "schema": 1,
        "models": [_object(side) for side in (told.one, told.other)],
        "rows_that_differ": list(told.rows),
        "pairs_only": [sorted(map(list, pairs)) for pairs in told.pairs()],
        "schedule": told.how,
        "run": [[None if step is None else step_lines(step) for step in both] for both in told.run],
        "parted": told.parted,
    }


def _object(side: Side) -> dict[str, object]:
    return {
        "model": side.name,
        "states": side.found.states,
        "transitions": side.found.transitions,
        "complete": side.found.complete,
        "bounds": side.setting,
        "verdicts": {
            name: {"verdict": str(answer.verdict), "steps": answer.steps, "cost": answer.cost}
            for name, answer in side.found.answers.items()
        },
    }
