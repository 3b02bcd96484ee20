"""What a protocol brings to its scenarios."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from spec.notation.machines import Machine

Midway = Callable[[str, Mapping[str, int], Mapping[str, int]], Mapping[str, int]]
"""A state, the values that are given there, and the parameters, to the values of all variables that are not 0."""


def as_given(_state: str, given: Mapping[str, int], _params: Mapping[str, int]) -> Mapping[str, int]:
    """An end of which nothing is known but what is given."""
    return given


@dataclass(frozen=True)
class Cast:
    """Who can play in a scenario: machines by the names that it calls them, and what it need not say of them."""

    machines: Mapping[str, type[Machine]]
    midway: Midway = as_given
    """How an end stands that starts in the middle of a connection."""
    params: Mapping[str, int] = field(default_factory=dict[str, int])
    """The parameters that hold where a scenario says nothing."""
    unseen: Mapping[str, int] = field(default_factory=dict[str, int])
    """What a segment of the start carries in fields that are not written."""
