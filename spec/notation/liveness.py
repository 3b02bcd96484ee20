"""Promises that something happens in the end, whatever happens in between.

They speak of whole runs: those that go on for ever, and those that stop (:mod:`spec.notation.fairness`).  Without
fairness a run may stop anywhere, so that nothing is promised which is not there already.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spec.notation.calling import spelt_class
from spec.notation.errors import Place, fault, here, shown
from spec.notation.fairness import Fairness
from spec.notation.formulas import Bool, seen_from_outside


@spelt_class
@dataclass(frozen=True, eq=False)
class LeadsTo:
    """Whenever p is true, q is true then or later, in every run that is fair: ``p ~> q``.

    The counterexample is a lasso: a run to a state with p, from there on never q, and a loop that offends no
    fairness (or a stop).  Where p is never reached the verdict is VACUOUS.
    """

    about: str
    p: Bool
    q: Bool
    fair: tuple[Fairness, ...] = ()
    place: Place = field(default_factory=here, repr=False, kw_only=True)

    def __post_init__(self) -> None:
        seen_from_outside(self.p)
        seen_from_outside(self.q)
        _check(self.about, self.fair)


@spelt_class
@dataclass(frozen=True, eq=False)
class Eventually:
    """From the start on, q becomes true at some time, in every run that is fair."""

    about: str
    q: Bool
    fair: tuple[Fairness, ...] = ()
    place: Place = field(default_factory=here, repr=False, kw_only=True)

    def __post_init__(self) -> None:
        seen_from_outside(self.q)
        _check(self.about, self.fair)


Promise = LeadsTo | Eventually


def _check(about: str, fair: object) -> None:
    if not (isinstance(fair, tuple) and all(isinstance(one, Fairness) for one in fair)):  # pyright: ignore[reportUnknownVariableType]
        said = shown(fair)  # pyright: ignore[reportUnknownArgumentType]
        raise fault(f"{about!r}: fair={said}: give a tuple, such as fair=(weak(A.does(CLOSE)),)")


__all__ = ["Eventually", "LeadsTo", "Promise"]
