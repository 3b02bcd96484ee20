"""A chart on slides: each shows one step more, and nothing moves from one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from diagrams.sequence.page import Page
from diagrams.sequence.parts import Band, Chart, MessageLine

_BEGUN = 0.25
"""The part of a message that is seen while it is on its way."""


def revealed(page: Page, chart: Chart) -> Chart:
    """The chart with the steps that the page shows; all, where it is no slide."""
    if page.shown is None:
        return chart
    stops = [stop for stop in chart.stops if stop.number <= page.shown]
    bands = [band for band in chart.bands if _since(band, page) <= page.shown]
    return replace(chart, stops=stops, lines=list(_lines(chart, page.shown)), bands=bands)


def _since(band: Band, page: Page) -> int:
    """The step with which a line across is seen."""
    trace = page.trace
    since = {"violation": trace.violates_at, "loop begins": trace.loop}.get(band.name)
    return len(trace.steps) if since is None else max(since, 1)


def _lines(chart: Chart, shown: int) -> Iterator[MessageLine]:
    for line in chart.lines:
        flight = line.flight
        ended = flight.ended_at if flight.ended_at is not None else shown
        begun = ended if line.enters else flight.sent_at or 0
        if begun <= shown:
            yield line if ended <= shown or line.breaks else _on_its_way(line)


def _on_its_way(line: MessageLine) -> MessageLine:
    (x, y), (to_x, to_y) = line.tail, line.head
    return replace(line, head=(x + _BEGUN * (to_x - x), y + _BEGUN * (to_y - y)), breaks=True)
