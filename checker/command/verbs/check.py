"""The verb ``check``: explore, and say a verdict for each property."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.command.choosing.models import Chosen, catalogue, choose
from checker.command.options import MODEL, Limited, Parser, add_jobs, add_limits, add_parameters
from checker.command.outcomes import MEANINGS, Exit, Refused
from checker.command.report.all_numbers import Numbered, in_short, numbered
from checker.command.report.catalogue_table import CatalogueTable
from checker.command.report.evidence import ONLY_RUNS, VACUITY, Assurances, assurances
from checker.command.report.expectations import Judged, judged, status, worst
from checker.command.report.showing import Showing, add_show, check_shown
from checker.command.report.text import Detail, report
from checker.command.running.checkpoints import Checkpointed, add_checkpoints, checkpoints
from checker.command.running.explored import asking, explored
from checker.command.running.how_long import CATALOGUE, about
from checker.command.running.side_by_side import together
from checker.command.terminal import columns
from checker.search.breadth_first import Watch
from checker.verdicts.exploration import Exploration

if TYPE_CHECKING:
    from checker.search.checkpoints.keeper import Checkpoints


class CheckOptions(Limited, Checkpointed, Showing):
    """What ``check`` was asked."""

    models: list[str]
    parameters: list[tuple[str, int]]
    properties: list[str]
    strict: bool
    vacuity: str
    all_numbers: bool
    own_numbers: bool
    json: bool
    verbose: bool
    stats: bool
    whole: bool
    ladder: bool | None
    jobs: int

    @property
    def all(self) -> bool:
        """Whether all is wanted that can be said of a model: in a report with ``-v``, as JSON, and in the catalogue."""
        return self.verbose or self.stats or self.json or self.vacuity == "error" or not self.models

    @property
    def evidence(self) -> str:
        """What to look for behind the verdicts."""
        return self.vacuity if self.all else ONLY_RUNS

    @property
    def numbers(self) -> bool:
        """Whether to ask for which of all 2^32 numbers the verdicts are so."""
        return self.all_numbers or (self.all and not self.own_numbers)


def main(arguments: Sequence[str]) -> int:
    """Check; the exit status."""
    options = _parser().parse_intermixed_args(arguments, CheckOptions())
    if not options.models:
        return _catalogue(options)
    chosen = [asking(one, options.properties) if options.properties else one for one in _chosen(options)]
    return _json(chosen, options) if options.json else _reports(chosen, options)


def _chosen(options: CheckOptions) -> list[Chosen]:
    return [choose(typed, options.parameters) for typed in options.models]


def _parser() -> Parser:
    parser = Parser("check", "Explore every reachable state; say a verdict for each property.", MEANINGS)
    parser.add_argument("models", nargs="*", metavar="MODEL", help=f"{MODEL}; none: the whole catalogue")
    add_parameters(parser)
    parser.add_argument(
        "--property", dest="properties", action="append", default=[], metavar="NAME", help="decide this one only"
    )
    add_limits(parser)
    add_jobs(parser)
    add_checkpoints(parser)
    parser.add_argument(
        "--whole",
        action="store_true",
        help="meet every state (without it, more than 200,000 are decided by pairs of local states where they can be)",
    )
    parser.add_argument("--strict", action="store_true", help="ignore what the models expect of themselves")
    parser.add_argument(
        "--vacuity",
        choices=VACUITY,
        default="warn",
        help="what stands behind a verdict: say what is lacking, call it not as expected, or do not look",
    )
    numbers = parser.add_mutually_exclusive_group()
    numbers.add_argument(
        "--own-numbers",
        action="store_true",
        help="do not ask for which of all 2^32 numbers the verdicts are so, besides the model's own",
    )
    numbers.add_argument(
        "--all-numbers",
        action="store_true",
        help="decide for all other numbers of 32 bits too: all at once, or one choice of them after the other",
    )
    parser.add_argument("--json", action="store_true", help="print one object (several models: a list)")
    parser.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        help="say also what breaks each property on purpose, whether it still holds with each bound raised and for "
        "which of all 2^32 numbers, which rows never fired, and every bound",
    )
    parser.add_argument("--stats", action="store_true", help="with all of -v, print every variable, levels and speed")
    parser.add_argument(
        "--ladder",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="print counterexamples as ladders (those that were not expected; with -v all)",
    )
    add_show(parser)
    return parser


@dataclass(frozen=True, slots=True)
class ModelResult:
    """What one model gave."""

    said: object
    """A report, an object, or lines of the table."""
    ended: Exit
    properties: int = 0
    met: int = 0
    """Properties as expected."""
    stood: int = 0
    lacking: int = 0
    """Verdicts, and those that lack something behind them."""


Say = Callable[[Chosen, Exploration, Sequence[Judged], Assurances, Numbered | None], object]


def _parts(models: Sequence[Chosen], options: CheckOptions, say: Say) -> Iterator[ModelResult]:
    """Each model checked, some at a time; none after one that was interrupted."""

    kept = {one.typed: checkpoints(options, one, len(models)) for one in models}  # refused before any is begun

    def work(chosen: Chosen, watch: Watch | None) -> ModelResult:
        return _checked(chosen, options, say, watch, kept[chosen.typed])

    def last(part: ModelResult) -> bool:
        return part.ended is Exit.INTERRUPTED

    return (part for _, part in together(work, models, [one.name for one in models], options.jobs, last))


def _checked(
    chosen: Chosen, options: CheckOptions, say: Say, watch: Watch | None, kept: Checkpoints | None
) -> ModelResult:
    check_shown(chosen.model, options.show)
    found = explored(chosen, options, watch, kept, whole=options.whole or options.all_numbers, partial=True)
    verdicts = judged(chosen, found, strict=options.strict)
    behind = assurances(chosen, found, options, options.evidence, watch, each=options.verbose)
    numbers = numbered(found, options, every=options.all_numbers) if options.numbers else None
    ended = status(found, verdicts)
    lacking = sum(bool(one.lacking) for one in behind.values())
    if ended is Exit.AS_EXPECTED and options.vacuity == "error" and lacking:
        ended = Exit.NOT_AS_EXPECTED
    if ended is Exit.AS_EXPECTED and numbers is not None and numbers.open:
        ended = Exit.NOT_ESTABLISHED
    met = sum(one.as_expected for one in verdicts)
    return ModelResult(say(chosen, found, verdicts, behind, numbers), ended, len(verdicts), met, len(behind), lacking)


def _reports(models: Sequence[Chosen], options: CheckOptions) -> int:
    shown = Detail(options.ladder, options.all or options.all_numbers, options.stats, columns(), options.show)
    statuses: list[Exit] = []

    def said(
        chosen: Chosen,
        found: Exploration,
        verdicts: Sequence[Judged],
        behind: Assurances,
        numbers: Numbered | None,
    ) -> str:
        return report(chosen, found, verdicts, shown, behind, numbers)

    for part in _parts(models, options, said):
        print("\n" * bool(statuses) + str(part.said), flush=True)
        statuses.append(part.ended)
    return _ended(statuses, models)


def _ended(statuses: Sequence[Exit], models: Sequence[Chosen]) -> Exit:
    """The exit status of all; some model has none only where Ctrl-C came first."""
    return worst(statuses) if len(statuses) == len(models) else Exit.INTERRUPTED


def _json(models: Sequence[Chosen], options: CheckOptions, *, always_list: bool = False) -> int:
    from checker.command.report.as_json import printed, result  # a report on the screen does without

    parts = list(_parts(models, options, result))
    if not parts:
        return Exit.INTERRUPTED
    results = [part.said for part in parts]
    print(printed(results if always_list or len(models) > 1 else results[0]))
    return _ended([part.ended for part in parts], models)


def _catalogue(options: CheckOptions) -> int:
    if options.parameters or options.properties:
        raise Refused("-p and --property are for models that are named: write handwave check MODEL ...")
    models = catalogue()
    return _json(models, options, always_list=True) if options.json else _table(models, options)


def _table(models: Sequence[Chosen], options: CheckOptions) -> int:
    print(f"{len(models)} models: {about(CATALOGUE, options.jobs)}", file=sys.stderr, flush=True)
    begin, parts, table = time.perf_counter(), list[ModelResult](), CatalogueTable(models, columns())

    def lines(
        chosen: Chosen, found: Exploration, verdicts: Sequence[Judged], _: Assurances, numbers: Numbered | None
    ) -> str:
        return "\n".join(table.lines(chosen, found, verdicts, in_short(numbers)))

    for chosen, part in zip(models, _parts(models, options, lines), strict=False):  # Ctrl-C may leave some out
        print(*table.heading(chosen), part.said, sep="\n", flush=True)
        parts.append(part)
    met, asked = sum(part.met for part in parts), sum(part.properties for part in parts)
    print(
        f"\n{len(parts)} of {len(models)} models, {met} of {asked} properties as expected, "
        f"{time.perf_counter() - begin:.1f} s"
    )
    lacking, stood = sum(part.lacking for part in parts), sum(part.stood for part in parts)
    if lacking:
        print(f"{lacking} of {stood} verdicts lack a mutant or a larger bound: handwave check MODEL says which")
    return _ended([part.ended for part in parts], models)
