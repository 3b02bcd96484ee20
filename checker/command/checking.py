"""The verb ``check``: explore, and say a verdict for each property."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from checker.command.as_json import printed, result
from checker.command.assuring import VACUITY, Assurances, assurances
from checker.command.choosing import Chosen, catalogue, choose
from checker.command.judging import Judged, judged, status, worst
from checker.command.options import MODEL, Limited, Parser, add_limits, add_parameters
from checker.command.outcomes import MEANINGS, Exit, Refused
from checker.command.report import Shown, report
from checker.command.running import asking, explored
from checker.command.table import rows, table
from checker.command.terminal import columns
from checker.explore import Exploration


class Options(Limited):
    """What ``check`` was asked."""

    models: list[str]
    parameters: list[tuple[str, int]]
    properties: list[str]
    engine: str
    strict: bool
    vacuity: str
    json: bool
    stats: bool
    ladder: bool


def main(arguments: Sequence[str]) -> int:
    """Check; the exit status."""
    options = _parser().parse_intermixed_args(arguments, Options())
    if not options.models:
        return _catalogue(options)
    chosen = [asking(one, options.properties) if options.properties else one for one in _chosen(options)]
    return _json(chosen, options) if options.json else _reports(chosen, options)


def _chosen(options: Options) -> list[Chosen]:
    return [choose(typed, options.parameters) for typed in options.models]


def _parser() -> Parser:
    parser = Parser("check", "Explore every reachable state; say a verdict for each property.", MEANINGS)
    parser.add_argument("models", nargs="*", metavar="MODEL", help=f"{MODEL}; none: the whole catalogue")
    add_parameters(parser)
    parser.add_argument(
        "--property", dest="properties", action="append", default=[], metavar="NAME", help="decide this one only"
    )
    add_limits(parser)
    parser.add_argument("--engine", choices=["explicit"], default="explicit", help="how to search")
    parser.add_argument("--strict", action="store_true", help="ignore what the models expect of themselves")
    parser.add_argument(
        "--vacuity",
        choices=VACUITY,
        default="warn",
        help="what stands behind a verdict: say what is lacking, call it not as expected, or do not look",
    )
    parser.add_argument("--json", action="store_true", help="print one object (several models: a list)")
    parser.add_argument("--stats", action="store_true", help="print every variable, the levels and the speed too")
    parser.add_argument(
        "--ladder", action=argparse.BooleanOptionalAction, default=True, help="print counterexamples as ladders"
    )
    return parser


def _checked(chosen: Chosen, options: Options) -> tuple[Exploration, list[Judged], Assurances, Exit]:
    found = explored(chosen, options)
    verdicts = judged(chosen, found, strict=options.strict)
    behind = assurances(chosen, found, options, options.vacuity)
    ended = status(found, verdicts)
    if ended is Exit.AS_EXPECTED and options.vacuity == "error" and any(one.lacking for one in behind.values()):
        ended = Exit.NOT_AS_EXPECTED
    return found, verdicts, behind, ended


def _reports(models: Sequence[Chosen], options: Options) -> int:
    shown = Shown(options.ladder, options.stats, columns())
    statuses: list[Exit] = []
    for chosen in models:
        found, verdicts, behind, ended = _checked(chosen, options)
        print("\n" * bool(statuses) + report(chosen, found, verdicts, shown, behind), flush=True)
        statuses.append(ended)
        if ended is Exit.INTERRUPTED:
            break
    return worst(statuses)


def _json(models: Sequence[Chosen], options: Options, *, always_list: bool = False) -> int:
    results: list[dict[str, object]] = []
    statuses: list[Exit] = []
    for chosen in models:
        found, verdicts, behind, ended = _checked(chosen, options)
        results.append(result(chosen, found, verdicts, behind))
        statuses.append(ended)
        if ended is Exit.INTERRUPTED:
            break
    print(printed(results if always_list or len(models) > 1 else results[0]))
    return worst(statuses)


def _catalogue(options: Options) -> int:
    if options.parameters or options.properties:
        raise Refused("-p and --property are for models that are named: write handwave check MODEL ...")
    models = catalogue()
    return _json(models, options, always_list=True) if options.json else _table(models, options)


def _table(models: Sequence[Chosen], options: Options) -> int:
    begin, statuses, verdicts = time.perf_counter(), list[Exit](), list[Judged]()
    lacking = stood = 0
    grid = table(models)
    print(grid.heading())
    for chosen in models:
        found, here, behind, ended = _checked(chosen, options)
        stood += len(behind)
        lacking += sum(bool(one.lacking) for one in behind.values())
        print("\n".join(grid.line(cells) for cells in rows(chosen, found, here)), flush=True)
        verdicts += here
        statuses.append(ended)
        if ended is Exit.INTERRUPTED:
            break
    met = sum(one.as_expected for one in verdicts)
    print(
        f"\n{len(statuses)} of {len(models)} models, {met} of {len(verdicts)} properties as expected, "
        f"{time.perf_counter() - begin:.1f} s"
    )
    if lacking:
        print(f"{lacking} of {stood} verdicts lack a mutant or a larger bound: handwave check MODEL says which")
    return worst(statuses)
