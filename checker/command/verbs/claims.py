"""The verb ``claims``: what the articles say, each claim with the verdict that its runs give."""

from __future__ import annotations

import time
from collections.abc import Sequence

from checker.command.choosing.models import choose
from checker.command.claims.controls import controls
from checker.command.claims.page import claim_charts, page
from checker.command.claims.runs import explored
from checker.command.claims.table import markdown, table
from checker.command.claims.verdicts import Decided, DecidedRun, decided, status
from checker.command.options import Limited, Parser, add_jobs, add_limits
from checker.command.outcomes import Exit, Refused
from checker.command.report.as_json import printed
from checker.command.terminal import columns
from checker.command.writing import Output, add_output, is_picture, put
from checker.languages.counts import count
from checker.languages.speech import tr
from checker.numbers.exploration.conditions import Conditional
from checker.verdicts.exploration import uninterrupted
from checker.verdicts.exploring import explore
from checker.verdicts.state_pairs import pair_table
from spec.articles import ARTICLES, CLAIMS, Claim, Run
from spec.articles.questions import QUESTIONS
from spec.catalogue import MODELS, TOPICS, topic_of
from spec.notation.nearest import nearest

PAIRS = "early-close-timers"
"""The model whose pairs are printed: either end closes at any time, with all timers."""
STATUS = "exit status: 0 every run as declared, 1 some run not, 2 wrong usage, 3 not established, 130 interrupted"


class ClaimsOptions(Limited, Output):
    """What ``claims`` was asked."""

    claims: list[str]
    markdown: bool
    json: bool
    pairs: bool
    jobs: int


def main(arguments: Sequence[str]) -> int:
    """Decide the claims; the exit status."""
    options = _parser().parse_intermixed_args(arguments, ClaimsOptions())
    if options.pairs:
        print(pair_table(uninterrupted(explore(choose(PAIRS).model))))
        return Exit.AS_EXPECTED
    chosen = [claim for typed in options.claims for claim in _named(typed)] or list(CLAIMS.values())
    chosen = list({claim.id: claim for claim in chosen}.values())
    if is_picture(options.output) and len(chosen) != 1:
        raise Refused(f"a chart shows one run, and these are {count(len(chosen), 'claim')}: name one, such as S0.11")
    begin = time.perf_counter()
    each = _alone(chosen, options) and not is_picture(options.output)
    found = explored(chosen, options, options.jobs, each=each)
    known = [claim for claim in chosen if all((run.model, run.parameters) in found for run in claim.runs)]
    if not known:
        return Exit.INTERRUPTED
    results = decided(known, found)
    put(_said(results, options, time.perf_counter() - begin), options, lambda: claim_charts(results[0]))
    return status(results) if len(known) == len(chosen) else Exit.INTERRUPTED


def _parser() -> Parser:
    parser = Parser("claims", "What five articles claim about opening and closing, and what runs say of it.", _epilog())
    parser.add_argument(
        "claims",
        nargs="*",
        metavar="CLAIM",
        help="S0.11 one claim in full; S0 an article's; closing, kernel-late, merged those of a topic, model, question",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help="print tables in Markdown, with the theorems")
    form.add_argument("--json", action="store_true", help="print a list of objects")
    form.add_argument("--pairs", action="store_true", help="print the pairs of states that are reached together")
    add_output(parser, "the chart of one claim's run")
    add_limits(parser)
    add_jobs(parser)
    return parser


def _epilog() -> str:
    width = max(map(len, QUESTIONS)) + 2
    asked = "\n".join(f"  {name:<{width}}{tr(about)}" for name, about in QUESTIONS.items())
    return f"{tr('questions that the claims are about:')}\n{asked}\n\n{STATUS}"


def _named(typed: str) -> list[Claim]:
    """The claims that are meant: by id, by article, by question, by topic of the catalogue, or by model."""
    if typed.upper() in CLAIMS:
        return [CLAIMS[typed.upper()]]
    found = [claim for claim in CLAIMS.values() if _is_about(claim, typed)]
    if not found:
        known = [*CLAIMS, *ARTICLES, *QUESTIONS, *(one.name for one in TOPICS), *MODELS]
        raise Refused(
            f"there is no claim '{typed}'{nearest(typed, known)}: write S0.11 for one, S0 for an article's, a topic or "
            "a model of 'handwave list', or a question of 'handwave claims --help'"
        )
    return found


def _is_about(claim: Claim, typed: str) -> bool:
    said = typed.upper() == claim.seed or typed in claim.questions
    return said or any(_is_of(run, typed) for run in claim.runs)


def _is_of(run: Run, typed: str) -> bool:
    """Whether the run's model has that name, or is in the topic of that name."""
    if run.model == typed or typed not in {one.name for one in TOPICS}:
        return run.model == typed
    found = topic_of(run.model)
    return found is not None and found.name == typed


def _alone(claims: Sequence[object], options: ClaimsOptions) -> bool:
    """Whether one claim is printed in full."""
    return len(claims) == 1 and len(options.claims) == 1 and not (options.json or options.markdown)


def _said(results: Sequence[Decided], options: ClaimsOptions, seconds: float) -> str:
    if options.json:
        return printed([_object(one) for one in results])
    if options.markdown:
        return markdown(results)
    if _alone(results, options):
        return page(results[0], columns())
    return tr("{table}, {seconds:.1f} s").format(table=table(results, width=columns()), seconds=seconds)


def _object(one: Decided) -> dict[str, object]:
    return {
        "id": one.claim.id,
        "seed": one.claim.seed,
        "statement": one.claim.english,
        "chinese": one.claim.chinese,
        "verdict": one.verdict,
        "assumption": one.claim.assumption,
        "theorem": one.claim.theorem,
        "questions": list(one.claim.questions),
        "controls": [str(control) for control in controls(one.claim)],
        "runs": [_run(shown) for shown in one.runs],
    }


def _run(shown: DecidedRun) -> dict[str, object]:
    return {
        "model": shown.run.model,
        "parameters": dict(shown.run.parameters),
        "property": shown.run.property,
        "engine": shown.found.engine,
        "verdict": str(shown.answer.verdict),
        "expected": shown.run.verdict,
        "as_declared": not shown.fault,
        "says": shown.run.says.name.lower(),
        "steps": shown.answer.steps,
        "messages": shown.answer.cost,
        "states": shown.found.states,
        "seconds": round(shown.found.seconds, 3),
        "retraced": shown.retraced,
        "for_all_numbers": None if shown.numbers is None else _numbers(shown.numbers),
    }


def _numbers(answer: Conditional) -> dict[str, object]:
    return {"verdict": str(answer.verdict), "conditions": list(answer.conditions), "why": answer.why}
