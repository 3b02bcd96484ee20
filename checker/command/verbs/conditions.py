"""The verb ``conditions``: what holds for all 2^32 numbers, and under which condition the rest fails."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from checker.command.choosing.models import Chosen, catalogue, choose
from checker.command.options import MODEL, Parser, Solving, add_parameters, add_solver, whole
from checker.command.outcomes import Exit, Refused
from checker.command.report.conditions_table import heading, lines, rows
from checker.command.running.progress import ProgressLine
from checker.command.terminal import columns
from checker.languages.counts import counted
from checker.languages.retelling import retold
from checker.languages.speech import tr
from checker.numbers.exploration.conditions import Askable, Conditional, Conditions, askable, conditions
from checker.numbers.exploration.explorer import MOST_STATES, STEPS
from checker.numbers.free_numbers import NEAR, has_numbers
from checker.results.answers import Verdict
from checker.results.wording import in_brackets
from diagrams.ladders.columns import wrapped
from diagrams.ladders.ladder import ladder
from spec.notation.assumptions import Assumption
from spec.notation.nearest import nearest
from spec.tcp.disciplines import DISCIPLINES


class ConditionsOptions(Solving):
    """What ``conditions`` was asked."""

    model: str | None
    all: bool
    properties: list[str]
    parameters: list[tuple[str, int]]
    max_states: int
    assuming: list[str]
    json: bool


def main(arguments: Sequence[str]) -> int:
    """Explore for all numbers, and print what follows; the exit status."""
    parser = _parser()
    options = parser.parse_intermixed_args(arguments, ConditionsOptions())
    if options.all and (options.model is not None or options.assuming or options.parameters):
        parser.error("--all asks the whole catalogue, each model with its own disciplines: leave out the rest")
    if options.all:
        return _every(options)
    if options.model is None:
        parser.error("name a model, or --all")
    chosen = choose(options.model, options.parameters)
    if not has_numbers(chosen.model.system):
        raise Refused(f"{chosen.name} has no sequence numbers: ask handwave check {chosen.name}")
    asked = _asked(chosen, options.properties)
    given = {name: _assumption(chosen, name) for name in options.assuming}
    with ProgressLine(chosen.name) as watch:
        found = conditions(chosen.model.system, asked, options.max_states, options.solver(), given, watch)
    if options.json:
        print(json.dumps([_object(one) for one in found.answers], indent=2, ensure_ascii=False))
    else:
        print("\n".join(_lines(chosen, found, given)))
    return _status(found)


def _parser() -> Parser:
    about = "All 2^32 sequence numbers: what holds for every choice of them, and under which condition the rest fails."
    ending = (
        "Numbers that ends choose, and those of old and of forged segments, may be any; each answer is of the model's\n"
        f"Always and Sometimes.  Numbers of one end that the model writes less than {NEAR} apart keep their distance:\n"
        "they are tied, and it is said.  '1 choice in 2^32' is a share of all choices of numbers; it is a probability\n"
        "only if they are drawn independently and evenly.\n"
        "Exit status: 0 every answer is established, 3 some is not."
    )
    parser = Parser("conditions", about, ending)
    parser.add_argument("model", metavar="MODEL", nargs="?", help=MODEL)
    parser.add_argument("properties", metavar="PROPERTY", nargs="*", help="only these (every Always and Sometimes)")
    add_parameters(parser)
    parser.add_argument(
        "--max-states",
        type=whole,
        default=MOST_STATES,
        metavar="N",
        help=f"look at so many ({MOST_STATES:,}), and take at most {STEPS} transitions for each",
    )
    parser.add_argument(
        "--all", action="store_true", help="a table of the whole catalogue, each model by itself: about a minute"
    )
    parser.add_argument(
        "--assuming",
        action="append",
        default=[],
        metavar="NAME",
        help=f"a discipline of the numbers, {', '.join(DISCIPLINES)} or one that the model declares; may be repeated",
    )
    add_solver(parser)
    parser.add_argument("--json", action="store_true", help="a list of objects: property, verdict, conditions, numbers")
    return parser


def _asked(chosen: Chosen, names: Sequence[str]) -> dict[str, Askable]:
    known = askable(chosen.model.properties)
    if not known:
        raise Refused(f"{chosen.name} has no Always and no Sometimes: only these are asked of all numbers")
    for name in names:
        if name not in known:
            listed = f"{nearest(name, known)}: it has {', '.join(known)}"
            raise Refused(f"{chosen.name} has no Always and no Sometimes '{name}'{listed}")
    return {name: one for name, one in known.items() if not names or name in names}


def _every(options: ConditionsOptions) -> Exit:
    """The whole catalogue, each row when it is known."""
    models = catalogue()
    worst = Exit.AS_EXPECTED
    print(heading(models))
    for row in rows(models, options.max_states, options.solver()):
        print("\n".join(lines(models, row)), flush=True)
        if row.found is not None and _status(row.found) is Exit.NOT_ESTABLISHED:
            worst = Exit.NOT_ESTABLISHED
    return worst


def _assumption(chosen: Chosen, name: str) -> Assumption:
    known = {**DISCIPLINES, **chosen.model.assuming}
    if name not in known:
        raise Refused(f"there is no assumption '{name}'{nearest(name, known)}: there are {', '.join(known)}")
    return known[name]


def _lines(chosen: Chosen, found: Conditions, given: Mapping[str, Assumption]) -> Iterator[str]:
    yield f"{chosen.name}: {tr(chosen.model.about)}"
    for name, one in given.items():
        yield from _indented(f"assuming {name}: {one.about}", 1)
    numbers = tr("the numbers that are left") if given else tr("all 2^32 numbers")
    yield tr(" for {numbers}: {states}, {transitions}, {extent}, {questions} to Z3, {seconds:.2f} s").format(
        numbers=numbers,
        states=counted(found.states, "state"),
        transitions=counted(found.transitions, "transition"),
        extent=tr("complete") if found.complete else tr("not complete"),
        questions=counted(found.calls, "question"),
        seconds=found.seconds,
    )
    if found.cut:
        yield from _indented(f"{found.cut} (--max-states)", 1)
    if found.tied:
        yield from _indented(f"tied by the model: {'; '.join(found.tied)}", 1)
    for answer in found.answers:
        yield from _answer(answer, numbers, exactly=found.complete and not found.open)
    if found.bounds_met:
        yield from _indented(f"bounds that were met: {'; '.join(found.bounds_met)}", 1)


def _answer(answer: Conditional, numbers: str, *, exactly: bool) -> Iterator[str]:
    settled = answer.verdict in (Verdict.HOLDS, Verdict.IMPOSSIBLE)
    why = in_brackets(retold(answer.why or answer.how)) or (
        tr(" for {numbers}").format(numbers=numbers) if settled else ""
    )
    said, verdict = tr("{property}: {verdict}{why}: {about}"), tr(str(answer.verdict))
    yield from _indented(said.format(property=answer.property, verdict=verdict, why=why, about=tr(answer.about)), 1)
    if answer.verdict not in (Verdict.VIOLATED, Verdict.POSSIBLE):
        return
    first = tr("exactly if {condition}") if exactly else tr("if {condition}")
    if not answer.conditions:
        yield "   " + tr("whatever the numbers are")
    for number, condition in enumerate(answer.conditions):
        yield from _indented((tr("or if {condition}") if number else first).format(condition=condition), 3)
    if answer.trace is not None:
        yield from (f"   {line}" for line in ladder(answer.trace, rows=False, title=False).splitlines())


def _indented(text: str, by: int) -> list[str]:
    width = columns()
    return [" " * by + line for line in wrapped(retold(text), width - by)]


def _object(answer: Conditional) -> dict[str, object]:
    return {
        "property": answer.property,
        "verdict": str(answer.verdict),
        "conditions": list(answer.conditions),
        "numbers": dict(answer.numbers or {}),
        "tied": list(answer.tied),
        "why": answer.why,
        "how": answer.how,
    }


def _status(found: Conditions) -> Exit:
    open_ = any(one.verdict is Verdict.NOT_ESTABLISHED for one in found.answers)
    return Exit.NOT_ESTABLISHED if open_ else Exit.AS_EXPECTED
