"""Two sequence charts side by side: what happens in the same step stands at the same height."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from checker.languages.counts import counted
from checker.languages.speech import tr
from checker.results.runs import Trace
from diagrams.rendering.dot import Sheet
from diagrams.rendering.drawable import Draft
from diagrams.rendering.letters import shorten
from diagrams.rendering.paper import PAGE, SLIDE, Box
from diagrams.rendering.picture import Picture
from diagrams.rendering.pinned import WIDTH, heading_lines, sized, taken
from diagrams.rendering.style import BARE, CHART_LETTER, HEAD, MONO_LETTER, PINNED, SMALLEST
from diagrams.sequence.chart import charts, told
from diagrams.sequence.page import Page, numbered
from diagrams.sequence.parts import LINE_AT, ROW, Chart
from diagrams.sequence.places import parting_room
from diagrams.sequence.settling import chart
from diagrams.sequence.sheet import Half, put

GAP = 20.0
"""Points between the two."""
WIDE = Box(2 * WIDTH + GAP + 8.0, 1000.0)
"""The page that two charts need: a sheet of A4, laid on its side."""
_MIDDLE = GAP + WIDTH - LINE_AT["B"] + LINE_AT["A"] - 8.0
"""From the last lifeline of one to the first of the other."""
_ROUNDS = 6


def on_paper(asked: Box) -> tuple[bool, Box]:
    """Whether a run stands alone, step by step, in the room that was asked for; and the room, a wide one by default."""
    return asked == SLIDE, WIDE if asked is PAGE else asked


@dataclass(frozen=True, slots=True)
class Column:
    """One of the two runs, and what stands above it."""

    trace: Trace
    heading: Sequence[str]
    names: Sequence[str]
    """What each step is called; empty for one without a number."""
    idle: Sequence[int] = ()
    """The steps, counted from 1, whose messages nothing depends on."""


def numbered_column(trace: Trace, heading: Sequence[str], idle: Sequence[int] = ()) -> Column:
    """A run whose steps are counted."""
    return Column(trace, heading, numbered(trace), idle)


def two_charts(
    title: str, said: Sequence[str], left: Column, right: Column, parts: int | None = None, why: str = ""
) -> Picture:
    """The two, below a title and some sentences.

    Step ``n`` of one stands beside step ``n`` of the other.  From step ``parts`` on they differ: a line above it says
    ``why``.  In a room too narrow for both, one follows the other.
    """
    pages = (_page(left, parts), _page(right, parts))
    lines = heading_lines((title, *said), CHART_LETTER, 2 * WIDTH + GAP)
    both = Picture(
        title=title,
        said=lambda: tuple(said),
        boxes=0,
        size=tr("two charts, {steps}").format(steps=counted(len(left.trace.steps), "step")),
        drafts=(Draft(lambda: _sheet(lines, (left, right), _settled(*pages), why)),),
        twin=lambda: "\n".join(
            line for side, page in zip((left, right), pages, strict=True) for line in _told(side, page)
        ),
        engine="neato",
        letter=MONO_LETTER,
    )

    def in_room(box: Box) -> Sequence[Picture]:
        if box.width >= WIDE.width * SMALLEST / MONO_LETTER:
            return [both]
        named = ((left, [*left.heading, *said]), (right, right.heading))
        return [
            page
            for side, above in named
            for page in charts(side.trace, title, above, side.names, box=box, idle=side.idle)
        ]

    return replace(both, series=in_room)


def _page(side: Column, parts: int | None) -> Page:
    there = parts if parts is not None and parts <= len(side.trace.steps) else None
    return Page(side.trace, side.names, 0, len(side.trace.steps), parts=there, idle=side.idle)


def _told(side: Column, page: Page) -> Iterator[str]:
    yield from side.heading
    yield from told(page)


def _settled(left: Page, right: Page) -> tuple[tuple[Page, Chart], tuple[Page, Chart]]:
    """Both, each moved down to where the other has the same step, until none is moved any more."""
    charts = chart(left), chart(right)
    for _ in range(_ROUNDS):
        floors = list(map(max, zip_longest(left.floors, *map(_heights, charts), fillvalue=0.0)))
        room = max(left.parts_room, *map(parting_room, charts))
        if (floors, room) == (left.floors, left.parts_room):
            break
        left, right = (replace(page, floors=floors, parts_room=room) for page in (left, right))
        charts = chart(left), chart(right)
    return (left, charts[0]), (right, charts[1])


def _heights(settled: Chart) -> list[float]:
    return [stop.y for stop in settled.stops]


def _sheet(title: Sequence[str], columns: Sequence[Column], settled: Sequence[tuple[Page, Chart]], why: str) -> str:
    paper = Sheet(title, PINNED, CHART_LETTER)
    highest = max(len(heading_lines(column.heading, CHART_LETTER)) for column in columns)
    for place, (column, (page, drawn)) in enumerate(zip(columns, settled, strict=True)):
        half = Half(paper, "beside, " * place, place * (WIDTH + GAP))
        for row, text in enumerate(heading_lines(column.heading, CHART_LETTER)):
            half.node(f"heading {row}", [text], text, (WIDTH / 2, (row - highest) * ROW - 2.0), BARE, HEAD)
        put(page, drawn, half)
    for band in settled[0][1].bands:
        if band.name == "parting":
            _write_parting(Half(paper), band.y, why)
    return paper.source


def _write_parting(paper: Half, y: float, why: str) -> None:
    """The words on the line at which the two part, in the middle of both: no message goes there."""
    text = shorten(why, _MIDDLE, CHART_LETTER)
    wide = min(taken(text, CHART_LETTER), _MIDDLE) + 4.0
    paper.node("parting", [text], why, (WIDTH + GAP / 2, y), BARE, sized(wide, ROW))
