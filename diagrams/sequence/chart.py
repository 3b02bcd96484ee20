"""The sequence chart of a run: one lifeline an end, time down, drawn at the width of a column (345 points of TeX)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from checker.languages.counts import counted
from checker.languages.speech import tr
from checker.results.answers import Answer, Verdict
from checker.results.runs import Packet, Step, Trace
from checker.results.wording import in_brackets, outcome
from diagrams.rendering.drawable import Draft
from diagrams.rendering.paper import PAGE, SLIDE, Box
from diagrams.rendering.picture import Picture
from diagrams.rendering.pinned import CHART_WIDTH, heading_lines
from diagrams.rendering.style import CHART_LETTER, MONO_LETTER
from diagrams.sequence.flights import Fate, flights
from diagrams.sequence.other_texts import chart_texts
from diagrams.sequence.page import Page, numbered
from diagrams.sequence.places import violated_from
from diagrams.sequence.settling import chart
from diagrams.sequence.sheet import sheet, step_text
from diagrams.sequence.slides import revealed

MOST_MESSAGES = 12
"""Messages that a page of LaTeX shows; a higher one more."""
_EDGES = 16.0
_HEADING_ROW = 10.0


@dataclass(frozen=True, slots=True)
class _Series:
    """What the pages of a chart have in common."""

    said: tuple[str, ...]
    noun: str
    box: Box

    @property
    def highest(self) -> float:
        """Points that a chart may be high with its heading, before it is made as narrow as the box."""
        return self.box.height * max(1.0, CHART_WIDTH / self.box.width) - _EDGES

    def heading(self, page: Page, title: str) -> tuple[str, ...]:
        """What stands above a page: on a slide, which has no room, the title and the first sentence."""
        return (title, *self.said[:1]) if self.box == SLIDE else (title, *self.said, *_captions(page))

    def fits(self, page: Page, title: str) -> bool:
        """Whether a page of these steps is not too high."""
        if sum(len(step.sent) for step in page.trace.steps) > MOST_MESSAGES * max(1.0, self.highest / PAGE.height):
            return False
        part = "" if page.first and page.last else f" (page 10 of 10: {self.noun}s 100 to 100)"
        heading = heading_lines(self.heading(page, title + part), CHART_LETTER)
        return chart(page).bottom + _HEADING_ROW * len(heading) <= self.highest


def charts(
    trace: Trace,
    title: str = "",
    said: Sequence[str] = (),
    names: Sequence[str] | None = None,
    noun: str = "step",
    goal: bool = False,
    box: Box = PAGE,
    idle: Sequence[int] = (),
) -> tuple[Picture, ...]:
    """The sequence chart, one picture a page; on each page the heading and the states are repeated.

    ``title`` and the sentences ``said`` stand above it, else the title of the trace and its number of steps.
    ``names``: what the steps are called (by default they are counted), each being a ``noun``; one without a name has no
    circle.  ``goal``: the run ends where it was to lead, which a line says.  A message that is in flight where a page
    ends comes in from above on the next.  In a ``box`` that is a slide each step has a page, with those before it.
    ``idle``: the steps, counted from 1, whose messages nothing depends on.
    """
    called = numbered(trace) if names is None else names
    title = title or f"{tr(trace.title or 'A run')}: {_counted(called, noun)}"
    series = _Series(tuple(said), noun, box)
    pages = _pages(Page(trace, called, 0, len(trace.steps), goal, idle=idle), title, series)
    titles = (
        [title] * len(pages)
        if len(pages) == 1 or box == SLIDE
        else [_of_pages(title, place, len(pages), noun, page) for place, page in enumerate(pages, start=1)]
    )
    pictures = (
        _picture(shown, called, series)
        for page, called in zip(pages, titles, strict=True)
        for shown in (_revealed(page) if box == SLIDE else (page,))
    )
    again = partial(charts, trace, title, said, names, noun, goal, idle=idle)
    return tuple(replace(one, series=_no_pages if place else again) for place, one in enumerate(pictures))


def answer_charts(answer: Answer, model: str = "", more: Sequence[str] = ()) -> tuple[Picture, ...]:
    """The chart of an answer's run under its verdict, its sentence and what more is said, in the reader's language."""
    assert answer.trace is not None
    title = tr("{model}, {property}: {outcome}") if model else "{property}: {outcome}"
    title = title.format(model=model, property=answer.property, outcome=outcome(answer))
    said = [tr("{about}.").format(about=tr(answer.about)), *more]
    return charts(answer.trace, title, said, goal=answer.verdict is Verdict.POSSIBLE)


def _no_pages(box: Box) -> tuple[Picture, ...]:
    return ()


def _of_pages(title: str, place: int, pages: int, noun: str, page: Page) -> str:
    shown = [name for name in page.names[page.begin : page.end] if name]
    nouns = f"{noun}s"
    said = tr("{title} (page {place} of {pages}: {steps} {first} to {last})")
    return said.format(title=title, place=place, pages=pages, steps=tr(nouns), first=shown[0], last=shown[-1])


def _revealed(page: Page) -> Iterator[Page]:
    """The page with its first step alone, with the first two, and so on."""
    steps = page.end - page.begin
    yield from (replace(page, shown=shown) for shown in range(min(1, steps), steps + 1))


def _pages(whole: Page, title: str, series: _Series) -> list[Page]:
    """As few pages as there can be, of about the same number of steps where that fits."""
    bounds = [0]
    while bounds[-1] < whole.end:
        bounds.append(_longest(whole, bounds[-1], title, series))
    number = len(bounds) - 1
    even = [whole.end * place // number for place in range(number + 1)] if number else [0, 0]
    pages = [_part(whole, *pair) for pair in pairwise(even)]
    if all(series.fits(page, title) for page in pages):
        return pages
    return [_part(whole, *pair) for pair in pairwise(bounds)]


def _part(whole: Page, begin: int, end: int) -> Page:
    return replace(whole, begin=begin, end=end, idle=[step - begin for step in whole.idle])


def _longest(whole: Page, begin: int, title: str, series: _Series) -> int:
    """The end of the longest page from there that fits; of one step at least."""
    if series.fits(_part(whole, begin, whole.end), title):
        return whole.end
    low, high = begin + 1, whole.end
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if series.fits(_part(whole, begin, middle), title) else (low, middle)
    return low


def _picture(page: Page, title: str, series: _Series) -> Picture:
    caption, heading = (*series.said, *_captions(page)), series.heading(page, title)
    return Picture(
        title=title,
        said=lambda: caption,
        boxes=0,
        size=_counted(page.names[page.begin : page.end], series.noun),
        drafts=(Draft(lambda: sheet(page, revealed(page, chart(page)), heading)),),
        twin=lambda: "\n".join(told(page)),
        spoken=lambda: map(str.strip, told(page, brief=True)),
        engine="neato",
        letter=MONO_LETTER,
        texts=chart_texts(page, title),
    )


def _counted(names: Sequence[str], noun: str) -> str:
    """How many steps have these names."""
    return counted(len([name for name in names if name]), noun)


def _captions(page: Page) -> Iterator[str]:
    trace = page.trace
    if trace.start.in_flight:
        yield tr("In flight before: {segments}.").format(segments=_listed(trace, 0))
    if trace.steps and trace.steps[-1].after.in_flight:
        end, on = (
            tr("In flight at the end (dotted): {segments}."),
            tr("In flight where it continues (dotted): {segments}."),
        )
        yield (end if page.last else on).format(segments=_listed(trace, len(trace.steps)))


def _listed(trace: Trace, steps: int) -> str:
    to = tr("{segment} to {end}")
    flying = trace.points()[steps].in_flight
    return tr(", ").join(to.format(segment=packet.text, end=packet.to) for packet in flying)


def told(page: Page, brief: bool = False) -> Iterator[str]:
    """The chart in words, a step a line; ``brief``: of what changes the states alone."""
    trace = page.trace
    yield f"  0. A {trace.start.a.state}, B {trace.start.b.state}" if page.first else "     …"
    fates: dict[tuple[int | None, int], Fate] = {
        (flight.sent_at, flight.place): flight.fate for flight in flights(trace) if not flight.copy
    }
    for number, step in enumerate(trace.steps[: page.shown], start=1):
        sent = [_sent(packet, fates[number, place]) for place, packet in enumerate(step.sent)]
        name = f"{page.name(number):>3}." if page.name(number) else "    "
        yield f"{name} " + "; ".join([step_text(step), *_changed(step, brief), *sent])
        if trace.violates_at == number:
            yield f"     {violated_from(page.name(number))}"
    if page.shown is not None and page.shown < len(trace.steps):
        return
    if trace.loop is not None:
        yield f"     {page.again()}"
    if page.goal and page.last:
        yield "     " + tr("the goal is reached")


def _sent(packet: Packet, fate: Fate) -> str:
    """``sends <SEQ=90><CTL=SYN>``; what is delivered or lost is said where that happens."""
    sent = tr("sends {segment}").format(segment=packet.text)
    return sent + ("" if fate in ("delivered", "lost") else in_brackets(tr(fate)))


def _changed(step: Step, brief: bool) -> list[str]:
    changes = [change for change in step.changes() if not brief or change[0].endswith(".state")]
    return [f"{path} {old} → {new}" for path, old, new in changes]
