"""The verb ``conditions``: what holds for all 2^32 numbers, and under which condition the rest fails."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence

from checker.command.choosing import Chosen, choose
from checker.command.nearest import nearest
from checker.command.options import MODEL, Parser, add_parameters, whole
from checker.command.outcomes import Exit, Refused
from checker.command.terminal import columns
from checker.results import Verdict, count
from checker.symbolic.conditions import Askable, Conditional, Conditions, askable, conditions
from checker.symbolic.explorer import MOST_STATES
from diagrams.columns import wrapped
from diagrams.ladder import ladder


class Options(argparse.Namespace):
    """What ``conditions`` was asked."""

    model: str
    properties: list[str]
    parameters: list[tuple[str, int]]
    max_states: int
    json: bool


def main(arguments: Sequence[str]) -> int:
    """Explore for all numbers, and print what follows; the exit status."""
    options = _parser().parse_intermixed_args(arguments, Options())
    chosen = choose(options.model, options.parameters)
    asked = _asked(chosen, options.properties)
    found = conditions(chosen.model.system, asked, options.max_states)
    if options.json:
        print(json.dumps([_object(one) for one in found.answers], indent=2, ensure_ascii=False))
    else:
        print("\n".join(_lines(chosen, found)))
    return _status(found)


def _parser() -> Parser:
    about = "All 2^32 sequence numbers: what holds for every choice of them, and under which condition the rest fails."
    ending = (
        "Numbers that ends choose, and those of old segments, may be any; each answer is of the model's Always\n"
        "properties.  Exit status: 0 every answer is established, 3 some is not."
    )
    parser = Parser("conditions", about, ending)
    parser.add_argument("model", metavar="MODEL", help=MODEL)
    parser.add_argument("properties", metavar="PROPERTY", nargs="*", help="only these (every Always)")
    add_parameters(parser)
    parser.add_argument(
        "--max-states", type=whole, default=MOST_STATES, metavar="N", help=f"look at so many ({MOST_STATES:,})"
    )
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


def _lines(chosen: Chosen, found: Conditions) -> Iterator[str]:
    yield f"{chosen.name}: {chosen.model.about}"
    ended = "complete" if found.complete else "not complete"
    seen = f"{count(found.states, 'state')}, {count(found.transitions, 'transition')}, {ended}"
    yield f" for all 2^32 numbers: {seen}, {count(found.calls, 'question')} to Z3, {found.seconds:.2f} s"
    for answer in found.answers:
        yield from _answer(answer, exactly=found.complete)


def _answer(answer: Conditional, *, exactly: bool) -> Iterator[str]:
    width = columns()
    why = f" ({answer.why})" if answer.why else " for all 2^32 numbers" if answer.verdict is Verdict.HOLDS else ""
    yield from wrapped(f" {answer.property}: {answer.verdict}{why}: {answer.about}", width, "   ")
    if answer.verdict is not Verdict.VIOLATED:
        return
    word = "exactly if" if exactly else "if"
    if not answer.conditions:
        yield "   whatever the numbers are"
    for number, condition in enumerate(answer.conditions):
        yield from wrapped(f"   {word if number == 0 else 'or if'} {condition}", width, "      ")
    if answer.trace is not None:
        yield from (f"   {line}" for line in ladder(answer.trace, rows=False, title=False).splitlines())


def _object(answer: Conditional) -> dict[str, object]:
    return {
        "property": answer.property,
        "verdict": str(answer.verdict),
        "conditions": list(answer.conditions),
        "numbers": dict(answer.numbers or {}),
        "why": answer.why,
    }


def _status(found: Conditions) -> Exit:
    open_ = any(one.verdict is Verdict.NOT_ESTABLISHED for one in found.answers)
    return Exit.NOT_ESTABLISHED if open_ else Exit.AS_EXPECTED
