"""What is so of a model for all 2^32 numbers: each property by the engine that decides it.

What one state decides, a search over all numbers at once decides (:mod:`checker.numbers.exploration`); everything else,
and what is too much for that, is decided by searches with numbers put in (:mod:`checker.numbers.transfer`).
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.numbers.exploration.conditions import Conditional, askable, conditions
from checker.numbers.exploration.explorer import MOST_STATES
from checker.numbers.transfer.all_choices import AllChoices, all_choices
from checker.results.answers import Verdict
from checker.search.clock import Clock, OutOfTime
from checker.verdicts.exploration import Exploration
from spec.notation.errors import SpecError


@dataclass(frozen=True, slots=True)
class ForAllNumbers:
    """The verdict on each property for all numbers, or why there is none."""

    answers: Mapping[str, Conditional]
    """By the search over all numbers at once."""
    choices: AllChoices | None
    """By searches with numbers put in; None where none was needed."""
    states: int
    """Of the search over all numbers at once."""
    seconds: float

    @property
    def cut(self) -> str:
        """Why some numbers were left; empty where none is."""
        return "" if self.choices is None else self.choices.cut

    def verdicts(self, name: str) -> Mapping[Verdict, Sequence[str]]:
        """Each verdict on a property, with the conditions for it in words.

        One without a condition is the verdict on all numbers, or on all others; under ``cut`` on those looked at.
        """
        answer = self.answers.get(name)
        if answer is not None:
            return {answer.verdict: answer.conditions}
        assert self.choices is not None
        return {verdict: self.choices.words(ways) for verdict, ways in self.choices.verdicts(name).items()}


def for_all_numbers(found: Exploration, most_states: int | None = None) -> ForAllNumbers:
    """The verdicts on the properties of a finished search for every choice of numbers, within the time it has left.

    KeyboardInterrupt where Ctrl-C was pressed.
    """
    begin = time.perf_counter()
    answers, states = _at_once(found, most_states, found.clock)
    rest = {name: one for name, one in found.properties.items() if name not in answers}
    choices = all_choices(found, rest, found.clock, most_states) if rest else None
    return ForAllNumbers(answers, choices, states, time.perf_counter() - begin)


def _at_once(found: Exploration, most: int | None, clock: Clock) -> tuple[Mapping[str, Conditional], int]:
    """The answers of the search over all numbers at once, where it was complete, or decided from above; its states."""
    asked = askable(found.properties)
    if not asked or found.worlds:
        return {}, 0
    try:
        every = conditions(found.system, asked, most or MOST_STATES, clock=clock)
    except (OutOfTime, SpecError):
        return {}, 0
    settled = every.complete and not every.open
    known = [one for one in every.answers if one.verdict is not Verdict.NOT_ESTABLISHED]
    decided = {one.property: one for one in known if settled or (one.how and not every.open)}
    return decided, every.states
