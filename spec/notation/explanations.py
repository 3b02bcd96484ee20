"""Questions that a counterexample answers: why a protocol is as it is, shown by one that is otherwise.

A question is a sentence and a reason by its author.  All else of the answer is worked out: the run, the same schedule
in the protocol that does better, for which numbers it is so, and what would repair it.
"""

from __future__ import annotations

from dataclasses import dataclass

from spec.notation.changes import Change
from spec.notation.errors import SpecError, here
from spec.notation.models import Model


@dataclass(frozen=True)
class Explanation:
    """Why a protocol is as it is: a system in which a property fails, and the change under which it does not."""

    about: str
    """The question, in a sentence."""
    reason: str
    """The answer, in a sentence or two."""
    model: Model
    """The system in which it is otherwise."""
    asked: str
    """The property of the model that goes wrong; its other properties have to stay possible in a repair."""
    worse: str
    """What to call it, over its column: ``with two messages``."""
    better: Change
    """The change under which the property is not violated."""
    better_called: str
    """What to call that: ``with three messages``."""
    try_next: tuple[str, ...] = ()
    """Commands that go on from here, without the word ``handwave``."""

    def __post_init__(self) -> None:
        if self.asked not in self.model.properties:
            known = ", ".join(self.model.properties) or "none"
            raise SpecError(f"{here()}: '{self.about}' asks for '{self.asked}', but its model has {known}")
