"""The verb ``export``: a model as a text for another model checker."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from checker.command.choosing.models import choose
from checker.command.options import MODEL, Parser, add_parameters
from checker.command.outcomes import Exit, Refused
from checker.command.writing import STDOUT, write_text
from checker.export.promela.export import promela

ENDINGS = {".pml": "spin", ".promela": "spin"}
"""What the ending of a file's name says of its text."""
ABOUT = """\
A model as a text for another model checker: Promela, for Spin.

The text reaches as many states there as a search does here, and each row stands in it under its name."""


class ExportOptions(argparse.Namespace):
    """What ``export`` was asked."""

    model: str
    file: str | None
    to: str | None
    parameters: list[tuple[str, int]]


def main(arguments: Sequence[str]) -> int:
    """Write the text; the exit status."""
    options = _parser().parse_intermixed_args(arguments, ExportOptions())
    typed, file = options.model, options.file
    if file is None and Path(typed).suffix.lower() in ENDINGS:
        typed, file = Path(typed).stem, typed
    _check_ending(file, options.to)
    chosen = choose(typed, options.parameters)
    text = promela(chosen.model, chosen.parameters).rstrip()
    if file is None or file == STDOUT:
        print(text)
    else:
        write_text(text, file)
    return Exit.AS_EXPECTED


def _parser() -> Parser:
    parser = Parser("export", ABOUT)
    parser.add_argument("model", metavar="MODEL", help=f"{MODEL}; MODEL.pml alone is the model and its file")
    parser.add_argument("file", metavar="FILE", nargs="?", help="FILE.pml; none, or -: standard output")
    parser.add_argument("--to", choices=["spin"], help="for which model checker, whatever the file's name ends in")
    add_parameters(parser)
    return parser


def _check_ending(file: str | None, to: str | None) -> None:
    if file in (None, "-") or to is not None:
        return
    ending = Path(file or "").suffix
    if ending.lower() not in ENDINGS:
        said = f"{file} ends in '{ending}'" if ending else f"{file} has no ending"
        raise Refused(f"{said}, which says nothing of its format: write FILE.pml for Spin, or --to spin")
