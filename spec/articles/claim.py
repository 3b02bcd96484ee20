"""A claim as data: what an article says, the runs that decide it, and the verdict that follows from them.

A run is one property of one model.  What its answer means for the claim depends on what the property says: the claim
itself, the contrary, or only what is true beside it.  Nobody writes a claim's verdict down.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

HOLDS, VIOLATED, POSSIBLE, IMPOSSIBLE = "HOLDS", "VIOLATED", "POSSIBLE", "IMPOSSIBLE"
YES, NO = (HOLDS, POSSIBLE), (VIOLATED, IMPOSSIBLE)

Verdict = Literal["true", "assuming", "false", "open"]

OF_NUMBERS = frozenset(
    {
        "agreement",
        "two-messages",
        "three-messages",
        "old-syn",
        "enough-messages",
        "fin-and-ack",
        "data-before-fin",
        "numbered",
        "send-buffer",
        "comparing",
    }
)
"""Questions in which sequence numbers matter: their runs are decided for all 2^32 numbers too."""


class Says(enum.Enum):
    """What a run's property says, held against the claim."""

    CLAIM = "says what the claim says"
    CONTRARY = "says the contrary"
    BESIDE = "says what is true beside it"


@dataclass(frozen=True, slots=True)
class Run:
    """One property of one model, and the answer that it must have."""

    model: str
    property: str
    verdict: str
    says: Says = Says.CLAIM
    lacking: bool = False
    """Whether the claim's assumption is lacking here."""
    messages: int | None = None
    """How many messages its run sends, where that matters."""
    segments: tuple[str, ...] = ()
    """What its run sends, in order, each with its sender: ``A <SEQ=1000><CTL=SYN>``."""
    parameters: tuple[tuple[str, int], ...] = ()

    def supports(self, verdict: str) -> bool | None:
        """Whether that answer speaks for the claim; None where it says nothing of it."""
        if self.says is Says.BESIDE or verdict not in (*YES, *NO):
            return None
        return (verdict in YES) == (self.says is Says.CLAIM)


def states(
    model: str, name: str, verdict: str, *, messages: int | None = None, segments: Sequence[str] = (), **parameters: int
) -> Run:
    """A run whose property says what the claim says."""
    return Run(model, name, verdict, Says.CLAIM, False, messages, tuple(segments), tuple(parameters.items()))


def denies(
    model: str, name: str, verdict: str, *, messages: int | None = None, segments: Sequence[str] = (), **parameters: int
) -> Run:
    """A run whose property says the contrary of the claim."""
    return Run(model, name, verdict, Says.CONTRARY, False, messages, tuple(segments), tuple(parameters.items()))


def beside(model: str, name: str, verdict: str, *, messages: int | None = None, **parameters: int) -> Run:
    """A run for the theorem: a mutant, a price, what holds instead."""
    return Run(model, name, verdict, Says.BESIDE, False, messages, (), tuple(parameters.items()))


def without(model: str, name: str, verdict: str, *, says: Says = Says.CLAIM, **parameters: int) -> Run:
    """A run in which the claim's assumption is lacking: there the claim must fail."""
    return Run(model, name, verdict, says, lacking=True, parameters=tuple(parameters.items()))


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that one article says."""

    id: str
    """``S0.11``: the article, and the number among its claims."""
    english: str
    chinese: str
    questions: tuple[str, ...]
    """What it is about: keys of :data:`spec.articles.questions.QUESTIONS`."""
    runs: tuple[Run, ...]
    theorem: str
    """What can honestly be said, in one sentence."""
    assumption: str = ""
    """What must be assumed, where the claim is true only then."""

    @property
    def seed(self) -> str:
        """The article: ``S0``."""
        return self.id.partition(".")[0]

    @property
    def of_numbers(self) -> bool:
        """Whether its runs are decided for all 2^32 numbers too."""
        return not OF_NUMBERS.isdisjoint(self.questions)

    @property
    def declared(self) -> Verdict:
        """The verdict that follows if each run answers as it must."""
        return self.verdict({run: run.verdict for run in self.runs})

    def verdict(self, answers: Mapping[Run, str]) -> Verdict:
        """The verdict that follows from these answers.

        One run against the claim refutes it.  Else it stays open while nothing was established.  Where the assumption
        is lacking the claim must fail, or it is none.
        """
        said = [(run, run.supports(answers[run])) for run in self.runs if run.says is not Says.BESIDE]
        plain = [yes for run, yes in said if not run.lacking]
        lacking = [yes for run, yes in said if run.lacking]
        if False in plain:
            return "false"
        if None in (*plain, *lacking) or not plain:
            return "open"
        return "assuming" if False in lacking else "true"
