"""The verb ``draw``: pictures of machines, graphs and traces."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from checker.command.choosing.knowledge_tables import table_asked
from checker.command.choosing.models import Chosen, catalogue, choose
from checker.command.choosing.tables import declared_table
from checker.command.choosing.whole_table import table_picture
from checker.command.file_names import in_a_name
from checker.command.options import MODEL, Limited, Parser, add_limits, add_parameters, seconds, whole
from checker.command.outcomes import Exit, Refused
from checker.command.report.expectations import worst
from checker.command.report.pictures import (
    STATES,
    NamedPicture,
    answer_of,
    everything,
    evidence,
    graph,
    knowledge,
    machine,
    sequence,
    tables,
)
from checker.command.report.showing import Showing, add_show, check_shown, shown
from checker.command.running.explored import DRAWN, asking, drawn_whole, explored
from checker.command.writing import Output, add_page, noted, titled
from checker.verdicts.exploration import Exploration
from diagrams.rendering.drawing import FORMATS, check_writable, draw_pages, format_of
from diagrams.rendering.fit import TooSmall
from diagrams.rendering.picture import Picture
from diagrams.rendering.render import LIMIT, PictureError
from spec.notation.errors import SpecError
from spec.notation.letters import escaped
from spec.notation.nodes import End

FIRST = ""
"""The name that stands for the first of a model's tables."""


class DrawOptions(Limited, Output, Showing):
    """What ``draw`` was asked."""

    model: str | None
    parameters: list[tuple[str, int]]
    trace: str | None
    machine: End | None
    knows: str | None
    row: str | None
    after: int | None
    raw: bool
    group: str | None
    along: str | None
    around: tuple[str, str] | None
    goal: str | None
    all: str | None
    format: str | None
    force: bool
    draw_limit: float


def main(arguments: Sequence[str]) -> int:
    """Draw; the exit status."""
    options = _parser().parse_intermixed_args(arguments, DrawOptions())
    if options.output is not None:
        format_of(options.output, options.format)  # it is one, and the file can be written: told before the search
        check_writable(options.output)
    if options.all is not None:
        return _all(options, Path(options.all))
    if options.model is None:
        raise Refused("say which model to draw: handwave draw MODEL, or handwave draw --all FOLDER for every one")
    chosen = None if (table := _table(options)) else choose(options.model, options.parameters)
    found = None if chosen is None else _found(chosen, options)
    pictures = table if chosen is None or found is None else _asked(chosen, found, options)
    for said in _written(pictures, options):
        if options.output != "-":
            print(said)
    if chosen is None or found is None or options.trace is not None:  # a run that was found is whole
        return Exit.AS_EXPECTED
    return drawn_whole(chosen.name, found)


def _parser() -> Parser:
    about = "Pictures: a machine, the reachable graph, the sequence chart of a trace, who knows what."
    parser = Parser("draw", about, DRAWN)
    parser.add_argument("model", metavar="MODEL", nargs="?", help=MODEL)
    add_parameters(parser)
    what = parser.add_argument_group("what to draw; by default the graph grouped by A.state,B.state")
    one = what.add_mutually_exclusive_group()
    one.add_argument("--trace", metavar="PROPERTY", help="the sequence chart of its counterexample or witness")
    one.add_argument("--machine", choices=["A", "B"], help="the state diagram of that end")
    one.add_argument(
        "--knows",
        metavar="TABLE",
        nargs="?",
        const=FIRST,
        help="who knows what: one of the model's tables, or its first",
    )
    one.add_argument("--raw", action="store_true", help="the graph, a box for each state")
    one.add_argument("--group", metavar="PATHS", help="the graph, a box for all states alike in A.state,B.SND.NXT,...")
    one.add_argument(
        "--all", metavar="FOLDER", help="machines, graph, charts and tables (no model: of the whole catalogue)"
    )
    add_show(what)
    what.add_argument("--row", metavar="ROW", help="with --knows: the runs that show why this row is not true")
    what.add_argument("--after", type=whole, metavar="N", help="with --row: after so many deliveries")
    near = what.add_mutually_exclusive_group()
    near.add_argument("--along", metavar="PROPERTY", help="number the steps of its trace on the graph's arrows")
    near.add_argument(
        "--around", nargs=2, metavar=("PROPERTY", "N"), help="only its trace and what is N steps around it"
    )
    what.add_argument("--goal", metavar="PROPERTY", help="on the graph, mark the goal of this one alone")
    _add_page(parser)
    add_limits(parser)
    return parser


def _add_page(parser: Parser) -> None:
    page = parser.add_argument_group("the file and the page")
    page.add_argument("-o", dest="output", metavar="FILE", help="write there; the ending is the format (- is stdout)")
    page.add_argument("--format", choices=FORMATS, help="the format, where no ending says it")
    add_page(page)
    page.add_argument("--force", action="store_true", help="draw even with letters too small to read")
    page.add_argument(
        "--draw-limit", type=seconds, default=LIMIT, metavar="S", help=f"seconds that a drawing may take ({LIMIT:g})"
    )


