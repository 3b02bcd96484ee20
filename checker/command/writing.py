"""What a verb prints, to where it was asked for: the text, or the picture of its run; the ending chooses.

A name that the verb cannot write is refused while the options are read, before anything is computed.
"""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.command.options import Parser
from spec.notation.letters import escaped

if TYPE_CHECKING:
    from diagrams.picture import Picture

TEXTS = (".txt", ".md")
STDOUT = "-"


def add_output(parser: Parser, picture: str) -> None:
    """``-o FILE``: the text, or a picture, which is said to be this."""
    parser.add_argument(
        "-o",
        dest="output",
        type=_output,
        metavar="FILE",
        help=f"write there: {', '.join(TEXTS)} text, {', '.join(_pictures())} {picture}; - is standard output",
    )


def put(text: str, target: str | None, pictures: Callable[[], Sequence[Picture]]) -> None:
    """Print the text, or write it to that file (``.md``: as a block of code), or draw the pictures there."""
    if target is not None and is_picture(target):
        print("\n".join(drawn(pictures(), target)))
    else:
        put_text(text, target)


def put_text(text: str, target: str | None) -> None:
    """Print the text, or write it to that file."""
    if target is None or target == STDOUT:
        print(text)
    else:
        write_text(text, target)


def write_text(text: str, target: str) -> None:
    """Write the text there, whole or not at all, and say so."""
    from diagrams.drawing import write

    fence = "`" * (1 + max([2, *(len(run) for run in re.findall("`+", text))]))
    fenced = f"{fence}text\n{text}\n{fence}" if _ending(target) == ".md" else text
    write(target, f"{fenced}\n".encode())
    print(f"{escaped(target)}: {len(text.splitlines())} lines")


def drawn(pictures: Sequence[Picture], target: str) -> Iterator[str]:
    """Draw them; what was written, line by line."""
    from diagrams.drawing import draw_pages

    return draw_pages(pictures, target)


def is_picture(target: str | None) -> bool:
    """Whether the ending asks for a picture."""
    return target is not None and _ending(target) in _pictures()


def _output(target: str) -> str:
    """The name of a file that can be written; a name without an ending, such as a device's, takes text."""
    from diagrams.drawing import check_writable

    ending = _ending(target)
    if ending and ending not in (*TEXTS, *_pictures()):
        known = f"{', '.join(TEXTS)} for the text, {', '.join(_pictures())} for a picture"
        raise ArgumentTypeError(f"'{target}' ends in {ending}, which says no format: write {known}")
    check_writable(target)
    return target


def _pictures() -> tuple[str, ...]:
    from diagrams.drawing import FORMATS

    return tuple(f".{form}" for form in FORMATS if f".{form}" not in TEXTS)


def _ending(target: str) -> str:
    return "" if target == STDOUT else Path(target).suffix.lower()
