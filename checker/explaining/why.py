"""The answer to a why as an object: ``print`` says it, a notebook shows the two charts, a test asks it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from checker.explaining.answer import Answered, answer_lines
from checker.explaining.answer_picture import answer_pictures
from checker.explaining.answering import Answering, with_possible
from checker.results.answers import Verdict
from checker.results.runs import Trace
from checker.verdicts.exploration import Exploration, uninterrupted
from checker.verdicts.exploring import explore
from diagrams.rendering.picture import Picture, notebook
from spec.notation.errors import SpecError
from spec.notation.explanations import Explanation
from spec.notation.formulas_of import same_question
from spec.notation.models import Model
from spec.notation.nearest import nearest
from spec.notation.properties import Property
from spec.notation.systems import System

WIDTH = 100
"""Columns of the text."""


@dataclass(frozen=True, slots=True, repr=False)
class Why:
    """The answer to a why: ``print`` says it, a notebook shows the two charts side by side."""

    found: Answered
    """All of it."""

    @property
    def question(self) -> str:
        """The question, in a sentence."""
        return self.found.question

    @property
    def verdict(self) -> Verdict:
        """The verdict on what is explained."""
        return self.found.here.answer.verdict

    @property
    def better(self) -> Verdict | None:
        """The verdict of what stands beside it; None where nothing does."""
        return None if self.found.there is None else self.found.there.answer.verdict

    @property
    def trace(self) -> Trace:
        """The run that shows it."""
        return self.found.trace

    @property
    def parted(self) -> int | None:
        """The step at which the two runs part, from 1 on; None where they do not."""
        return None if self.found.beside is None else self.found.beside.parted

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows in which the two systems differ: ``B.listen_syn``."""
        return tuple(self.found.differ)

    @property
    def because(self) -> str:
        """What went wrong, and after which step; empty where nothing is violated."""
        return "" if self.found.violated is None else self.found.violated.because

    @property
    def repairs(self) -> tuple[str, ...]:
        """The changes that repair it, each alone."""
        return () if self.found.repairs is None else tuple(one.name for one in self.found.repairs.found)

    def picture(self) -> Picture:
        """The two charts side by side: ``draw(why("fin-ack").picture(), "fin-ack.svg", box=WIDE)``."""
        return answer_pictures(self.found)[0]

    def __repr__(self) -> str:
        return f"<{self.question} {self.verdict}>"

    def __str__(self) -> str:
        return "\n".join(answer_lines(self.found, WIDTH))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {**notebook(self.picture()), "text/plain": str(self)}


def why(
    asked: str | Model | System,
    violated: Property | str = "",
    *,
    max_states: int | None = None,
    max_depth: int | None = None,
    timeout: float | None = None,
) -> Why:
    """The answer to a question by its name, ``why("fin-ack")``; or why a property of a model or a system is violated.

    ``violated``: the property, or its name; it can be left out of a model that asks one.  The limits are those of
    ``explore``, for each search.  NothingToExplain, a SpecError, where it is not violated; SpecError where there is no
    such question or property.
    """

    def explored(model: Model) -> Exploration:
        found = explore(model, max_states=max_states, max_depth=max_depth, timeout=timeout)
        return uninterrupted(found)

    answering = Answering(explored)
    if isinstance(asked, str):
        return Why(answering.answered(_question(asked)))
    model, name = _asked(asked, violated)
    model = with_possible(model, name)
    return Why(answering.explained(model, explored(model), name))


def _question(name: str) -> Explanation:
    from spec.explanations import EXPLANATIONS  # who explains a model of his own does not wait for all of TCP

    if name not in EXPLANATIONS:
        raise SpecError(f"there is no question '{name}'{nearest(name, EXPLANATIONS)}: {', '.join(EXPLANATIONS)}")
    return EXPLANATIONS[name]


def _asked(asked: Model | System, violated: Property | str) -> tuple[Model, str]:
    """The model that asks for the property, and the property's name in it."""
    model = Model(asked, {}) if isinstance(asked, System) else asked
    if isinstance(violated, Property):
        name = next((name for name, one in model.properties.items() if same_question(one, violated)), violated.about)
        return replace(model, properties={**model.properties, name: violated}), name
    names = list(model.properties)
    if violated in names or (not violated and len(names) == 1):
        return model, violated or names[0]
    raise SpecError(f"why(..., {violated!r}): give the property that is violated; the model asks {', '.join(names)}")
