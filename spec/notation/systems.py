"""Systems: two ends, a channel each way, what is in flight at the start, and the bounds of the search."""

from __future__ import annotations

from dataclasses import dataclass

from spec.notation.calling import spelt_class
from spec.notation.nodes import ENDS
from spec.notation.system_checks import check_system
from spec.notation.system_parts import RFC_NUMBERS, Limits, Numbers, Parts, Start, any_of, at, fresh


@spelt_class
@dataclass(frozen=True)
class System(Parts):
    """Two ends over a channel.  Every bound of the search stands here, none in the machines.

    ``modulus``: sequence numbers are 0..modulus-1.  ``isn``: the numbers that ``choose()`` may draw at an end
    (by default those of the RFC's figures: A 100 and then 200, B 300 and then 400).  ``at_most``: how often a
    call is made or a timer runs out, at each end or at one.  ``params``: what ``param(...)`` stands for.
    SpecError where the parts do not fit together.
    """

    def __post_init__(self) -> None:
        check_system(self)


__all__ = ["ENDS", "RFC_NUMBERS", "Limits", "Numbers", "Start", "System", "any_of", "at", "fresh"]
