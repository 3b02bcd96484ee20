"""The least modulus with which the numbers of a search compare as those of 32 bits do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from checker.numbers.transfer.to_all_numbers import transferred
from checker.verdicts.exploring import explore
from spec.notation.properties import Property
from spec.notation.systems import System

MOST_STATES = 10_000
"""A search with a larger modulus is cut short there."""
MOST_IN_ALL = 30_000
"""After so many states no other modulus is tried."""
MOST_TRIED = 64
"""Moduli that are tried, one after the other."""


@dataclass(frozen=True, slots=True)
class Least:
    """What was found of larger moduli."""

    modulus: int | None
    """The least one that would do; None where none was found."""
    tried: int
    """The last one that was tried."""

    def __str__(self) -> str:
        if self.modulus is not None:
            return f"the least modulus that would do is {self.modulus}"
        return f"no modulus up to {self.tried} would do"


def least_modulus(system: System, properties: Mapping[str, Property]) -> Least:
    """The least modulus above the system's own at which its verdicts are those of 32 bits, all else being as it is."""
    tried, states = system.modulus, 0
    while tried < system.modulus + MOST_TRIED and states < MOST_IN_ALL:
        found = explore(replace(system, modulus=tried + 1), properties, max_states=MOST_STATES, whole=True)
        states += found.states
        covered = transferred(found).covered
        if covered and not found.complete:
            break
        tried += 1
        if covered:
            return Least(tried, tried)
    return Least(None, tried)
