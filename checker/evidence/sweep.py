"""The smallest parameter that makes or breaks a property: by bisection where that is enough, else by trying all.

Bisection is right only where the verdict changes at most once over the range, which the model declares
(``between(1, 16, monotone=("agreement",))``); nothing that bisection does could find out that it does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from checker.results.answers import Answer, Verdict

Method = Literal["bisection", "scanning"]


@dataclass(frozen=True, slots=True)
class Tried:
    """One value, and what was found."""

    value: int
    answer: Answer
    states: int
    transitions: int
    seconds: float

    @property
    def outcome(self) -> tuple[Verdict, int | None]:
        """What is compared: the verdict, and where it has one the cost."""
        return self.answer.verdict, self.answer.cost

    @property
    def words(self) -> str:
        """``HOLDS``, ``POSSIBLE with 3 messages``."""
        if self.answer.cost is None:
            return str(self.answer.verdict)
        return f"{self.answer.verdict} with {self.answer.cost} message" + ("" if self.answer.cost == 1 else "s")


@dataclass(frozen=True, slots=True)
class Sweep:
    """The values tried, in order, and how they were chosen."""

    low: int
    high: int
    method: Method
    tried: tuple[Tried, ...]

    @property
    def changes(self) -> tuple[tuple[Tried, Tried], ...]:
        """Neighbours among the values tried that differ; after bisection they differ by 1."""
        return tuple((one, other) for one, other in pairwise(self.tried) if one.outcome != other.outcome)

    @property
    def established(self) -> bool:
        """Whether each value tried has a verdict."""
        return all(one.answer.verdict is not Verdict.NOT_ESTABLISHED for one in self.tried)


def sweep(low: int, high: int, attempt: Callable[[int], Tried], *, monotone: bool = False) -> Sweep:
    """Try the values from low to high; where the property is monotone in them, only as many as bisection needs.

    Bisection gives way to scanning where some value has no verdict.
    """
    known: dict[int, Tried] = {}

    def of(value: int) -> Tried:
        if value not in known:
            known[value] = attempt(value)
        return known[value]

    bisected = monotone and high - low > 1 and _bisect(low, high, of)
    if not bisected:
        for value in range(low, high + 1):
            of(value)
    tried = tuple(known[value] for value in sorted(known))
    return Sweep(low, high, "bisection" if bisected else "scanning", tried)


def _bisect(low: int, high: int, of: Callable[[int], Tried]) -> bool:
    """Narrow the change down to two neighbours; False where a verdict is missing, or is a third one."""
    first, last = of(low).outcome, of(high).outcome
    while True:
        if Verdict.NOT_ESTABLISHED in (first[0], last[0]):
            return False
        if first == last or high - low == 1:
            return True
        middle = (low + high) // 2
        outcome = of(middle).outcome
        if outcome == first:
            low = middle
        elif outcome == last:
            high = middle
        else:
            return False
