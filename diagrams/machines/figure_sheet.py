"""The DOT text of a figure whose states have their places."""

from __future__ import annotations

from collections.abc import Iterable

from diagrams.machines.figure_places import FigurePlaces, Label
from diagrams.machines.figure_ways import BOX, ROW, FigureArrow
from diagrams.rendering.geometry import Line, Rectangle
from diagrams.rendering.pinned import WIDTH, Pinned, heading_lines, sized
from diagrams.rendering.style import BOXES, CHART_LETTER as LETTER, FIGURE_LINES, FRAME, Attributes


def sheet(places: FigurePlaces, said: Iterable[str]) -> str:
    """The DOT text under these sentences."""
    title = heading_lines(said, LETTER)
    paper = Pinned(title, LETTER)
    _draw_frames(paper, places)
    for name, middles in places.figure.places.items():
        for number, middle in enumerate(middles):
            kind = BOXES["start" if name == places.figure.start and not number else "ordinary"]
            paper.box(f"{name} {number}", [name], middle, name, kind, sized(*BOX))
    if places.note is not None:
        _draw_note(paper, places, places.note)
    for number, (arrow, way) in enumerate(zip(places.figure.arrows, places.ways, strict=True)):
        _draw_arrow(paper, f"arrow {number}", arrow, way)
    for name, label in places.labels.items():
        _write(paper, name, label)
    paper.point("left edge", (0.0, 0.0), "the edge of the picture")
    paper.point("right edge", (WIDTH, 0.0), "the edge of the picture")
    return paper.source


def _draw_frames(paper: Pinned, places: FigurePlaces) -> None:
    for name, box in places.figure.frames.items():
        paper.box(f"frame {name}", [""], box.middle, name, FRAME, sized(box.right - box.left, box.bottom - box.top))


def _draw_note(paper: Pinned, places: FigurePlaces, box: Rectangle) -> None:
    """What is folded, and one arrow for all of it."""
    tip = places.figure.folded_tip
    size = sized(box.right - box.left, box.bottom - box.top)
    paper.box("note", places.figure.folded, box.middle, tip, BOXES["open"], size)
    x, y = places.figure.places[places.figure.start][0]
    paper.line("note arrow", (box.right, y), (x - BOX[0] / 2, y), tip, FIGURE_LINES["neither"])


def _draw_arrow(paper: Pinned, name: str, arrow: FigureArrow, way: list[Line]) -> None:
    kind: Attributes = {**FIGURE_LINES[arrow.path], **FIGURE_LINES.get(arrow.mark, {})}
    for number, line in enumerate(way):
        last = {} if number == len(way) - 1 else {"arrowhead": "none"}
        paper.line(f"{name} {number}", line.tail, line.head, arrow.tip, kind, last)


def _write(paper: Pinned, name: str, label: Label) -> None:
    x, y = label.middle
    for number, text in enumerate(label.lines):
        height = y + ROW * (number - (len(label.lines) - 1) / 2)
        paper.text(f"{name} label {number}", text, (x, height), " / ".join(label.lines))
