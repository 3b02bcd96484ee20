"""The verb ``scenario``: a run written as RFC 9293 draws its figures, followed by the machines it names."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from checker.command.choosing.user_files import load
from checker.command.options import Parser
from checker.command.outcomes import Exit, Refused
from checker.command.report.showing import Showing, add_show, shown
from checker.command.terminal import columns
from checker.command.writing import Output, add_output, put
from checker.languages.speech import tr
from checker.results.runs import Trace
from checker.scenarios import NotFollowed, follow, parse
from diagrams.ladders.ladder import ladder
from diagrams.sequence.chart import charts
from spec.notation.casts import Cast
from spec.notation.machines import Machine
from spec.notation.nearest import nearest
from spec.tcp.actors import CAST, SCENARIOS


class ScenarioOptions(Output, Showing):
    """What ``scenario`` was asked."""

    file: str | None
    machines: str | None
    changes: bool
    rows: bool


def main(arguments: Sequence[str]) -> int:
    """Follow the scenario, or list those there are; the exit status."""
    options = _parser().parse_intermixed_args(arguments, ScenarioOptions())
    if options.file is None:
        print("\n".join(_listed()))
        return Exit.AS_EXPECTED
    try:
        run = shown(follow(parse(found(options.file)), tcp_cast(options.machines)), options.show)
    except NotFollowed as error:
        run = shown(error.run, options.show)
        put(_drawn(run, options), options, partial(charts, run))
        sys.stdout.flush()
        print(error, file=sys.stderr)
        return Exit.NOT_AS_EXPECTED
    put(_drawn(run, options), options, partial(charts, run))
    return Exit.AS_EXPECTED


def _parser() -> Parser:
    about = "A scenario, followed step by step; without FILE, the scenarios that there are."
    ending = (
        "A scenario is a figure of RFC 9293, section 3.5 or 3.6, with a line 'A: Tcp, isn 100' and one for B\n"
        "above it; 'python -m pydoc checker.scenarios' says all of it.  The status is 1 where the machines\n"
        "cannot follow it, and 2 where it is not understood."
    )
    parser = Parser("scenario", about, ending)
    parser.add_argument("file", metavar="FILE", nargs="?", help="a text file, or the name of one of those listed")
    parser.add_argument("--machines", metavar="FILE.py", help="machines of your own, which the scenario may name")
    parser.add_argument("--changes", action="store_true", help="say below each line which variables it changed")
    parser.add_argument("--no-rows", dest="rows", action="store_false", help="leave out calls, timers and rows")
    add_show(parser)
    add_output(parser, "its sequence chart")
    return parser


def tcp_cast(file: str | None = None) -> Cast:
    """The machines of ``spec/tcp``, and those that a file declares."""
    own: Mapping[str, type[Machine]] = {} if file is None else _machines(Path(file))
    return replace(CAST, machines={**CAST.machines, **own})


def _machines(file: Path) -> Mapping[str, type[Machine]]:
    values: Mapping[str, object] = vars(load(file))
    found = {name: one for name, one in values.items() if isinstance(one, type) and issubclass(one, Machine)}
    if not found:
        raise Refused(f"{file.name} declares no machine: write one, such as class Mine(Tcp)")
    return found


def found(name: str) -> Path:
    """The scenario of that name, or in that file."""
    path = Path(name)
    if path.is_file():
        return path
    inside = {one.stem: one for one in scenarios()}
    if path.stem in inside and path.suffix in ("", ".txt") and path.name == name:
        return inside[path.stem]
    raise Refused(
        f"there is no scenario '{name}'{nearest(path.stem, inside)}: 'handwave scenario' shows all, "
        "and one of your own is the name of its file"
    )


def scenarios() -> list[Path]:
    """The files of the scenarios that there are, by name."""
    return sorted(SCENARIOS.glob("*.txt"), key=lambda one: one.stem)


def _listed() -> Iterator[str]:
    files = scenarios()
    column = max(len(one.stem) for one in files) + 2
    for one in files:
        yield f"{one.stem:<{column}}{tr(parse(one).title)}"
    yield ""
    yield tr("'handwave scenario NAME' follows one, 'handwave scenario FILE' one of your own.")


def _drawn(run: Trace, options: ScenarioOptions) -> str:
    return ladder(run, rows=options.rows, changes=options.changes, width=columns())
