"""The verb ``prove``: what a solver says of the lemmas of an argument, and of invariants."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from checker.command.choosing.proofs import proofs
from checker.command.options import Parser, Solving, add_solver
from checker.command.outcomes import Exit
from checker.command.report import proof as inductive
from checker.proofs.induction.proof import prove_by_induction
from checker.proofs.lemmas import Proved, prove
from checker.results.answers import Verdict
from diagrams.ladders.columns import wrapped
from spec.notation.invariants import Induction
from spec.notation.lemmas import Theory


class ProveOptions(Solving):
    """What ``prove`` was asked."""

    theories: list[str]
    json: bool


def main(arguments: Sequence[str]) -> int:
    """Prove; the exit status."""
    options = _parser().parse_intermixed_args(arguments, ProveOptions())
    asked = proofs(options.theories)
    solver = options.solver()
    proved = [prove(one, solver) for one in asked if isinstance(one, Theory)]
    shown = [prove_by_induction(one, options.query_timeout) for one in asked if isinstance(one, Induction)]
    if options.save_queries is not None:
        inductive.save(shown, options.save_queries)
    if options.json:
        print(json.dumps([*map(_object, proved), *map(inductive.as_object, shown)], indent=2))
    else:
        texts = ["\n".join(_lines(one)) for one in proved]
        texts += ["\n".join(inductive.lines(one)) for one in shown]
        print("\n\n".join(texts))
    statuses = [*map(_status, proved), *map(inductive.status, shown)]
    return max(statuses, default=Exit.AS_EXPECTED)


def _parser() -> Parser:
    parser = Parser(
        "prove", "Arguments for all numbers: their lemmas and invariants, proved or refuted by Z3, and their prose."
    )
    parser.add_argument(
        "theories", metavar="THEORY", nargs="*", help="only these, or FILE.py:NAME for one of your own (all of ours)"
    )
    add_solver(parser)
    parser.add_argument("--json", action="store_true", help="a list of objects: theory, lemmas, prose")
    return parser


def _lines(proved: Proved) -> Iterator[str]:
    theory = proved.theory
    yield f"{theory.name}: {theory.about}"
    width = max(len(name) for name in proved.answers)
    for name, answer in proved.answers.items():
        expected = theory.expected(name)
        held = "as expected" if str(answer.verdict) == expected else f"NOT as expected ({expected})"
        why = f" ({answer.why})" if answer.why else ""
        yield f" {name:<{width}}  {answer.verdict}, {held}: {answer.about}{why}"
        yield f" {'':<{width}}  given: {theory.lemmas[name].where or 'nothing'}"
    yield f" by {proved.engine}, for all numbers, in {proved.seconds:.2f} s" + ("; in prose:" if theory.prose else "")
    for sentence in theory.prose:
        yield from wrapped(f" - {sentence}", 100, "   ")


def _object(proved: Proved) -> dict[str, object]:
    lemmas = [
        {
            "lemma": name,
            "verdict": str(answer.verdict),
            "about": answer.about,
            "why": answer.why,
            "given": proved.theory.lemmas[name].where,
        }
        for name, answer in proved.answers.items()
    ]
    return {"theory": proved.theory.name, "engine": proved.engine, "lemmas": lemmas, "prose": proved.theory.prose}


def _status(proved: Proved) -> Exit:
    verdicts = {name: answer.verdict for name, answer in proved.answers.items()}
    if any(one is Verdict.NOT_ESTABLISHED for one in verdicts.values()):
        return Exit.NOT_ESTABLISHED
    wrong = any(str(one) != proved.theory.expected(name) for name, one in verdicts.items())
    return Exit.NOT_AS_EXPECTED if wrong else Exit.AS_EXPECTED
