"""The whole catalogue as a table, printed while it is checked.

A model has a row for each property with a verdict of its own, or one for its main property.  Its other properties are
counted, and have a row each where they are not as expected.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.command.choosing.models import Chosen
from checker.command.report.expectations import Judged
from checker.verdicts.exploration import Exploration
from spec.notation.models import Model
from spec.notation.properties import Cheapest, Sometimes

NOTHING = "-"
VERDICT = len("NOT ESTABLISHED")


@dataclass(frozen=True, slots=True)
class CatalogueTable:
    """The widths of the columns, which stand before the first model is checked."""

    model: int
    property: int

    def line(self, cells: Sequence[str]) -> str:
        """One row: model, property, verdict, expected, steps, states, and what else there is to say."""
        model, name, verdict, expected, steps, states, more = cells
        text = (
            f"{model:<{self.model}}  {name:<{self.property}}  {verdict:<{VERDICT}}  {expected:<{VERDICT}}  "
            f"{steps:>5}  {states:>9}  {more}"
        )
        return text.rstrip()

    def heading(self) -> str:
        """The names of the columns."""
        return self.line(("model", "property", "verdict", "expected", "steps", "states", ""))


def table(models: Sequence[Chosen]) -> CatalogueTable:
    """A table wide enough for these models."""
    names = [name for one in models for name in one.model.properties]
    return CatalogueTable(
        max(len(text) for text in ("model", *(one.name for one in models))),
        max(len(text) for text in ("property", *names)),
    )


def shown(model: Model) -> list[str]:
    """The properties that have a row whatever is found; at least one."""
    return list(model.expect) or [main_property(model)]


def main_property(model: Model) -> str:
    """The property that the model is there for: the first that must hold, else the first."""
    must_hold = [name for name, one in model.properties.items() if not isinstance(one, Sometimes | Cheapest)]
    return next(iter([*must_hold, *model.properties]), NOTHING)


def rows(
    chosen: Chosen, found: Exploration, verdicts: Sequence[Judged], numbers: str = ""
) -> Iterator[tuple[str, ...]]:
    """The cells of one model's rows; the first says for which numbers."""
    planned = shown(chosen.model)
    by_name = {one.name: one for one in verdicts}
    others = [one for one in verdicts if one.name not in planned]
    agree = sum(one.as_expected for one in others)
    more = "; ".join(text for text in (f"and {agree} more as expected" if agree else "", numbers) if text)
    for name in planned:
        yield _row(chosen, found, by_name.get(name), more)
        more = ""
    for one in others:
        if not one.as_expected:
            yield _row(chosen, found, one, "")


def _row(chosen: Chosen, found: Exploration, one: Judged | None, more: str) -> tuple[str, ...]:
    states = f"{found.states:,}" + ("" if found.complete else "+")
    if one is None:
        return (chosen.name, *[NOTHING] * 4, states, "no such property")
    steps = NOTHING if one.answer.steps is None else str(one.answer.steps)
    said = "; ".join(text for text in (_mark(one), more) if text)
    return (chosen.name, one.name, str(one.answer.verdict), one.expected, steps, states, said)


def _mark(one: Judged) -> str:
    return "" if one.as_expected or one.open else "NOT as expected"
