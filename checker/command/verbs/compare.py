"""The verb ``compare``: two models beside each other, and the shortest schedule on which they part."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.command.choosing.models import Chosen, choose
from checker.command.options import MODEL, Limited, Parser, add_limits, add_parameters
from checker.command.outcomes import Exit, Refused
from checker.command.report.comparison import Comparison, Row, Side, comparison_lines, comparison_object
from checker.command.running.explored import explored
from checker.command.terminal import columns
from checker.evidence.counterfactual import beside
from checker.evidence.parting import parting
from checker.languages.counts import counted
from checker.languages.speech import tr
from checker.results.answers import Verdict
from spec.notation.errors import SpecError
from spec.notation.formulas_of import same_question
from spec.notation.nearest import nearest
from spec.notation.properties import Property

STATUS = "exit status: 0 the comparison is printed, 2 wrong usage, 3 something was not established"


class CompareOptions(Limited):
    """What ``compare`` was asked."""

    one: str
    other: str
    property: str | None
    parameters: list[tuple[str, int]]
    json: bool


def main(arguments: Sequence[str]) -> int:
    """Compare; the exit status."""
    options = _parser().parse_intermixed_args(arguments, CompareOptions())
    one, other = (choose(typed, options.parameters) for typed in (options.one, options.other))
    if options.property is not None:
        _check_known(options.property, one, other)
    sides = _asked(one, other, options)
    told = _compared(*sides, options.property)
    if options.json:
        print(json.dumps(comparison_object(told), indent=2, ensure_ascii=False))
    else:
        print("\n".join(comparison_lines(told, columns())))
    return Exit.AS_EXPECTED if _established(told) else Exit.NOT_ESTABLISHED


def _established(told: Comparison) -> bool:
    """Whether nothing of what is printed rests on a search that was cut short."""
    found = (told.one.found, told.other.found)
    verdicts = {answer.verdict for one in found for answer in one.answers.values()}
    return told.settled and all(one.complete for one in found) and Verdict.NOT_ESTABLISHED not in verdicts


def _parser() -> Parser:
    about = "Two models side by side: verdicts, costs, states, rows, and the shortest schedule on which they part."
    parser = Parser("compare", about, STATUS)
    parser.add_argument("one", metavar="MODEL", help=MODEL)
    parser.add_argument("other", metavar="MODEL", help="the same")
    parser.add_argument("property", metavar="PROPERTY", nargs="?", help="ask this one alone, and show its run")
    add_parameters(parser)
    parser.add_argument("--json", action="store_true", help="print one object")
    add_limits(parser)
    return parser


def _check_known(name: str, one: Chosen, other: Chosen) -> None:
    known = dict.fromkeys([*one.model.properties, *other.model.properties])
    if name not in known:
        listed = ", ".join(known) or "none"
        raise Refused(f"neither model has a property '{name}'{nearest(name, known)}: they have {listed}")


def _asked(one: Chosen, other: Chosen, options: CompareOptions) -> tuple[Side, Side]:
    """Each asked what either is asked; of what a model has not, only the other."""
    mine, theirs = one.model.properties, other.model.properties
    for name in mine.keys() & theirs.keys():
        if not same_question(mine[name], theirs[name]):
            raise Refused(f"'{name}' asks one thing of {one.name} and another of {other.name}: give them two names")
    both = {**mine, **theirs}
    wanted = both if options.property is None else {options.property: both[options.property]}
    return _side(one, wanted, options), _side(other, wanted, options)


def _side(chosen: Chosen, wanted: Mapping[str, Property], options: CompareOptions) -> Side:
    own = {name: one for name, one in wanted.items() if name in chosen.model.properties}
    try:
        return Side(chosen, explored(_asking(chosen, wanted), options, whole=False))
    except SpecError:  # the other's ask for what this model has not
        return Side(chosen, explored(_asking(chosen, own), options, whole=False))


def _asking(chosen: Chosen, asked: Mapping[str, Property]) -> Chosen:
    return replace(chosen, model=replace(chosen.model, properties=asked, expect={}, mutants={}))


def _compared(one: Side, other: Side, name: str | None) -> Comparison:
    """With the run of the property, or the shortest schedule on which the two part."""
    if name is not None:
        return _run_of(one, other, name)
    parted = parting(one.found.system, other.found.system)
    if parted.found:
        run = [*((step, step) for step in parted.common), (parted.here, parted.there)]
        return Comparison(one, other, run, len(run), tr("the shortest schedule on which they part:"))
    if not parted.pairs:
        return Comparison(one, other, (), None, tr("they start in different states"))
    never = tr("they never part: in all {pairs} of configurations the same can happen, and both do the same")
    not_yet = tr("they do not part in the first {pairs} of configurations; a longer schedule was not looked for")
    how = (never if parted.complete else not_yet).format(pairs=counted(parted.pairs, "pair"))
    return Comparison(one, other, (), None, how, parted.complete)


def _run_of(one: Side, other: Side, name: str) -> Comparison:
    """With the run of a property in the model where it is violated, or has one at all, beside the other."""
    having = [side for side in (one, other) if name in side.found.answers and side.found.answers[name].trace]
    if not having:
        return Comparison(one, other, (), None, tr("no run of either shows {property}").format(property=name))
    first = min(having, key=lambda side: side.found.answers[name].verdict is not Verdict.VIOLATED)
    second = other if first is one else one
    run = beside(first.found.trace(name), second.found.system, first.found.successors.ghosts)
    rows: list[Row] = [(pair.here, pair.there) for pair in run.pairs]
    rows = rows if first is one else [(there, here) for here, there in rows]
    text = tr("the run that shows {property} of {one}, and the same schedule in {other}:")
    how = text.format(property=name, one=first.name, other=second.name)
    return Comparison(one, other, rows, run.parted, how)
