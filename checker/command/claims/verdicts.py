"""Claims with what their runs gave, held against what each run must give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checker.command.claims.runs import Explored, Key
from checker.command.outcomes import Exit
from checker.command.report.expectations import worst
from checker.evidence.assurance import Raised
from checker.numbers.exploration.conditions import Conditional
from checker.results.answers import Answer, Verdict
from checker.results.runs import Trace
from spec.articles import Claim, Run, Verdict as ClaimVerdict


@dataclass(frozen=True, slots=True)
class DecidedRun:
    """One run of a claim, and what came of it."""

    run: Run
    found: Explored

    @property
    def answer(self) -> Answer:
        """What the model's exploration said of the property."""
        return self.found.answers[self.run.property]

    @property
    def open(self) -> bool:
        """Whether nothing was established."""
        return self.answer.verdict is Verdict.NOT_ESTABLISHED

    @property
    def retraced(self) -> bool:
        """Whether its run was walked again; true where there is none."""
        return self.answer.trace is None or self.run.property in self.found.retraced

    @property
    def numbers(self) -> Conditional | None:
        """What holds of it for all 2^32 numbers, where that was asked."""
        return self.found.numbers.get(self.run.property)

    @property
    def raised(self) -> Raised | None:
        """What becomes of it with each bound raised, where that was asked and it holds."""
        return self.found.raised.get(self.run.property)

    @property
    def fault(self) -> str:
        """What differs from what the claim's row says, in words; empty where nothing does."""
        if str(self.answer.verdict) != self.run.verdict:
            return f"{self.run.verdict} was expected"
        if self.run.messages is not None and self.answer.cost != self.run.messages:
            return f"{self.run.messages} messages were expected"
        if self.run.segments and sent(self.answer.trace) != self.run.segments:
            return f"these segments were expected: {', '.join(self.run.segments)}"
        if contradicted := self.found.contradictions.get(self.run.property):
            return contradicted
        return "" if self.retraced else "the reference interpreter does not take its run"


def sent(trace: Trace | None) -> tuple[str, ...]:
    """What a run sends, each with its sender."""
    steps = trace.steps if trace is not None else ()
    return tuple(f"{packet.sender} {packet.text}" for step in steps for packet in step.sent)


@dataclass(frozen=True, slots=True)
class Decided:
    """A claim, and its runs."""

    claim: Claim
    runs: tuple[DecidedRun, ...]

    @property
    def verdict(self) -> ClaimVerdict:
        """What follows from the runs."""
        return self.claim.verdict({one.run: str(one.answer.verdict) for one in self.runs})

    @property
    def status(self) -> Exit:
        """Whether everything is as the row says."""
        if any(one.found.interrupted for one in self.runs):
            return Exit.INTERRUPTED
        if any(one.fault and not one.open for one in self.runs):
            return Exit.NOT_AS_EXPECTED
        return Exit.NOT_ESTABLISHED if any(one.open for one in self.runs) else Exit.AS_EXPECTED


def decided(claims: Iterable[Claim], found: Mapping[Key, Explored]) -> list[Decided]:
    """Each claim with its runs."""
    return [
        Decided(claim, tuple(DecidedRun(run, found[run.model, run.parameters]) for run in claim.runs))
        for claim in claims
    ]


def status(claims: Iterable[Decided]) -> Exit:
    """The exit status of them all."""
    return worst(one.status for one in claims)
