"""The whole catalogue, a row for each claim, printed while it is checked.

A claim that names its property (``"P07 never_stuck"``) has a row of its own; claims that name none share the row
of the model's main property.  The other properties of a model are counted, and have a row each where they are
not as expected.
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
class Table:
    """The widths of the columns, which stand before the first model is checked."""

    claim: int
    model: int
    property: int

    def line(self, cells: Sequence[str]) -> str:
        """One row: claim, model, property, verdict, expected, steps, states, and what else there is to say."""
        claim, model, name, verdict, expected, steps, states, more = cells
        text = (
            f"{claim:<{self.claim}}  {model:<{self.model}}  {name:<{self.property}}  {verdict:<{VERDICT}}  "
            f"{expected:<{VERDICT}}  {steps:>5}  {states:>9}  {more}"
        )
        return text.rstrip()

    def heading(self) -> str:
        """The names of the columns."""
        return self.line(("claim", "model", "property", "verdict", "expected", "steps", "states", ""))


def table(models: Sequence[Chosen]) -> Table:
    """A table wide enough for these models."""
    planned = [(one.name, claim, name) for one in models for claim, name in claims(one.model)]
    names = [name for one in models for name in one.model.properties]
    return Table(
        max(len(text) for text in ("claim", *(claim for _, claim, _ in planned))),
        max(len(text) for text in ("model", *(model for model, _, _ in planned))),
        max(len(text) for text in ("property", *names)),
    )


def claims(model: Model) -> list[tuple[str, str]]:
    """The claims of a model, each with the property that decides it; at least one pair."""
    split = [claim.partition(" ") for claim in model.claims]
    bound = [(claim, name) for claim, _, name in split if name]
    shared = ", ".join(claim for claim, _, name in split if not name)
    if shared or not bound:
        bound.insert(0, (shared or NOTHING, main_property(model)))
    return bound


def main_property(model: Model) -> str:
    """The property that the model is there for: one with a verdict of its own, else the first that must hold."""
    promises = [name for name, one in model.properties.items() if not isinstance(one, Sometimes | Cheapest)]
    return next(iter([*model.expect, *promises, *model.properties]), NOTHING)


def rows(
    chosen: Chosen, found: Exploration, verdicts: Sequence[Judged], numbers: str = ""
) -> Iterator[tuple[str, ...]]:
    """The cells of one model's rows; the first says for which numbers."""
    planned = claims(chosen.model)
    named = {name for _, name in planned}
    by_name = {one.name: one for one in verdicts}
    others = [one for one in verdicts if one.name not in named]
    agree = sum(one.as_expected for one in others)
    more = "; ".join(text for text in (f"and {agree} more as expected" if agree else "", numbers) if text)
    for claim, name in planned:
        yield _row(chosen, found, claim, by_name.get(name), more)
        more = ""
    for one in others:
        if not one.as_expected:
            yield _row(chosen, found, NOTHING, one, "")


def _row(chosen: Chosen, found: Exploration, claim: str, one: Judged | None, more: str) -> tuple[str, ...]:
    states = f"{found.states:,}" + ("" if found.complete else "+")
    if one is None:
        return (claim, chosen.name, *[NOTHING] * 4, states, "no such property")
    steps = NOTHING if one.answer.steps is None else str(one.answer.steps)
    said = "; ".join(text for text in (_mark(one), more) if text)
    return (claim, chosen.name, one.name, str(one.answer.verdict), one.expected, steps, states, said)


def _mark(one: Judged) -> str:
    return "" if one.as_expected or one.open else "NOT as expected"
