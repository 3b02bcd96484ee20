"""Answers: the verdict of one property, and what stands behind it, as plain data."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Literal

from checker.languages.counts import count
from checker.results.notebooks import in_a_notebook
from checker.results.runs import Trace


class Verdict(enum.Enum):
    """The answer to one property; never a better one than the search earned."""

    HOLDS = "HOLDS"
    VIOLATED = "VIOLATED"
    POSSIBLE = "POSSIBLE"
    IMPOSSIBLE = "IMPOSSIBLE"
    NOT_ESTABLISHED = "NOT ESTABLISHED"
    VACUOUS = "VACUOUS"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class FairnessUse:
    """A fairness under which a promise was decided, and what it did for the verdict."""

    name: str
    """``B gets SYN``, ``A retransmission timeout``."""
    strength: Literal["weak", "strong"]
    needed: bool | None = None
    """Where the promise holds: whether it is broken without this fairness; None where that was not decided."""
    weak_enough: bool | None = None
    """Where it is strong and needed: whether weak would do."""
    allows: str = ""
    """Where the promise is broken: why the lasso does not offend it."""

    def __str__(self) -> str:
        return f"{self.name} ({self.strength})"


@dataclass(frozen=True, slots=True)
class Answer:
    """One property's verdict.  True only when the search established that it holds (or is possible)."""

    property: str
    verdict: Verdict
    about: str = ""
    """The property in words."""
    trace: Trace | None = None
    """The shortest counterexample, or the witness of a Sometimes or a cost."""
    steps: int | None = None
    """The length of that trace."""
    cost: int | None = None
    """The messages sent in it, where the property asks for the cheapest run."""
    witnesses: int | None = None
    """In how many states the premise (or the Sometimes) was true."""
    why: str = ""
    """What cut it short, or what made it vacuous; empty otherwise."""
    fairness: tuple[FairnessUse, ...] = ()
    """Under which fairness a promise was decided."""
    waiting: int | None = None
    """In how many states a promise is open."""
    how: str = ""
    """How it was decided, where the reachable states were not met one by one (:mod:`checker.pairs`)."""
    without: Answer | None = None
    """Where a promise holds under fairness: the answer without it, so that nobody assumes what is claimed."""

    def __bool__(self) -> bool:
        return self.verdict in (Verdict.HOLDS, Verdict.POSSIBLE)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return in_a_notebook("answer", self)

    def __repr__(self) -> str:
        if self.verdict in (Verdict.VIOLATED, Verdict.POSSIBLE) and self.steps is not None:
            paid = f" and {self.cost} messages" if self.cost is not None else ""
            return f"{self.verdict} in {_length(self)}{paid}"
        return f"{self.verdict} ({self.why})" if self.why else str(self.verdict)


def lengths(answer: Answer) -> tuple[int, int | None]:
    """How many steps there are to the end or to the loop, and how many in the loop; None where there is none."""
    steps = answer.steps or 0
    if answer.trace is None or answer.trace.loop is None:
        return steps, None
    again = len(answer.trace.steps) - answer.trace.loop
    return steps - again, again


def _length(answer: Answer) -> str:
    """How many steps, and how a lasso goes on."""
    steps, again = lengths(answer)
    if again is None:
        return count(steps, "step")
    return count(steps, "step") + (f", then {count(again, 'step')} repeating" if again else ", if the run stops there")


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a run touched: which rows never fired, and how many values each variable took."""

    never_fired: tuple[str, ...] = ()
    """``B.listen_syn``: the end, then the row."""
    rows: int = 0
    """How many rows the two machines have for the events of the scenario."""
    values: tuple[tuple[str, int], ...] = ()
    """``("A.SND.NXT", 3)``: distinct values, largest first."""
    bounds_met: tuple[str, ...] = field(default=())
    """Bounds of the search that cut transitions off, in words."""
    looked: int | None = None
    """In how many states the values were counted, the nearest first; None: in all."""
