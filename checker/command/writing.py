"""What a verb prints, to where it was asked for: the text, or the picture of its run; the ending chooses.

A name that the verb cannot write is refused while the options are read, before anything is computed.
"""

from __future__ import annotations

import re
from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from checker.command.options import Parser
from checker.languages.speech import tr

if TYPE_CHECKING:
    from argparse import _ArgumentGroup  # pyright: ignore[reportPrivateUsage]

    from diagrams.rendering.drawing import Written
    from diagrams.rendering.paper import Box
    from diagrams.rendering.picture import Picture

TEXTS = (".txt", ".md")
STDOUT = "-"


class Output(Namespace):
    """What :func:`add_output` parses."""

    output: str | None
    fit: Box
    letters: float
    title: str | None


def add_output(parser: Parser, picture: str) -> None:
    """``-o FILE``: the text, or a picture, which is said to be this."""
    said = tr("write there: {texts} text, {pictures} {picture}; - is standard output").format(
        texts=tr(", ").join(TEXTS), pictures=tr(", ").join(_pictures()), picture=tr(picture)
    )
    parser.add_argument("-o", dest="output", type=_output, metavar="FILE", help=said)
    add_page(parser)


def add_page(parser: Parser | _ArgumentGroup) -> None:
    """``--fit``, ``--letters`` and ``--title``, of a picture."""
    from diagrams.rendering.paper import PAGE

    room = "of a picture: the room that it has (345x520pt), or slide, which shows a run step by step"
    parser.add_argument("--fit", default=PAGE, type=_room, metavar="WxH", help=room)
    size = "of a picture: letters of at most so many points, as other pictures beside it have"
    parser.add_argument("--letters", default=inf, type=_letters, metavar="PT", help=size)
    heading = parser.add_mutually_exclusive_group()
    heading.add_argument("--title", metavar="TEXT", help="of a picture: this line above it, and nothing else")
    heading.add_argument("--no-title", action="store_const", dest="title", const="", help="nothing above a picture")


def _room(text: str) -> Box:
    from diagrams.rendering.paper import Box

    return Box.parse(text)


def _letters(text: str) -> float:
    from diagrams.rendering.style import SMALLEST

    try:
        size = float(text)
    except ValueError:
        size = 0.0
    if not SMALLEST <= size < inf:
        raise ArgumentTypeError(f"'{text}' is no size of letters that can be read: write {SMALLEST:g} or more")
    return size


def put(text: str, options: Output, pictures: Callable[[], Sequence[Picture]]) -> None:
    """Print the text, or write it to that file (``.md``: as a block of code), or draw the pictures there."""
    if is_picture(options.output):
        print("\n".join(drawn(pictures(), options)))
    else:
        put_text(text, options.output)


def put_text(text: str, target: str | None) -> None:
    """Print the text, or write it to that file."""
    if target is None or target == STDOUT:
        print(text)
    else:
        write_text(text, target)


def write_text(text: str, target: str) -> None:
    """Write the text there, whole or not at all, and say so."""
    from diagrams.rendering.drawing import Written, write

    fence = "`" * (1 + max([2, *(len(run) for run in re.findall("`+", text))]))
    fenced = f"{fence}text\n{text}\n{fence}" if _ending(target) == ".md" else text
    write(target, f"{fenced}\n".encode())
    print(*noted([Written(target, f"{len(text.splitlines())} lines")]))


def drawn(pictures: Sequence[Picture], options: Output) -> Iterator[str]:
    """Draw them; what was written, line by line."""
    from diagrams.rendering.drawing import draw_pages

    assert options.output is not None
    return noted(draw_pages(titled(pictures, options), options.output, box=options.fit, letters=options.letters))


_NOTED: ContextVar[list[Written] | None] = ContextVar("_NOTED", default=None)


@contextmanager
def noting() -> Generator[list[Written]]:
    """What is drawn meanwhile, for a verb that lets others draw."""
    notes: list[Written] = []
    token = _NOTED.set(notes)
    try:
        yield notes
    finally:
        _NOTED.reset(token)


def noted(written: Iterable[Written]) -> Iterator[str]:
    """What was drawn, line by line; noted where somebody wants to know."""
    for one in written:
        notes = _NOTED.get()
        if notes is not None:
            notes.append(one)
        yield str(one)


def titled(pictures: Sequence[Picture], options: Output) -> list[Picture]:
    """The pages that they have in their room, under the title that was asked for."""
    from diagrams.rendering.picture import in_room

    pages = in_room(pictures, options.fit)
    return pages if options.title is None else [page.titled(options.title) for page in pages]


def is_picture(target: str | None) -> bool:
    """Whether the ending asks for a picture."""
    return target is not None and _ending(target) in _pictures()


def _output(target: str) -> str:
    """The name of a file that can be written; a name without an ending, such as a device's, takes text."""
    from diagrams.rendering.drawing import check_writable

    ending = _ending(target)
    if ending and ending not in (*TEXTS, *_pictures()):
        known = f"{', '.join(TEXTS)} for the text, {', '.join(_pictures())} for a picture"
        raise ArgumentTypeError(f"'{target}' ends in {ending}, which says no format: write {known}")
    check_writable(target)
    return target


def _pictures() -> tuple[str, ...]:
    from diagrams.rendering.drawing import FORMATS

    return tuple(f".{form}" for form in FORMATS if f".{form}" not in TEXTS)


def _ending(target: str) -> str:
    return "" if target == STDOUT else Path(target).suffix.lower()
