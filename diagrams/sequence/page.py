"""A page of a sequence chart: some steps of a run, as a run of its own, and what its steps are called."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from checker.languages.speech import tr
from checker.results.runs import Trace


@dataclass(frozen=True)
class Page:
    """The steps of a run from ``begin`` to ``end``, counted from 0, the last left out."""

    run: Trace
    names: Sequence[str]
    """What each step of the whole run is called; empty for one that is shown without its number."""
    begin: int
    end: int
    goal: bool = False
    """Whether the whole run ends where it was to lead."""
    shown: int | None = None
    """On a slide: how many of its steps are seen, in the places that they have when all are."""
    floors: Sequence[float] = ()
    """How far down each step stands at least, of those for which it is said."""
    parts: int | None = None
    """The step, counted from 1 on this page, from which on another run goes otherwise."""
    parts_room: float = 0.0
    """How far above that step the line stands at least that says so."""
    idle: Collection[int] = ()
    """The steps, counted from 1 on this page, whose messages nothing depends on."""

    @cached_property
    def trace(self) -> Trace:
        """These steps alone; a violation that stands on another page, or a loop that ends there, is left out."""
        run, violates = self.run, self.run.violates_at
        here = violates is not None and (self.begin < violates <= self.end or violates == self.begin == 0)
        return replace(
            run,
            start=run.points()[self.begin],
            steps=run.steps[self.begin : self.end],
            violates_at=violates - self.begin if violates is not None and here else None,
            loop=max(run.loop - self.begin, 0) if run.loop is not None and self.last else None,
        )

    @property
    def first(self) -> bool:
        """Whether the run begins here."""
        return self.begin == 0

    @property
    def last(self) -> bool:
        """Whether the run ends here."""
        return self.end == len(self.run.steps)

    def name(self, step: int) -> str:
        """What a step is called that is counted from 1 on this page."""
        return self.names[self.begin + step - 1]

    def floor(self, step: int) -> float:
        """How far down a step stands at least."""
        return self.floors[step - 1] if step <= len(self.floors) else 0.0

    def again(self) -> str:
        """Which steps of this page repeat, where it has the end of a lasso."""
        return again([self.name(step + 1) for step in range(self.trace.loop or 0, len(self.trace.steps))])


def numbered(trace: Trace) -> list[str]:
    """The steps counted from 1."""
    return [str(number) for number in range(1, len(trace.steps) + 1)]


def again(names: Sequence[str]) -> str:
    """Which steps repeat.

    >>> again(["2", "3"]), again(["3"]), again([])
    ('steps 2 to 3 repeat for ever', 'step 3 repeats for ever', 'stays so for ever')
    """
    if not names:
        return tr("stays so for ever")
    if len(names) == 1:
        return tr("step {step} repeats for ever").format(step=names[0])
    return tr("steps {first} to {last} repeat for ever").format(first=names[0], last=names[-1])
