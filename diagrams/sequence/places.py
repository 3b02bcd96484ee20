"""Where everything of a sequence chart stands: steps from the top, each as high as its labels let it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.languages.speech import tr
from checker.results.runs import End, Step
from diagrams.rendering.letters import shorten, width, wrap
from diagrams.rendering.style import CHART_LETTER as LETTER, MONO_LETTER
from diagrams.sequence.flights import Flight
from diagrams.sequence.page import Page
from diagrams.sequence.parts import (
    BESIDE,
    BETWEEN,
    FORGED_AT,
    LINE_AT,
    OUTSIDE,
    ROW,
    WAYS,
    Band,
    Chart,
    MessageLine,
    Place,
    Room,
    Stop,
    Wishes,
)

_HEAD = 34.0
_TAIL, _NEXT, _MARK, _ABOVE = 17.0, 16.0, 20.0, 17.0
_BEFORE, _STEP, _OLD = 40.0, 12.0, 11.0
_STUB, _ENTRY = 0.25, 0.42  # apart, so that no message seems to go on as another


def settled(page: Page, every: Sequence[Flight], wishes: Wishes) -> Chart:
    """Everything in its place but the labels; ``every`` are the messages that are drawn."""
    trace = page.trace
    stops = _stops(page, every, wishes)
    lines = list(_lines(every, stops, wishes, page))
    bottom = _bottom(stops, lines)
    bands: list[Band] = []
    if page.parts is not None:
        bottom, y = _mark(stops, page.parts - 1, bottom, _above(page, every, page.parts, wishes))
        bands.append(Band("parting", y, ""))
    if (at := trace.violates_at) is not None:
        bottom, y = _mark(stops, at, bottom, _above(page, every, at + 1, wishes))
        below = (at == trace.loop) + (at + 1 == page.parts)  # the lines of the loop and of the parting
        y -= _MARK * below if at < len(stops) else 0.0
        bands.append(Band("violation", y, violated_from(page.name(at) if at else "")))
    if trace.loop is not None:
        bottom, y = _mark(stops, trace.loop, bottom, _above(page, every, trace.loop + 1, wishes))
        if trace.loop == len(stops):
            bands.append(Band("stop", y, f"∞ {page.again()}"))
        else:
            y -= _MARK * (trace.loop + 1 == page.parts)
            bands.append(Band("loop begins", y, tr("∞ from here")))
            bottom, y = _mark(stops, len(stops), bottom)
            bands.append(Band("loop ends", y, _back_to(page.name(trace.loop + 1))))
    if page.goal and page.last:
        bottom, y = _mark(stops, len(stops), bottom)
        bands.append(Band("goal", y, tr("the goal is reached")))
    return Chart(stops, lines, bands, bottom)


def violated_from(step: str) -> str:
    """``VIOLATED from step 2 on``; of no step: at the start."""
    return tr("VIOLATED from step {step} on").format(step=step) if step else tr("VIOLATED at the start")


def _back_to(step: str) -> str:
    return tr("repeats for ever: back to step {step}").format(step=step)


def _mark(stops: Sequence[Stop], steps: int, bottom: float, above: float = 0.0) -> tuple[float, float]:
    """The bottom of the chart, and the height of a line under so many steps; ``above``: room for what comes next."""
    if steps < len(stops):
        return bottom, stops[steps].y - _ABOVE - above
    return bottom + 2 * ROW, bottom + ROW


def parting_room(chart: Chart) -> float:
    """How far above its step the line stands at which two runs part; nothing where there is none."""
    found = [band.y for band in chart.bands if band.name == "parting"]
    below = [stop.y - y for y in found for stop in chart.stops if stop.y > y]
    return min(below, default=_ABOVE) - _ABOVE


def _stops(page: Page, every: Sequence[Flight], wishes: Wishes) -> list[Stop]:
    trace, stops = page.trace, list[Stop]()
    y, free = _HEAD + 8.0, dict.fromkeys(LINE_AT, _HEAD)
    for number, step in enumerate(trace.steps, start=1):
        sent = [place for place, each in enumerate(every) if each.sent_at == number and not each.copy]
        ways = [WAYS[wishes.way[place]] for place in sent]
        y += (
            _mark_above(page, number, every, wishes)
            + _entrance(every, number, wishes)
            + sum(way.above for way in ways[:1])
        )
        y += _OLD if step.expired else 0.0
        lowest = [
            page.floor(number),
            *(free[end] for end in _ends(step)),
            *_below_marks(page, number, every, wishes, free),
        ]
        stop = _stop(page.name(number), number, step, max(y, *lowest))
        y = stop.y
        for place, way in zip(sent, ways, strict=True):
            y += way.above if place != sent[0] else 0.0
            # who forged it is named where its label would be
            y += _TAIL + ROW * (len(_label(every[place], way.tall)) - 1 + (step.action == "forge"))
            stop.tails.append(y)
            y += way.below
        y += _NEXT
        free.update(dict.fromkeys(_ends(step), stop.bottom + 6.0))
        stops.append(stop)
    return stops


def _ends(step: Step) -> tuple[End, ...]:
    """Where it happens: at both ends in a tick."""
    return tuple(LINE_AT) if step.action == "tick" else (step.end,)


def _mark_above(page: Page, number: int, every: Sequence[Flight], wishes: Wishes) -> float:
    """Room above a step for the lines across that stand there, and below them for a message that comes in."""
    marks = _marks(page, number)
    return _MARK * marks + (_above(page, every, number, wishes) if marks else 0.0)


def _marks(page: Page, number: int) -> int:
    """How many lines across stand above a step."""
    trace = page.trace
    return (trace.violates_at == number - 1) + (trace.loop == number - 1) + (page.parts == number)


def _below_marks(
    page: Page, number: int, every: Sequence[Flight], wishes: Wishes, free: Mapping[End, float]
) -> Iterator[float]:
    """Where a step stands at least below whose lines across there is what either end had before."""
    if marks := _marks(page, number):
        yield max(free.values()) + 2.0 + _ABOVE + _above(page, every, number, wishes) + _MARK * (marks - 1)


def _above(page: Page, every: Sequence[Flight], number: int, wishes: Wishes) -> float:
    """Room between a step and the line across above it, of which the line at which two runs part may want more."""
    return max(_above_entrance(every, number, wishes), page.parts_room if page.parts == number else 0.0)


def _above_entrance(every: Sequence[Flight], number: int, wishes: Wishes) -> float:
    """How high a message that comes in at a step begins above it, its label included."""
    coming = [every[place] for place in _coming(every, number, wishes)]
    return max((_BEFORE + ROW * (1 + len(_text(flight, tall=False))) + 4.0 for flight in coming), default=0.0)


def _entrance(every: Sequence[Flight], number: int, wishes: Wishes) -> float:
    """Room above a step for a message that comes in from between the lifelines."""
    return sum(8.0 + _STEP * wishes.entry[place] for place in _coming(every, number, wishes))


def _coming(every: Sequence[Flight], number: int, wishes: Wishes) -> list[int]:
    """The places of the messages that end in a step and come in from between the lifelines."""
    places = [place for place, flight in enumerate(every) if flight.ended_at == number]
    return [place for place in places if every[place].sent_at is None or every[place].copy or place in wishes.broken]


def _stop(name: str, number: int, step: Step, y: float) -> Stop:
    tick = step.action == "tick"
    event = wrap(step.event, OUTSIDE, LETTER) if step.event and not tick else []
    state = _new_state(step, step.end) if step.action not in ("lose", "forge") else ""
    return Stop(name, number, step, y, event, state, _new_state(step, "B") if tick else "")


def _new_state(step: Step, end: End) -> str:
    """The state that an end changes to; empty where it stays."""
    old, new = step.before.end(end).state, step.after.end(end).state
    return new if new != old else ""


def _end_of(flight: Flight, stops: Sequence[Stop]) -> float | None:
    """The height where it ends; what becomes too old does so just above the line of the tick."""
    if flight.ended_at is None:
        return None
    return stops[flight.ended_at - 1].y - (_OLD if flight.fate == "too old" else 0.0)


def _lines(every: Sequence[Flight], stops: Sequence[Stop], wishes: Wishes, page: Page) -> Iterator[MessageLine]:
    for place, flight in enumerate(every):
        end = _end_of(flight, stops)
        if flight.sent_at is None:
            yield _entering(flight, end or 0.0, tr("(sent before)") if page.first else tr("(from above)"))
        elif flight.copy:
            yield _entering(flight, end or 0.0, tr("(duplicate)"))
        else:
            yield _leaving(flight, stops[flight.sent_at - 1], end, WAYS[wishes.way[place]], place in wishes.broken)
        if place in wishes.broken and flight.sent_at is not None:
            name = page.name(flight.sent_at)
            yield _entering(
                flight, end or 0.0, tr("(from step {step})").format(step=name) if name else tr("(from above)")
            )


def _entering(flight: Flight, end: float, word: str) -> MessageLine:
    tail = (_between(flight, _ENTRY), max(_HEAD + 8.0, end - _BEFORE))
    return MessageLine(flight, tail, _head(flight, tail, end), [*_text(flight, tall=False), word], enters=True)


def _leaving(flight: Flight, stop: Stop, end: float | None, way: Room, breaks: bool) -> MessageLine:
    tail = (FORGED_AT if flight.forged else _between(flight, 0.0), stop.tails[flight.place])
    head = (_towards(flight, tail, _STUB), tail[1] + 8.0) if breaks else _head(flight, tail, end)
    far = way.far and not breaks and flight.fate == "delivered"
    return MessageLine(flight, tail, head, _label(flight, way.tall), breaks=breaks, far=far)


def _head(flight: Flight, tail: Place, end: float | None) -> Place:
    if flight.fate == "delivered":
        return _between(flight, 1.0), end if end is not None else tail[1]
    part = 0.58 if flight.fate in ("lost", "too old") else _STUB
    return _towards(flight, tail, part), end if end is not None else tail[1] + 8.0


def _towards(flight: Flight, tail: Place, part: float) -> float:
    """So far from its tail, which of a forged one is in the middle, to the receiver's lifeline."""
    return tail[0] + (LINE_AT[flight.packet.to] - tail[0]) * part


