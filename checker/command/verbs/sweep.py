"""The verb ``sweep``: a property over a range of a parameter, and where it is made or broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.command.choosing.models import Chosen, choose, parametric
from checker.command.options import MODEL, Limited, Parser, add_limits, ranged
from checker.command.outcomes import Exit, Refused
from checker.command.report.as_json import printed
from checker.command.running.explored import asking, explored
from checker.evidence.sweep import Sweep, Tried, sweep
from checker.languages.counts import count
from checker.results.answers import Verdict
from spec.notation.models import Parametric

STATUS = "exit status: 0 every value has a verdict, 2 wrong usage, 3 some value has none"
Fixed = tuple[tuple[str, int], ...]


class SweepOptions(Limited):
    """What ``sweep`` was asked."""

    model: str
    property: str
    parameters: list[tuple[str, int, int]]
    scan: bool
    json: bool


def main(arguments: Sequence[str]) -> int:
    """Sweep; the exit status."""
    options = _parser().parse_intermixed_args(arguments, SweepOptions())
    model = parametric(options.model)
    name, low, high = _swept(model, options.parameters)
    fixed = tuple((one, first) for one, first, _ in options.parameters if one != name)
    for value in (low, high):
        asking(choose(options.model, (*fixed, (name, value))), [options.property])
    done = sweep(
        low,
        high,
        lambda value: _tried(options, (*fixed, (name, value)), value),
        monotone=options.property in model.ranges[name].monotone and not options.scan,
    )
    heading = f"{model.name}, {options.property}, {name}={low}..{high}"
    found = _object(options, model, name, fixed, done)
    print(printed(found) if options.json else "\n".join(_lines(heading, name, done)))
    return Exit.AS_EXPECTED if done.established else Exit.NOT_ESTABLISHED


def _parser() -> Parser:
    parser = Parser("sweep", "A property over a range of a parameter: the smallest value that changes it.", STATUS)
    parser.add_argument("model", metavar="MODEL", help=MODEL)
    parser.add_argument("property", metavar="PROPERTY", help="one of the model's properties")
    parser.add_argument(
        "-p",
        dest="parameters",
        type=ranged,
        action="append",
        default=[],
        metavar="NAME=LOW..HIGH",
        help="the parameter to sweep; NAME=VALUE for the others",
    )
    parser.add_argument("--scan", action="store_true", help="try every value, where bisection would do")
    parser.add_argument("--json", action="store_true", help="print one object")
    add_limits(parser)
    return parser


def _swept(model: Parametric, given: Sequence[tuple[str, int, int]]) -> tuple[str, int, int]:
    """The parameter with a range; Refused unless there is exactly one, and it is one of the model's."""
    open_ = [one for one in given if one[1] < one[2]] or list(given)
    listed = ", ".join(f"-p {name}={one.least}..{one.most}" for name, one in model.ranges.items())
    for name, low, high in given:
        allowed = model.ranges.get(name)
        if allowed is None:
            raise Refused(f"model {model.name} has no parameter {name}; it has {listed}")
        if not allowed.least <= low <= high <= allowed.most:
            raise Refused(f"model {model.name}: {name}={low}..{high} goes beyond {allowed.least}..{allowed.most}")
    if len(open_) != 1:
        wanted = "one parameter" if not open_ else "one parameter only"
        raise Refused(f"give a range to {wanted} of {model.name}: {listed}")
    return open_[0]


def _tried(options: SweepOptions, given: Fixed, value: int) -> Tried:
    chosen: Chosen = asking(choose(options.model, given), [options.property])
    found = explored(chosen, options, whole=False)
    return Tried(value, found.answers[options.property], found.states, found.transitions, found.seconds)


def _lines(heading: str, name: str, done: Sweep) -> Iterator[str]:
    yield f"{heading}: by {_method(done)}"
    column = max(len(name), len(str(done.high)))
    verdict = max([len("verdict"), *(len(one.words) for one in done.tried)])
    yield f" {name:>{column}}  {'verdict':<{verdict}}  {'steps':>5}  {'states':>9}  {'seconds':>7}"
    for one in done.tried:
        steps = "-" if one.answer.steps is None else str(one.answer.steps)
        why = f"  {one.answer.why}" if one.answer.why else ""
        yield f" {one.value:>{column}}  {one.words:<{verdict}}  {steps:>5}  {one.states:>9,}  {one.seconds:>7.2f}{why}"
    yield from (f" {text}" for text in _found(name, done))


def _method(done: Sweep) -> str:
    if done.method == "bisection":
        every = done.high - done.low + 1
        return f"bisection, declared to change at most once; {len(done.tried)} of {every} values tried"
    return f"scanning all {len(done.tried)}" if len(done.tried) > 1 else "trying it"


def _found(name: str, done: Sweep) -> Iterator[str]:
    """Where it changes."""
    if not done.established:
        missing = [str(one.value) for one in done.tried if one.answer.verdict is Verdict.NOT_ESTABLISHED]
        yield f"not established for {name}={', '.join(missing)}: give a higher limit"
    for before, after in done.changes:
        yield f"the smallest {name} with {after.words} after {before.words} is {after.value}"
    if not done.changes:
        yield f"{done.tried[0].words} for every {name} tried"
    elif done.method == "scanning" and done.established:
        once = len(done.changes) == 1
        yield "it changes once: monotone in this range" if once else f"it changes {count(len(done.changes), 'time')}"


def _object(options: SweepOptions, model: Parametric, name: str, fixed: Fixed, done: Sweep) -> dict[str, object]:
    return {
        "schema": 1,
        "model": model.name,
        "property": options.property,
        "parameter": name,
        "fixed": dict(fixed),
        "low": done.low,
        "high": done.high,
        "method": done.method,
        "changes": [[before.value, after.value] for before, after in done.changes],
        "tried": [_row(one) for one in done.tried],
    }


def _row(one: Tried) -> dict[str, object]:
    return {
        "value": one.value,
        "verdict": str(one.answer.verdict),
        "steps": one.answer.steps,
        "cost": one.answer.cost,
        "states": one.states,
        "transitions": one.transitions,
        "seconds": round(one.seconds, 6),
        "why": one.answer.why,
    }
