"""What the verdict of a liveness property rests on: its fairness, what holds without it, why a loop is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.command.report.heading import GLUE
from checker.results import Answer, FairnessUse, Trace, Verdict, count
from spec.notation.liveness import LeadsTo, Promise
from spec.notation.nodes import Not
from spec.notation.wording import words


def liveness_reasons(asked: Promise, answer: Answer, *, all_of_them: bool = True) -> Iterator[str]:
    """The lines below the verdict; without ``all_of_them`` the fairness alone, and why a violation is one."""
    yield f"under: {under(answer.fairness)}"
    if answer.verdict is Verdict.VIOLATED and answer.trace is not None:
        yield broken_promise(asked, answer.trace)
        yield from (f"allowed by {whom}: {why}" for why, whom in allowed(answer.fairness).items())
    if answer.verdict is Verdict.HOLDS and all_of_them:
        yield f"situation occurs: {_premise(asked, answer)}; {_without(answer)}"
        yield from _needs(answer.fairness)


def under(fairness: tuple[FairnessUse, ...]) -> str:
    """The fairness in words.

    >>> under((FairnessUse("B gets SYN", "strong"), FairnessUse("B CLOSE", "weak")))
    'B gets SYN (strong), B CLOSE (weak)'
    """
    return ", ".join(str(use) for use in fairness) or "no fairness: a run may stop anywhere"


def broken_promise(asked: Promise, trace: Trace) -> str:
    """Where waiting begins, and what it goes on with for ever."""
    at = f"after step {trace.violates_at}" if trace.violates_at else "at the start"
    premise = f" {words(asked.p.node)}, and" if isinstance(asked, LeadsTo) else ""
    q = asked.q.node
    waits = f"always {words(q.part)}" if isinstance(q, Not) else f"never {words(q)}"
    return f"{at}{premise} from there on {waits}; {_ending(trace)}"


def _ending(trace: Trace) -> str:
    assert trace.loop is not None
    first, last = trace.loop + 1, len(trace.steps)
    if first > last:
        return "the run stops there" if trace.violates_at == last else f"the run stops after step {last}"
    return f"steps {first} to {last} repeat for ever"


def allowed(fairness: tuple[FairnessUse, ...]) -> Mapping[str, str]:
    """Why the run offends no fairness: each reason once, with the fairness that it is the reason of."""
    reasons = dict.fromkeys(use.allows for use in fairness)
    return {why: under(tuple(use for use in fairness if use.allows == why)) for why in reasons}


def unforced(fairness: tuple[FairnessUse, ...]) -> str:
    """The same in a line: ``it happens, in step 4: B gets FIN; it can never happen there: A gets FIN``."""
    reasons = dict.fromkeys(use.allows for use in fairness)
    return "; ".join(f"{why}: {', '.join(use.name for use in fairness if use.allows == why)}" for why in reasons)


def _premise(asked: Promise, answer: Answer) -> str:
    waits = f"{count(answer.waiting or 0, 'state')} wait for it".replace(" ", GLUE)
    if isinstance(asked, LeadsTo):
        return f"its premise is true in {count(answer.witnesses or 0, 'state')}".replace(" ", GLUE) + f", {waits}"
    return waits


def _without(answer: Answer) -> str:
    """So that nobody assumes what is claimed."""
    if not answer.fairness:
        return "it needs no fairness"
    return f"without the fairness it is {answer.without!r}"


def _needs(fairness: tuple[FairnessUse, ...]) -> Iterator[str]:
    """Which fairness it needs, and where weak would do."""
    for needed, text in ((True, "needs"), (False, "does not need")):
        named = [f"{use}{_stronger(use)}" for use in fairness if use.needed is needed]
        if named:
            yield f"{text}: {', '.join(named)}"


def _stronger(use: FairnessUse) -> str:
    if use.weak_enough is None:
        return ""
    return ": weak would do" if use.weak_enough else ": weak would not do"
