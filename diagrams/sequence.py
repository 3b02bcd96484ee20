"""The sequence chart of a trace: one lifeline an end, time down, drawn at the width of a column (345 pt)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.results import Packet, Step, Trace, count
from diagrams.chart_settling import chart
from diagrams.chart_sheet import sheet, step_text
from diagrams.drawable import Draft
from diagrams.flights import Fate, flights
from diagrams.picture import Picture
from diagrams.style import CHART_LETTER

MOST_MESSAGES = 12
"""Messages that a page shows."""
HIGHEST = 470.0
"""Points that a chart may be high, its heading not counted, so that it fits on a page of 520."""


def charts(trace: Trace) -> tuple[Picture, ...]:
    """The sequence chart, one picture a page; on each page the heading and the states are repeated.

    A message that is in flight where a page ends comes in from above on the next.
    """
    bounds = list(_pages(trace))
    return tuple(_page(trace, begin, end, place, len(bounds)) for place, (begin, end) in enumerate(bounds, start=1))


def _pages(trace: Trace) -> Iterator[tuple[int, int]]:
    """The first step of each page and the step after its last, counted from 0."""
    begin = 0
    for end in range(1, len(trace.steps) + 1):
        if end > begin + 1 and not _fits(trace, begin, end):
            yield begin, end - 1
            begin = end - 1
    yield begin, len(trace.steps)


def _fits(trace: Trace, begin: int, end: int) -> bool:
    messages = sum(len(step.sent) for step in trace.steps[begin:end])
    return messages <= MOST_MESSAGES and chart(_part(trace, begin, end)).bottom <= HIGHEST


def _part(trace: Trace, begin: int, end: int) -> Trace:
    """Some steps of the trace as a trace of its own."""
    last = end == len(trace.steps)
    violates = trace.violates_at
    here = violates is not None and (begin < violates <= end or violates == begin == 0)
    return replace(
        trace,
        start=trace.points()[begin],
        steps=trace.steps[begin:end],
        violates_at=violates - begin if violates is not None and here else None,
        loop=max(trace.loop - begin, 0) if trace.loop is not None and last else None,
    )


def _page(trace: Trace, begin: int, end: int, place: int, pages: int) -> Picture:
    part = _part(trace, begin, end)
    title = f"{trace.title or 'A run'}: {count(len(trace.steps), 'step')}"
    if pages > 1:
        title += f", page {place} of {pages}: steps {begin + 1} to {end}"
    caption = tuple(_captions(part, continued=end < len(trace.steps)))
    return Picture(
        title=title,
        said=lambda: caption,
        boxes=0,
        size=count(end - begin, "step"),
        drafts=(Draft(lambda: sheet(part, chart(part, begin + 1), (title, *caption), begin + 1)),),
        twin=lambda: "\n".join(_told(part, begin + 1)),
        engine="neato",
        letter=CHART_LETTER,
    )


def _captions(part: Trace, continued: bool) -> Iterator[str]:
    if part.start.in_flight:
        yield f"In flight before: {_listed(part, 0)}."
    if part.steps and part.steps[-1].after.in_flight:
        where = "where it continues" if continued else "at the end"
        yield f"In flight {where} (dotted): {_listed(part, len(part.steps))}."


def _listed(part: Trace, steps: int) -> str:
    return ", ".join(f"{packet.text} to {packet.to}" for packet in part.points()[steps].in_flight)


def _told(part: Trace, first: int) -> Iterator[str]:
    """The chart in words, a step a line."""
    yield f"  0. A {part.start.a.state}, B {part.start.b.state}" if first == 1 else "     …"
    fates: dict[tuple[int | None, int], Fate] = {
        (flight.sent_at, flight.place): flight.fate for flight in flights(part) if not flight.copy
    }
    for number, step in enumerate(part.steps, start=1):
        sent = [_sent(packet, fates[number, place]) for place, packet in enumerate(step.sent)]
        yield f"{first + number - 1:>3}. " + "; ".join([step_text(step), *_changed(step), *sent])
        if part.violates_at == number:
            yield f"     VIOLATED from step {first + number - 1} on"
    if part.loop is not None:
        last = first + len(part.steps) - 1
        yield f"     {again(first + part.loop, last)}"


def again(first: int, last: int) -> str:
    """Which steps repeat.

    >>> again(2, 3), again(3, 3), again(4, 3)
    ('steps 2 to 3 repeat for ever', 'step 3 repeats for ever', 'stays so for ever')
    """
    if first > last:
        return "stays so for ever"
    return f"step {last} repeats for ever" if first == last else f"steps {first} to {last} repeat for ever"


def _sent(packet: Packet, fate: Fate) -> str:
    """``sends <SEQ=90><CTL=SYN>``; what is delivered or lost is said where that happens."""
    return f"sends {packet.text}" + ("" if fate in ("delivered", "lost") else f" ({fate})")


def _changed(step: Step) -> list[str]:
    return [f"{path} {old} → {new}" for path, old, new in step.changes()]
