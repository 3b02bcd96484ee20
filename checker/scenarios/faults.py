"""What can be wrong with a scenario, each time in one sentence with the file and the line."""

from __future__ import annotations

from checker.results.runs import Trace
from spec.notation.errors import Place, SpecError


class ScenarioError(SpecError):
    """A scenario that cannot be read or staged."""


class NotFollowed(ScenarioError):
    """A line that the machines cannot follow, with the run that led up to it."""

    def __init__(self, sentence: str, run: Trace) -> None:
        super().__init__(sentence)
        self.run = run


LONG = 400
"""Letters of a sentence that quotes a line; of more than that the middle is left out."""


def wrong(place: Place, what: str) -> ScenarioError:
    """The error at that line."""
    said = what if len(what) <= LONG else f"{what[: LONG // 2]} ... {what[-LONG // 2 :]}"
    return ScenarioError(f"{place}: {said}")
