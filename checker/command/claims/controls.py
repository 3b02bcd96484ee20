"""What a claim's verdict is held against: a run that would have come out otherwise.

A property that always answers the same says nothing.  So for each claim some property that decides it has the other
answer somewhere: in another of its runs, or in a system in which something was changed on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.languages.retelling import retold
from checker.languages.speech import tr
from spec.articles.claim import YES, Claim, Run, Says
from spec.catalogue import MODELS
from spec.notation import Change, Model


@dataclass(frozen=True, slots=True)
class Control:
    """A run that decides, and where its property answers otherwise: another run, or a change of its system."""

    run: Run
    other: Run | Change

    def __str__(self) -> str:
        where = (
            self.other.model
            if isinstance(self.other, Run)
            else tr("{model} with {change}").format(model=self.run.model, change=retold(str(self.other)))
        )
        return tr("{property} comes out otherwise: {where}").format(property=self.run.property, where=where)


def controls(claim: Claim) -> Iterator[Control]:
    """Every control of a claim: its own runs first."""
    deciding = [run for run in claim.runs if run.says is not Says.BESIDE]
    for run in deciding:
        yield from (Control(run, other) for other in claim.runs if _differs(run, other))
    for run in deciding:
        yield from (Control(run, change) for change in _changes(run))


def _differs(run: Run, other: Run) -> bool:
    same = (run.model, run.parameters) == (other.model, other.parameters)
    answers = (run.verdict in YES) != (other.verdict in YES) or run.messages != other.messages
    sends = run.model != other.model and run.segments != other.segments
    return run.property == other.property and not same and (answers or sends)


def _changes(run: Run) -> Iterator[Change]:
    """What breaks the property on purpose, as the model declares it."""
    one = MODELS.get(run.model)
    model = one if isinstance(one, Model) or one is None else one(**dict(run.parameters))
    if model is not None:
        broken_by = model.mutants.get(run.property, ())
        yield from (broken_by,) if isinstance(broken_by, Change) else broken_by
