"""Questions that a counterexample answers: why a protocol is as it is, shown by one that is otherwise.

A question is a sentence and a reason by its author.  All else of the answer is worked out: the run, the same schedule
in the protocol that does better, for which numbers it is so, and what would repair it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spec.notation.changes import Change
from spec.notation.errors import SpecError, here
from spec.notation.models import Model


@dataclass(frozen=True)
class Question:
    """Why a protocol is as it is: a system in which a property fails, and the change under which it does not."""

    about: str
    """The question, in a sentence."""
    reason: str
    """The answer, in a sentence or two."""
    model: Model
    """The system in which the property fails, with that property first."""
    worse: str
    """What to call it, over its column: ``with two messages``."""
    better: Change
    """The change under which the property is not violated."""
    better_called: str
    """What to call that: ``with three messages``."""
    try_next: tuple[str, ...] = ()
    """Commands that go on from here, without the word ``handwave``."""

    def __post_init__(self) -> None:
        if not self.model.properties:
            raise SpecError(f"{here()}: the question '{self.about}' asks nothing: give its model a property")

    @property
    def asked(self) -> str:
        """The name of the property that the question is about: the first of its model."""
        return next(iter(self.model.properties))


Asked = Mapping[str, Question]
"""Questions by the name under which they are asked."""