def _between(flight: Flight, part: float) -> float:
    """So far from the sender's lifeline to the receiver's."""
    sender, receiver = LINE_AT[flight.packet.sender], LINE_AT[flight.packet.to]
    return sender + (receiver - sender) * part


def _label(flight: Flight, tall: bool) -> list[str]:
    return _text(flight, tall) + ([tr("(already in flight)")] if flight.fate == "already in flight" else [])


def _text(flight: Flight, tall: bool) -> list[str]:
    """The message in one line, or where room is scarce and that would help, in two."""
    text, most = flight.packet.text, BETWEEN - 2 * BESIDE
    long = width(text, MONO_LETTER, mono=True)
    return _two_lines(text, most) if long > most or (tall and long > most / 2) else [text]


def _two_lines(text: str, most: float) -> list[str]:
    """``<SEQ=300><ACK=101>`` and ``<CTL=SYN,ACK>``; other texts at a space, or cut."""
    before, mark, after = text.partition("<CTL=")
    room = most / 2 if " " in text else most
    parts = [before, mark + after] if before and mark else wrap(text, room, MONO_LETTER, mono=True)
    return [shorten(part, most, MONO_LETTER, mono=True) for part in (parts[0], " ".join(parts[1:])) if part]


def _bottom(stops: Sequence[Stop], lines: Sequence[MessageLine]) -> float:
    lowest = [_HEAD + 10.0, *(stop.bottom for stop in stops), *(line.head[1] + 6.0 for line in lines)]
    return max([*lowest, *(tail + 6.0 for stop in stops for tail in stop.tails)])
