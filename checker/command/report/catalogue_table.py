"""The whole catalogue as a table, printed while it is checked: by topic, a line for each model.

It names the verdicts that a model declares to be expected, or that of its main property; the others are counted.
What is not as expected has a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from checker.command.choosing.models import Chosen
from checker.command.report.expectations import Judged
from checker.languages.counts import counted
from checker.languages.retelling import retold
from checker.languages.speech import tr
from checker.languages.wide_text import folded
from checker.results.wording import outcome
from checker.verdicts.exploration import Exploration
from spec.catalogue import TOPICS, Topic, topic_models
from spec.notation.models import Model
from spec.notation.properties import Cheapest, Sometimes

STATES = len("10,000,000+")


class CatalogueTable:
    """Lines for these models, of ``width`` columns."""

    def __init__(self, models: Sequence[Chosen], width: int) -> None:
        self.name, self.width = max(len(one.name) for one in models), width
        self.topic: Topic | None = None

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """The topic of each model."""
        return {name: one for one in TOPICS for name in topic_models(one)}

    def heading(self, chosen: Chosen) -> Iterator[str]:
        """The topic of a model, where it is not that of the one before."""
        topic = self.topics.get(chosen.name)
        if topic is not None and topic is not self.topic:
            yield from folded(f"{topic.name}: {tr(topic.about)}", self.width)
        self.topic = topic

    def lines(self, chosen: Chosen, found: Exploration, verdicts: Sequence[Judged], numbers: str) -> Iterator[str]:
        """A model: its states, and its verdicts."""
        states = f"{found.states:,}" + ("" if found.complete else "+")
        begin = f" {chosen.name:<{self.name}} {states:>{STATES}}  "
        for said in _said(chosen.model, verdicts, numbers):
            yield from folded(begin + retold(said), self.width, len(begin))
            begin = " " * len(begin)


def _said(model: Model, verdicts: Sequence[Judged], numbers: str) -> Iterator[str]:
    met = [one for one in verdicts if one.as_expected]
    named = [_verdict(one) for one in met if one.name in (model.expect or (main_property(model),))]
    more = len(met) - len(named)
    rest = [counted(more, "verdict") if not named else f"{more} more"] if more else []
    expected = [f"as expected: {', '.join([*named, *rest])}"] if met else []
    yield "; ".join([*expected, *([numbers] if numbers else [])]) or (
        "nothing as expected" if verdicts else "nothing is asked of it"
    )
    for one in verdicts:
        if not one.as_expected:
            yield f"{'' if one.open else 'NOT as expected: '}{_verdict(one)}, {one.expected} was expected"


def _verdict(one: Judged) -> str:
    """``was_there VIOLATED in 2 steps``."""
    return f"{one.name} {outcome(one.answer)}"


def main_property(model: Model) -> str | None:
    """The property that the model is there for: the first that must hold, else the first."""
    must_hold = [name for name, one in model.properties.items() if not isinstance(one, Sometimes | Cheapest)]
    return next(iter([*must_hold, *model.properties]), None)
