"""The sequence chart of a run: one lifeline an end, time down, drawn at the width of a column (345 pt)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from checker.results import Packet, Step, Trace, count
from diagrams.chart_page import Page, numbered
from diagrams.chart_settling import chart
from diagrams.chart_sheet import heading_lines, sheet, step_text
from diagrams.drawable import Draft
from diagrams.flights import Fate, flights
from diagrams.picture import Picture
from diagrams.style import CHART_LETTER

MOST_MESSAGES = 12
"""Messages that a page shows."""
HIGHEST = 512.0
"""Points that a chart may be high with its heading, so that it fits on a page of 520."""
_HEADING_ROW = 10.0


def charts(
    trace: Trace, title: str = "", said: Sequence[str] = (), names: Sequence[str] | None = None, noun: str = "step"
) -> tuple[Picture, ...]:
    """The sequence chart, one picture a page; on each page the heading and the states are repeated.

    ``title`` and the sentences ``said`` stand above it, else the title of the trace and its number of steps.
    ``names``: what the steps are called (by default they are counted), each being a ``noun``; one without a name has no
    circle.  A message that is in flight where a page ends comes in from above on the next.
    """
    called = numbered(trace) if names is None else names
    title = title or f"{trace.title or 'A run'}: {_counted(called, noun)}"
    pages = _pages(Page(trace, called, 0, len(trace.steps)), (title, *said))
    if len(pages) == 1:
        return (_picture(pages[0], title, said, noun),)
    return tuple(
        _picture(page, f"{title}, page {place} of {len(pages)}: {noun}s {_first_and_last(page)}", said, noun)
        for place, page in enumerate(pages, start=1)
    )


def _first_and_last(page: Page) -> str:
    shown = [name for name in page.names[page.begin : page.end] if name]
    return f"{shown[0]} to {shown[-1]}"


def _pages(whole: Page, said: Sequence[str]) -> list[Page]:
    """As few pages as there can be, of about the same number of steps where that fits."""
    bounds = [0]
    while bounds[-1] < whole.end:
        bounds.append(_longest(whole, bounds[-1], said))
    number = len(bounds) - 1
    even = [whole.end * place // number for place in range(number + 1)] if number else [0, 0]
    pages = [_part(whole, *pair) for pair in pairwise(even)]
    return pages if all(_fits(page, said) for page in pages) else [_part(whole, *pair) for pair in pairwise(bounds)]


def _part(whole: Page, begin: int, end: int) -> Page:
    return replace(whole, begin=begin, end=end)


def _longest(whole: Page, begin: int, said: Sequence[str]) -> int:
    """The end of the longest page from there that fits; of one step at least."""
    if _fits(_part(whole, begin, whole.end), said):
        return whole.end
    low, high = begin + 1, whole.end
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _fits(_part(whole, begin, middle), said) else (low, middle)
    return low


def _fits(page: Page, said: Sequence[str]) -> bool:
    messages = sum(len(step.sent) for step in page.trace.steps)
    if messages > MOST_MESSAGES:
        return False
    heading = sum(len(heading_lines(sentence)) for sentence in (*said, *_captions(page)))
    return chart(page).bottom + _HEADING_ROW * heading <= HIGHEST


def _picture(page: Page, title: str, said: Sequence[str], noun: str) -> Picture:
    caption = (*said, *_captions(page))
    return Picture(
        title=title,
        said=lambda: caption,
        boxes=0,
        size=_counted(page.names[page.begin : page.end], noun),
        drafts=(Draft(lambda: sheet(page, chart(page), (title, *caption))),),
        twin=lambda: "\n".join(_told(page)),
        engine="neato",
        letter=CHART_LETTER,
    )


def _counted(names: Sequence[str], noun: str) -> str:
    """How many steps have these names."""
    return count(len([name for name in names if name]), noun)


def _captions(page: Page) -> Iterator[str]:
    trace = page.trace
    if trace.start.in_flight:
        yield f"In flight before: {_listed(trace, 0)}."
    if trace.steps and trace.steps[-1].after.in_flight:
        where = "at the end" if page.last else "where it continues"
        yield f"In flight {where} (dotted): {_listed(trace, len(trace.steps))}."


def _listed(trace: Trace, steps: int) -> str:
    return ", ".join(f"{packet.text} to {packet.to}" for packet in trace.points()[steps].in_flight)


def _told(page: Page) -> Iterator[str]:
    """The chart in words, a step a line."""
    trace = page.trace
    yield f"  0. A {trace.start.a.state}, B {trace.start.b.state}" if page.first else "     …"
    fates: dict[tuple[int | None, int], Fate] = {
        (flight.sent_at, flight.place): flight.fate for flight in flights(trace) if not flight.copy
    }
    for number, step in enumerate(trace.steps, start=1):
        sent = [_sent(packet, fates[number, place]) for place, packet in enumerate(step.sent)]
        name = f"{page.name(number):>3}." if page.name(number) else "    "
        yield f"{name} " + "; ".join([step_text(step), *_changed(step), *sent])
        if trace.violates_at == number:
            yield f"     VIOLATED from step {page.name(number)} on"
    if trace.loop is not None:
        yield f"     {page.again()}"


def _sent(packet: Packet, fate: Fate) -> str:
    """``sends <SEQ=90><CTL=SYN>``; what is delivered or lost is said where that happens."""
    return f"sends {packet.text}" + ("" if fate in ("delivered", "lost") else f" ({fate})")


def _changed(step: Step) -> list[str]:
    return [f"{path} {old} → {new}" for path, old, new in step.changes()]
