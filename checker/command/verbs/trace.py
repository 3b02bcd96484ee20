"""The verb ``trace``: the counterexample or witness of one property, as a ladder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.command.choosing.models import Chosen, choose
from checker.command.options import MODEL, Limited, Parser, add_limits, add_parameters
from checker.command.outcomes import Exit, Refused
from checker.command.report.pictures import run_charts
from checker.command.report.showing import Showing, add_show, check_shown, shown
from checker.command.running.explored import asking, explored, unfair
from checker.command.terminal import columns
from checker.command.writing import Output, add_output, put
from checker.languages.counts import count
from checker.languages.speech import tr
from checker.languages.wide_text import folded
from checker.results.answers import Answer, Verdict
from checker.results.wording import outcome
from checker.verdicts.exploration import Exploration
from diagrams.ladders.ladder import ladder

STATUS = "exit status: 0 a run is printed, 1 there is none, 2 wrong usage, 3 not established"


class TraceOptions(Limited, Output, Showing):
    """What ``trace`` was asked."""

    model: str
    property: str | None
    parameters: list[tuple[str, int]]
    changes: bool
    rows: bool
    fairness: bool
    every_run: bool


def main(arguments: Sequence[str]) -> int:
    """Print the trace; the exit status."""
    options = _parser().parse_intermixed_args(arguments, TraceOptions())
    if options.every_run and options.output is not None:
        raise Refused("--every-run says more than a ladder: leave out -o")
    chosen = asked_about(choose(options.model, options.parameters), options.property)
    chosen = chosen if options.fairness else unfair(chosen)
    check_shown(chosen.model, options.show)
    found = explored(chosen, options, whole=options.every_run)
    (answer,) = found.answers.values()
    if answer.trace is None:
        return _without(chosen, answer)
    run = shown(answer.trace, options.show)
    common = list(_every_run(found, answer)) if options.every_run else []
    lines = ladder(run, rows=options.rows, changes=options.changes, title=False, width=columns())
    heading = tr("{model}, {property}: {verdict}: {about}").format(**_told(chosen, answer))
    put(f"{heading}\n\n{lines}", options, lambda: run_charts(chosen.model, found, replace(answer, trace=run)))
    if common:
        print("\n" + "\n".join(line for text in common for line in folded(text, columns(), 4)))
    return Exit.AS_EXPECTED


def _parser() -> Parser:
    parser = Parser("trace", "The shortest counterexample or witness of a property, as a ladder.", STATUS)
    parser.add_argument("model", metavar="MODEL", help=MODEL)
    parser.add_argument("property", metavar="PROPERTY", nargs="?", help="one of the model's properties")
    add_parameters(parser)
    parser.add_argument("--changes", action="store_true", help="say below each line which variables it changed")
    parser.add_argument("--no-rows", dest="rows", action="store_false", help="leave out calls, timers and rows")
    parser.add_argument(
        "--no-fairness", dest="fairness", action="store_false", help="what is promised without any fairness"
    )
    parser.add_argument("--every-run", action="store_true", help="say below it what every other run passes as well")
    add_show(parser)
    add_output(parser, "its sequence chart")
    add_limits(parser)
    return parser


def asked_about(chosen: Chosen, name: str | None) -> Chosen:
    """The model with that property alone; it may be left out where there is only one."""
    return asking(chosen, [one_property(chosen, name)])


def one_property(chosen: Chosen, name: str | None) -> str:
    """The property of that name, which may be left out where there is only one.  Refused where it is not clear."""
    names = list(chosen.model.properties)
    if name is None and len(names) != 1:
        raise Refused(f"say which property of {chosen.name}: {', '.join(names) or 'it has none'}")
    return names[0] if name is None else name


def _every_run(found: Exploration, answer: Answer) -> Iterator[str]:
    """What every run that ends so has in common, a line each."""
    from checker.verdicts.dominators import unavoidable  # networkx takes a while

    passed = unavoidable(found, answer.property)
    yield "every run that ends so, within the bounds of the search"
    for end, row in passed.rows:
        yield f"  fires at {end}: {row.name}{f', {row.rfc}' if row.rfc else ''}"
    points = passed.trace.points()
    for number in passed.steps:
        if 0 < number < len(passed.trace.steps):
            a, b = points[number].a.state, points[number].b.state
            yield f"  passes this run's state after {count(number, 'step')}: A {a}, B {b}"


def _told(chosen: Chosen, answer: Answer) -> dict[str, str]:
    """What stands in the line above a run."""
    said = {"verdict": outcome(answer), "about": tr(answer.about)}
    return {"model": chosen.name, "property": answer.property, **said}


def _without(chosen: Chosen, answer: Answer) -> int:
    open_ = answer.verdict is Verdict.NOT_ESTABLISHED
    text = tr("{model}, {property}: {verdict}, so there is no run to show: {about}")
    print(text.format(**_told(chosen, answer)))
    return Exit.NOT_ESTABLISHED if open_ else Exit.NOT_AS_EXPECTED
