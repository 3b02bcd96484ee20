"""The verb ``explore``: a page to click through a model's states, for a browser."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Sequence

from checker.command.choosing.models import choose
from checker.command.file_names import in_a_name
from checker.command.options import MODEL, Limited, Parser, add_limits, add_parameters, whole
from checker.command.outcomes import Exit
from checker.command.report.expectations import worst
from checker.command.report.explorable import MOST, explorable
from checker.command.running.explored import DRAWN, drawn_whole, explored
from checker.languages.counts import counted
from checker.languages.speech import spoken, tr
from diagrams.explorer import explorer_page
from diagrams.rendering.drawing import check_writable, write
from spec.notation.letters import escaped


class ExploreOptions(Limited):
    """What ``explore`` was asked."""

    model: str
    other: str | None
    parameters: list[tuple[str, int]]
    output: str | None
    most: int


def main(arguments: Sequence[str]) -> int:
    """Write the page; the exit status."""
    options = _parser().parse_intermixed_args(arguments, ExploreOptions())
    chosen = choose(options.model, options.parameters)
    target = options.output or f"{in_a_name(chosen.name)}.html"
    check_writable(target)
    found = explored(chosen, options, partial=True)
    data, searched = explorable(chosen.model, found, options.most), {chosen.name: found}
    if options.other is not None:
        beside = choose(options.other, options.parameters)
        searched[beside.name] = other = explored(beside, options)
        data["other"] = explorable(beside.model, other, options.most)
    page = explorer_page(data, _words(), spoken())
    write(target, page.encode())
    held = min(found.states, options.most)
    rest = "" if held == found.states else tr(", the nearest of {states}").format(states=counted(found.states, "state"))
    print(f"{escaped(target)}: {counted(held, 'state')}{rest}, {len(page) / 1e6:.1f} MB")
    return Exit.INTERRUPTED if found.interrupted else worst(drawn_whole(name, one) for name, one in searched.items())


def _parser() -> Parser:
    about = "A page to click through a model's states: one file for a browser, which needs no network."
    parser = Parser("explore", about, DRAWN)
    parser.add_argument("model", metavar="MODEL", help=MODEL)
    parser.add_argument("other", metavar="OTHER", nargs="?", help="a second model, which goes the same way beside it")
    add_parameters(parser)
    parser.add_argument("-o", dest="output", type=_page, metavar="FILE", help="where to (by default MODEL.html)")
    held = f"hold so many states: of the runs, and the nearest to the start ({MOST:,})"
    parser.add_argument("--most", type=whole, default=MOST, metavar="N", help=held)
    add_limits(parser)
    return parser


def _page(target: str) -> str:
    if not target.lower().endswith((".html", ".htm")):
        raise ArgumentTypeError(f"'{target}': the page is HTML, write a name that ends in .html")
    return target


def _words() -> dict[str, str]:
    """The page's own words."""
    return {
        "held": tr("The page holds {held} of {all} states: those of the runs, and the nearest to the start."),
        "cut": tr("The search was cut short."),
        "begin": tr("Begin with"),
        "start": tr("the start"),
        "pairs": tr("States of A and B together"),
        "chart": tr("The way so far"),
        "now": tr("What may happen now"),
        "nothing": tr("Nothing: here the run ends."),
        "beyond": tr("leads beyond this page"),
        "stays": tr("changes nothing"),
        "back": tr("Back"),
        "forth": tr("Forth"),
        "values": tr("Variables"),
        "flying": tr("in flight"),
        "properties": tr("Properties"),
        "true": tr("true here"),
        "false": tr("false here"),
        "violated": tr("VIOLATED here"),
        "decided": tr("not decided by one state"),
        "step": tr("step {number}"),
        "lost": tr("lost"),
        "before": tr("(sent before)"),
        "changed": tr("(changed)"),
        "same": tr("the same steps"),
        "parted": tr("here they part: step {number}, {step}, cannot happen here"),
        "keys": tr("Keys: 1 to 9 choose, left and right go back and forth, Home goes to the start."),
    }
