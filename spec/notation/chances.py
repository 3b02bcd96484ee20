"""Chances: how probable it is that a run comes to a goal, where each message is lost with the same probability."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from spec.notation.calling import spelt_class
from spec.notation.errors import Place, fault, here
from spec.notation.formulas import Bool, seen_from_outside

if TYPE_CHECKING:
    from fractions import Fraction

Curve: TypeAlias = "Callable[[Fraction], Fraction]"
"""A probability as a formula in p, the probability that a message is lost: +, -, *, /, ** and fractions."""


@spelt_class
@dataclass(frozen=True, eq=False)
class Chance:
    """The probability of ending at ``goal`` is ``equals(p)``, for every p; with ``given``, that of ending there if so.

    Both are compared as polynomials, or quotients of two, exactly; where they differ, the true one is said.
    Assumed: each message is lost with probability p, independently of all others; what a user may do is done; and one
    thing happens at a time, so that nothing is in flight beside the message whose fate is open.

    SpecError where a formula is none.
    """

    about: str
    goal: Bool
    equals: Curve
    given: Bool | None = None
    place: Place = field(default_factory=here, repr=False, kw_only=True)

    def __post_init__(self) -> None:
        seen_from_outside(self.goal)
        if self.given is not None:
            seen_from_outside(self.given)
        if not callable(self.equals):
            raise fault(f"Chance({self.about!r}): equals=... is a function of p, such as lambda p: (1 - p) ** 3")
