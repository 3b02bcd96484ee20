"""What the verdict of a liveness property rests on: its fairness, what holds without it, why a loop is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.languages.counts import counted
from checker.languages.retelling import retold
from checker.languages.speech import tr
from checker.languages.wide_text import GLUE
from checker.results.answers import Answer, FairnessUse, Verdict
from checker.results.runs import Trace
from checker.results.wording import in_brackets, outcome
from spec.notation.liveness import LeadsTo, Promise
from spec.notation.nodes import Not
from spec.notation.wording import words


def liveness_reasons(asked: Promise, answer: Answer, *, all_of_them: bool = True) -> Iterator[str]:
    """The lines below the verdict; without ``all_of_them`` the fairness alone, and why a violation is one."""
    yield tr("under: {fairness}").format(fairness=under(answer.fairness))
    if answer.verdict is Verdict.VIOLATED and answer.trace is not None:
        yield broken_promise(asked, answer.trace)
        text = tr("allowed by {fairness}: {why}")
        yield from (text.format(fairness=whom, why=why) for why, whom in allowed(answer.fairness).items())
    if answer.verdict is Verdict.HOLDS and all_of_them:
        text = tr("situation occurs: {premise}; {without}")
        yield text.format(premise=_premise(asked, answer), without=_without(answer))
        yield from _needs(answer.fairness)


def under(fairness: tuple[FairnessUse, ...]) -> str:
    """The fairness in words.

    >>> under((FairnessUse("B gets SYN", "strong"), FairnessUse("B CLOSE", "weak")))
    'B gets SYN (strong), B CLOSE (weak)'
    """
    said = [f"{_named(use)}{in_brackets(tr(use.strength))}" for use in fairness]
    return tr(", ").join(said) or tr("no fairness: a run may stop anywhere")


def _named(use: FairnessUse) -> str:
    """What is fair, in the reader's language."""
    end, gets, kind = use.name.partition(" gets ")
    return tr("{end} gets {segment}").format(end=end, segment=tr(kind)) if gets else tr(use.name)


def broken_promise(asked: Promise, trace: Trace) -> str:
    """Where waiting begins, and what it goes on with for ever."""
    at = tr("after step {step}").format(step=trace.violates_at) if trace.violates_at else tr("at the start")
    premise = tr(" {formula}, and").format(formula=words(asked.p.node, tr)) if isinstance(asked, LeadsTo) else ""
    q = asked.q.node
    if isinstance(asked, LeadsTo) and isinstance(q, Not) and q.part == asked.p.node:
        text = tr("{at} {formula}, and so it stays for ever; {ending}")
        return text.format(at=at, formula=words(q.part, tr), ending=_ending(trace))
    waits = (tr("always {formula}") if isinstance(q, Not) else tr("never {formula}")).format(
        formula=words(q.part if isinstance(q, Not) else q, tr)
    )
    text = tr("{at}{premise} from there on {waits}; {ending}")
    return text.format(at=at, premise=premise, waits=waits, ending=_ending(trace))


def _ending(trace: Trace) -> str:
    assert trace.loop is not None
    first, last = trace.loop + 1, len(trace.steps)
    if first > last:
        if trace.violates_at == last:
            return tr("the run stops there")
        return tr("the run stops after step {step}").format(step=last)
    return tr("steps {first} to {last} repeat for ever").format(first=first, last=last)


def allowed(fairness: tuple[FairnessUse, ...]) -> Mapping[str, str]:
    """Why the run offends no fairness: each reason once, with the fairness that it is the reason of."""
    reasons = dict.fromkeys(use.allows for use in fairness)
    return {retold(why): under(tuple(use for use in fairness if use.allows == why)) for why in reasons}


def unforced(fairness: tuple[FairnessUse, ...]) -> str:
    """The same in a line: ``B gets FIN: it happens, in step 4; A gets FIN: it can never happen there``."""
    reasons = dict.fromkeys(use.allows for use in fairness)
    named = {why: tr(", ").join(_named(use) for use in fairness if use.allows == why) for why in reasons}
    return tr("; ").join(tr("{fairness}: {why}").format(why=retold(why), fairness=one) for why, one in named.items())


def _premise(asked: Promise, answer: Answer) -> str:
    waits = tr("{states} wait for it").format(states=counted(answer.waiting or 0, "state"))
    true = tr("its premise is true in {states}").format(states=counted(answer.witnesses or 0, "state"))
    parts = [true, waits] if isinstance(asked, LeadsTo) else [waits]
    return tr(", ").join(part.replace(" ", GLUE) for part in parts)


def _without(answer: Answer) -> str:
    """So that nobody assumes what is claimed."""
    if not answer.fairness:
        return tr("it needs no fairness")
    without = "" if answer.without is None else outcome(answer.without)
    return tr("without the fairness it is {verdict}").format(verdict=without)


def _needs(fairness: tuple[FairnessUse, ...]) -> Iterator[str]:
    """Which fairness it needs, and where weak would do."""
    for needed, text in ((True, tr("needs: {fairness}")), (False, tr("does not need: {fairness}"))):
        named = [f"{under((use,))}{_stronger(use)}" for use in fairness if use.needed is needed]
        if named:
            yield text.format(fairness=tr(", ").join(named))


def _stronger(use: FairnessUse) -> str:
    if use.weak_enough is None:
        return ""
    return tr(": weak would do") if use.weak_enough else tr(": weak would not do")
