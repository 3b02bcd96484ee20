"""Claims and their runs in words: what the table, the page of one claim and the Markdown share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checker.command.claims.numbers import numbers_words
from checker.command.claims.verdicts import Decided, DecidedRun
from checker.results import Verdict, count
from spec.articles import Claim, Says


def statement(claim: Claim, *, chinese: bool) -> str:
    """What the article says, in one of the two languages."""
    return claim.chinese if chinese else claim.english


def model_words(one: DecidedRun) -> str:
    """``generals -p N=3``."""
    return " ".join([one.run.model, *(f"-p {name}={value}" for name, value in one.run.parameters)])


def run_words(one: DecidedRun) -> str:
    """``kernel-late three_segments: POSSIBLE in 6 steps and 3 messages``."""
    fault = f" NOT as declared: {one.fault}" if one.fault else ""
    return f"{model_words(one)} {one.run.property}: {one.answer!r}{fault}"


def decided_words(one: DecidedRun) -> str:
    """The same, with what holds for all numbers where that was established."""
    numbers = one.numbers
    if numbers is None or numbers.verdict is Verdict.NOT_ESTABLISHED:
        return run_words(one)
    same = "" if str(numbers.verdict) == str(one.answer.verdict) else f"; {numbers.verdict}"
    return f"{run_words(one)}{same} {numbers_words(numbers)}"


def bearing(one: DecidedRun) -> str:
    """What the run means for the claim."""
    where = ", where the assumption is lacking" if one.run.lacking else ""
    speaks = one.run.supports(str(one.answer.verdict))
    said = one.run.says.value if speaks is None else f"speaks {'for' if speaks else 'against'} the claim"
    return f"{said}{where}"


def deciding(one: Decided) -> list[DecidedRun]:
    """The runs that bear on the claim itself."""
    return [shown for shown in one.runs if shown.run.says is not Says.BESIDE]


def total(claims: Sequence[Decided]) -> str:
    """``59 claims: 26 true, 7 assuming, 15 false, 11 open; 175 of 175 runs as declared; 65 models, 155,687 states``."""
    verdicts = Counter(one.verdict for one in claims)
    said = ", ".join(f"{verdicts[verdict]} {verdict}" for verdict in ("true", "assuming", "false", "open"))
    models = {(shown.run.model, shown.run.parameters): shown.found for one in claims for shown in one.runs}
    states = sum(found.states for found in models.values())
    met = sum(not shown.fault for one in claims for shown in one.runs)
    runs = sum(len(one.runs) for one in claims)
    return (
        f"{count(len(claims), 'claim')}: {said}; {met} of {count(runs, 'run')} as declared; "
        f"{count(len(models), 'model')}, {count(states, 'state')}"
    )
