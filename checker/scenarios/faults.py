"""What can be wrong with a scenario, each time in one sentence with the file and the line."""

from __future__ import annotations

from checker.results import Trace
from spec.notation.errors import Place, SpecError


class ScenarioError(SpecError):
    """A scenario that cannot be read or staged."""


class NotFollowed(ScenarioError):
    """A line that the machines cannot follow, with the run that led up to it."""

    def __init__(self, sentence: str, run: Trace) -> None:
        super().__init__(sentence)
        self.run = run


def wrong(place: Place, what: str) -> ScenarioError:
    """The error at that line."""
    return ScenarioError(f"{place}: {what}")