def _found(chosen: Chosen, options: DrawOptions) -> Exploration:
    """What is to be drawn; Refused before the search where there is no such thing."""
    if options.knows is not None:
        table_asked(chosen.model, options.knows or None)
    elif options.row is not None or options.after is not None:
        raise Refused("--row and --after are of a table: add --knows")
    if options.show is not None and options.trace is None:
        raise Refused("--show is of a chart: add --trace PROPERTY")
    name = options.trace or options.along or (options.around and options.around[0])
    if name:
        asking(chosen, [name])
    check_shown(chosen.model, options.show)
    return explored(chosen, options, whole=options.trace is None)


def _asked(chosen: Chosen, found: Exploration, options: DrawOptions) -> list[NamedPicture]:
    if options.knows is not None:
        return [_known(chosen, found, options)]
    if options.machine is not None:
        return [machine(chosen.model, found, options.machine)]
    if options.trace is not None:
        answer = answer_of(chosen.model, found, options.trace)
        return sequence(chosen.model, found, replace(answer, trace=answer.trace and shown(answer.trace, options.show)))
    paths = () if options.raw else tuple(options.group.split(",")) if options.group is not None else STATES
    if options.around is not None:
        near = () if options.group is None else paths
        return [
            graph(
                chosen.model, found, near, along=options.around[0], around=_steps(options.around[1]), goal=options.goal
            )
        ]
    return [graph(chosen.model, found, paths, along=options.along, goal=options.goal)]


def _table(options: DrawOptions) -> list[NamedPicture]:
    """A table by its own name, which has one picture; none where a model is meant."""
    machine = declared_table(options.model or "")
    if machine is None:
        return []
    if options.trace or options.machine or options.group or options.raw or options.along or options.around:
        raise Refused(f"{options.model} is a table, which has one picture: handwave draw {options.model} -o tcp.pdf")
    return [NamedPicture(in_a_name(machine.__name__), table_picture(machine))]


def _known(chosen: Chosen, found: Exploration, options: DrawOptions) -> NamedPicture:
    """The table, or why a row of it is not true."""
    table = options.knows or None
    if options.row is None:
        return knowledge(chosen.model, found, table)
    return evidence(chosen.model, found, table, options.row, options.after)


def _steps(text: str) -> int:
    try:
        return whole(text) if text != "0" else 0
    except argparse.ArgumentTypeError:
        raise Refused(f"--around PROPERTY N: '{text}' is not a whole number of 0 or more") from None


def _written(pictures: Sequence[NamedPicture], options: DrawOptions) -> Iterator[str]:
    """Draw them: each in a file by its name, or as the pages of the one that was named."""
    if options.output is None or len(pictures) == 1:
        for one in pictures:
            said = _drawn(one, options.output or f"{one.name}.{options.format or 'svg'}", options)
            yield from [said] if said else []  # a page that is none in another room
    else:
        yield from _put([one.picture for one in pictures], options.output, options)


def _drawn(one: NamedPicture, target: str, options: DrawOptions) -> str:
    """Draw it; where nobody said what to draw, and the graph is too large, the coarser one that can be read."""
    try:
        return "\n".join(_put([one.picture], target, options))
    except TooSmall as error:
        if _said_what(options) or error.instead is None:
            raise
        coarser = error.instead.picture
        assert isinstance(coarser, Picture)
        why = f"{one.picture.size} would be too small to read, so this is coarser: {error.instead.ask}"
        return f"{''.join(_put([coarser], target, options))}; {why}"


def _said_what(options: DrawOptions) -> bool:
    """Whether somebody said which graph to draw."""
    return options.raw or bool(options.group or options.along or options.around)


def _put(pictures: Sequence[Picture], target: str, options: DrawOptions) -> Iterator[str]:
    return noted(
        draw_pages(
            titled(pictures, options),
            target,
            box=options.fit,
            force=options.force,
            form=options.format,
            limit=options.draw_limit,
            letters=options.letters,
        )
    )


def _all(options: DrawOptions, folder: Path) -> int:
    if options.output is not None:
        raise Refused("--all FOLDER names the files itself: leave out -o")
    models = catalogue() if options.model is None else [choose(options.model, options.parameters)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"{folder} cannot be made a folder ({(error.strerror or str(error)).lower()})") from None
    ended = [_every_drawn(chosen, folder, options) for chosen in models]
    return Exit.WRONG if None in ended else worst(one for one in ended if one is not None)


def _every_drawn(chosen: Chosen, folder: Path, options: DrawOptions) -> Exit | None:
    """Draw all of a model; None where nothing could be drawn."""
    found = explored(chosen, options)
    drawn = [_said(one, folder, options) for one in _every(chosen, found)]
    return drawn_whole(chosen.name, found) if any(drawn) else None


def _every(chosen: Chosen, found: Exploration) -> Iterator[NamedPicture]:
    """All pictures of a model; a table that is not established is told of, and left out."""
    yield from everything(chosen.model, found)
    try:
        yield from tables(chosen.model, found)
    except SpecError as error:
        print(escaped(f"handwave: {error}"), file=sys.stderr)


def _said(one: NamedPicture, folder: Path, options: DrawOptions) -> bool:
    """Draw it and say so, or say why not; whether it was drawn."""
    try:
        if said := _drawn(one, str(folder / f"{one.name}.{options.format or 'svg'}"), options):
            print(said, flush=True)
    except PictureError as error:
        print(escaped(f"handwave: {error}"), file=sys.stderr)
        return False
    return True
