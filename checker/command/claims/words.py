"""Claims and their runs in words: what the table, the page of one claim and the Markdown share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checker.command.claims.verdicts import Decided, DecidedRun
from checker.explaining.all_numbers import numbers_words
from checker.languages.counts import counted
from checker.languages.speech import spoken, tr
from checker.results.answers import Verdict
from checker.results.wording import verdict_words
from spec.articles import Claim, Says


def statement(claim: Claim) -> str:
    """What the article says: in Chinese in its own words."""
    return claim.chinese if spoken() == "zh" else claim.english


def model_words(one: DecidedRun) -> str:
    """``generals -p N=3``."""
    return " ".join([one.run.model, *(f"-p {name}={value}" for name, value in one.run.parameters)])


def run_words(one: DecidedRun) -> str:
    """``kernel-late three_segments: POSSIBLE (6 steps, 3 messages)``."""
    fault = tr(" NOT as declared: {fault}").format(fault=one.fault) if one.fault else ""
    return f"{model_words(one)} {one.run.property}: {verdict_words(one.answer)}{fault}"


def decided_words(one: DecidedRun) -> str:
    """The same, with what holds for all numbers where that was established."""
    numbers = one.numbers
    if numbers is None or numbers.verdict is Verdict.NOT_ESTABLISHED:
        return run_words(one)
    same = "" if str(numbers.verdict) == str(one.answer.verdict) else f"; {tr(str(numbers.verdict))}"
    return f"{run_words(one)}{same} {numbers_words(numbers)}"


def bearing(one: DecidedRun) -> str:
    """What the run means for the claim."""
    where = tr(", where the assumption is lacking") if one.run.lacking else ""
    speaks = one.run.supports(str(one.answer.verdict))
    judged = tr("speaks for the claim") if speaks else tr("speaks against the claim")
    return (tr(one.run.says.value) if speaks is None else judged) + where


def deciding(one: Decided) -> list[DecidedRun]:
    """The runs that bear on the claim itself."""
    return [shown for shown in one.runs if shown.run.says is not Says.BESIDE]


def total(claims: Sequence[Decided]) -> str:
    """``59 claims: 26 true, 7 assuming, 15 false, 11 open; 175 of 175 runs as declared; 65 models, 155,687 states``."""
    verdicts = Counter(one.verdict for one in claims)
    said = tr(", ").join(f"{verdicts[verdict]} {tr(verdict)}" for verdict in ("true", "assuming", "false", "open"))
    models = {(shown.run.model, shown.run.parameters): shown.found for one in claims for shown in one.runs}
    states = sum(found.states for found in models.values())
    met = sum(not shown.fault for one in claims for shown in one.runs)
    runs = sum(len(one.runs) for one in claims)
    return tr("{claims}: {verdicts}; {met} of {runs} as declared; {models}, {states}").format(
        claims=counted(len(claims), "claim"),
        verdicts=said,
        met=met,
        runs=counted(runs, "run"),
        models=counted(len(models), "model"),
        states=counted(states, "state"),
    )
