"""The sequence chart of a run, saved in a folder: the paths of its files, or why it could not be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checker.command.file_names import in_a_name
from checker.results.runs import Trace
from diagrams.rendering.drawing import draw
from diagrams.rendering.picture import Picture
from diagrams.rendering.render import PictureError
from diagrams.sequence.chart import charts

LIMIT = 20.0
"""Seconds that one drawing may take: a test waits for it."""


def saved_charts(trace: Trace, root: Path, parts: Sequence[str]) -> list[str]:
    """Draw the chart in the folder of that path below the root, a file for each page.

    The path of each file, as seen from the root, or why it was not drawn.
    """
    pages, name = charts(trace), in_a_name(trace.title)
    files = [f"{name}.svg"] if len(pages) == 1 else [f"{name}-{number}.svg" for number in range(1, len(pages) + 1)]
    try:
        _made(root, parts)
    except OSError as error:
        return [f"not drawn: {Path(*parts)} cannot be made ({(error.strerror or str(error)).lower()})"]
    return [_saved(page, root, Path(*parts, file)) for page, file in zip(pages, files, strict=True)]


def _made(root: Path, parts: Sequence[str]) -> None:
    root.joinpath(*parts).mkdir(parents=True, exist_ok=True)
    ignored = root / parts[0] / ".gitignore"
    if not ignored.exists():
        ignored.write_text("# pictures of failed tests\n*\n")


def _saved(page: Picture, root: Path, file: Path) -> str:
    try:
        draw(page, root / file, limit=LIMIT)
    except PictureError as error:
        return f"not drawn: {error}"
    return str(file)
