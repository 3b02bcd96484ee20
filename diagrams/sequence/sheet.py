"""The DOT text of a sequence chart: every place pinned, so that each renderer draws the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checker.languages.speech import tr
from checker.languages.wide_text import is_wide
from checker.results.runs import End, EndPoint, Step
from diagrams.rendering.dot import Sheet
from diagrams.rendering.letters import short_name, shorten, width
from diagrams.rendering.pinned import WIDTH, at, heading_lines, inches, sized, taken
from diagrams.rendering.style import (
    BARE,
    BOXES,
    CHART_LETTER as LETTER,
    CROSS,
    IDLE,
    LINES,
    PINNED,
    POINT,
    SEGMENT,
    STEP,
    Attributes,
    Role,
)
from diagrams.sequence.page import Page
from diagrams.sequence.parts import (
    BESIDE,
    FORGED_AT,
    LINE_AT,
    OUTSIDE,
    ROW,
    TICK_AT,
    Band,
    Chart,
    MessageLine,
    Place,
    Stop,
)

_CIRCLE = 13.0
_STATE_HIGH = 12.0
_NAME = 150.0
TICK = "tick"


def sheet(page: Page, chart: Chart, said: Iterable[str]) -> str:
    """The DOT text."""
    paper = Sheet(heading_lines(said, LETTER), PINNED, LETTER)
    put(page, chart, Half(paper))
    return paper.source


@dataclass(frozen=True, slots=True)
class Half:
    """Where a chart stands on a sheet: so far to the right, what it is made of told from what others are made of."""

    sheet: Sheet
    name: str = ""
    right: float = 0.0

    def node(self, name: str, lines: Iterable[str], tip: str, place: Place, *kinds: Attributes) -> None:
        """A node with its middle there."""
        self.sheet.node(self.name + name, lines, tip, *kinds, self._at(place))

    def point(self, name: str, place: Place, tip: str) -> None:
        """A place that is not seen, for a line to end at."""
        self.sheet.point(self.name + name, tip, POINT, self._at(place))

    def edge(self, tail: str, head: str, tip: str, *kinds: Attributes) -> None:
        """A line between two nodes."""
        self.sheet.edge(self.name + tail, self.name + head, (), tip, *kinds)

    def _at(self, place: Place) -> Attributes:
        return at((place[0] + self.right, place[1]))


def put(page: Page, chart: Chart, paper: Half) -> None:
    """Draw a chart there."""
    _Drawing(page, chart, paper)


class _Drawing:
    """One chart being written."""

    def __init__(self, page: Page, chart: Chart, paper: Half) -> None:
        self._page, self._chart, self._paper = page, chart, paper
        self._draw_heads()
        # What is drawn later lies on top: no label may cover the number of a step.
        for number, line in enumerate(chart.lines):
            self._write_label(f"message {number}", line)
        for stop in chart.stops:
            self._draw_stop(stop)
        for number, line in enumerate(chart.lines):
            self._draw_line(f"message {number}", line)
        self._draw_lifelines()
        for band in chart.bands:
            self._draw_band(band)
        if len([band for band in chart.bands if band.name.startswith("loop")]) == 2:
            self._paper.edge("loop ends left", "loop begins left", page.again(), LINES["loop"])

    def _draw_heads(self) -> None:
        start = self._page.trace.start
        for (end, x), name in zip(LINE_AT.items(), self._page.trace.ends, strict=True):
            self._text(f"head {end}", [shorten(name, _NAME, LETTER)], (x, 6.0), f"the lifeline of {name}")
        role: Role = "start" if self._page.first else "ordinary"
        for end in LINE_AT:
            if start.end(end).state:  # of a captured end it may not be known
                self._state(f"start {end}", end, start.end(end).state, 21.0, role, _told(end, start.end(end)))

    def _draw_stop(self, stop: Stop) -> None:
        number = _node(stop)
        tip = _step_words(number, stop.step)
        where = (self._cross_of(stop), stop.y) if stop.step.action == "lose" else (LINE_AT[stop.step.end], stop.y)
        if stop.step.action == "tick":
            self._draw_tick(stop)
        if stop.step.action == "forge":
            where = (FORGED_AT, stop.y)
            self._text(
                f"{number}, attacker",
                [tr("attacker")],
                (FORGED_AT + _CIRCLE + width(tr("attacker"), LETTER) / 2, stop.y),
                tip,
            )
        self._draw_number(stop, where, tip)
        side = -1 if stop.step.end == "A" else 1
        for row, text in enumerate(stop.event):
            middle = LINE_AT[stop.step.end] + side * (BESIDE + 1.0 + taken(text, LETTER) / 2)
            self._text(f"{number}, event {row}", [text], (middle, stop.y + ROW * row), tip)
        if stop.state:
            end = stop.step.end
            told = _told(end, stop.step.after.end(end))
            self._state(f"{number}, state", end, stop.state, stop.state_y, "ordinary", told)
        if stop.peer_state:
            told = _told("B", stop.step.after.b)
            self._state(f"{number}, state of B", "B", stop.peer_state, stop.state_y, "ordinary", told)

    def _draw_number(self, stop: Stop, where: Place, tip: str) -> None:
        """The number of a step in its circle."""
        if not stop.name:
            self._point(_node(stop), where, tip)
            return
        across = max(_CIRCLE, width(stop.name, LETTER) + 4.0)
        size = {"width": inches(across), "height": inches(across)}
        self._paper.node(_node(stop), [stop.name], tip, where, STEP, size)

    def _draw_tick(self, stop: Stop) -> None:
        """A tick is a line from lifeline to lifeline."""
        name = _node(stop)
        for end, x in LINE_AT.items():
            self._point(f"{name}, tick {end}", (x, stop.y), TICK)
        self._paper.edge(f"{name}, tick A", f"{name}, tick B", TICK, LINES["lifeline"])
        self._text(f"{name}, tick", [tr(TICK)], (TICK_AT, stop.y), TICK)

    def _cross_of(self, stop: Stop) -> float:
        """Where the number of a loss stands: beside the cross of the message that it took."""
        for line in self._chart.lines:
            if line.flight.ended_at == stop.number and line.lost:
                side = 1 if line.flight.packet.to == "B" else -1
                return line.head[0] + side * (_CIRCLE + 2.0)
        return LINE_AT[stop.step.end]

    def _write_label(self, name: str, line: MessageLine) -> None:
        tip = _flight_words(line, self._page)
        self._text(f"{name} label", line.label, line.label_at, tip, SEGMENT, self._idle(line))

    def _idle(self, line: MessageLine) -> Attributes:
        return IDLE if line.flight.sent_at in self._page.idle else {}

    def _draw_line(self, name: str, line: MessageLine) -> None:
        flight, tip = line.flight, _flight_words(line, self._page)
        self._point(f"{name} leaves", line.tail, tip)
        opening = {**self._idle(line), **({"dir": "both", "arrowtail": "odot"} if line.enters else {})}
        if line.breaks:
            self._point(f"{name} breaks", line.head, tip)
            self._paper.edge(f"{name} leaves", f"{name} breaks", tip, LINES["flight"], self._idle(line))
        elif flight.fate == "delivered":
            arrives = _node(self._chart.stops[(flight.ended_at or 0) - 1])
            self._paper.edge(f"{name} leaves", arrives, tip, LINES["ordinary"], opening)
        elif flight.fate in ("lost", "too old", "no room"):
            self._draw_cross(f"{name} ends", line, tip)
            self._paper.edge(f"{name} leaves", f"{name} ends", tip, LINES["lost"], opening, {"arrowhead": "none"})
        else:
            self._point(f"{name} ends", line.head, tip)
            self._paper.edge(f"{name} leaves", f"{name} ends", tip, LINES["flight"], self._idle(line))

    def _draw_cross(self, name: str, line: MessageLine, tip: str) -> None:
        """The end of a message that is lost: a cross and the word, between them the number of the step."""
        word = {"lost": tr("lost"), "too old": tr("too old")}.get(line.flight.fate, tr("lost: no room"))
        room = _CIRCLE + 13.0 if line.flight.fate == "lost" else 10.0
        side = 1 if line.flight.packet.to == "B" else -1
        self._paper.node(name, ["✗"], tip, line.head, BARE, CROSS)
        self._text(f"{name}, word", [word], (line.head[0] + side * (room + width(word, LETTER) / 2), line.head[1]), tip)

    def _draw_lifelines(self) -> None:
        for end, x in LINE_AT.items():
            self._point(f"{end} begins", (x, 12.0), f"the lifeline of {end}")
            self._point(f"{end} ends", (x, self._chart.bottom), f"the lifeline of {end}")
            self._paper.edge(f"{end} begins", f"{end} ends", f"the lifeline of {end}", LINES["lifeline"])
        # The chart is as wide as the column, whatever stands in it.
        self._point("left edge", (0.0, 0.0), "the edge of the chart")
        self._point("right edge", (WIDTH, self._chart.bottom), "the edge of the chart")

    def _draw_band(self, band: Band) -> None:
        """A line across the chart with its words."""
        role = band.name if band.name in ("violation", "goal", "parting") else None
        tip = band.text if role else self._page.again()
        self._point(f"{band.name} left", (1.0, band.y), tip)
        self._point(f"{band.name} right", (WIDTH - 1.0, band.y), tip)
        line = LINES["trace" if role == "violation" else role or "loop"]
        self._paper.edge(f"{band.name} left", f"{band.name} right", tip, line, {"arrowhead": "none"})
        if band.text:
            bare = {**BARE, **sized(taken(band.text, LETTER) + 4.0, ROW)}
            kind = bare if role is None or role == "parting" else BOXES[role]
            self._paper.node(band.name, [band.text], tip, (band.x, band.y), kind)

    def _state(self, name: str, end: End, state: str, y: float, role: Role, tip: str) -> None:
        side = -1 if end == "A" else 1
        x = LINE_AT[end] + side * (BESIDE + OUTSIDE / 2 - 2.0)
        size = {"width": inches(OUTSIDE - 4.0), "height": inches(_STATE_HIGH), "fixedsize": "true"}
        room = OUTSIDE - (12.0 if is_wide(state) else 6.0)  # Chinese letters are drawn wider than they say
        self._paper.node(name, [short_name(state, room, LETTER)], tip, (x, y), BOXES[role], size)

    def _text(self, name: str, lines: list[str], place: Place, tip: str, *kinds: Attributes) -> None:
        self._paper.node(name, lines, tip, place, BARE, *kinds)

    def _point(self, name: str, place: Place, tip: str) -> None:
        self._paper.point(name, place, tip)


def _node(stop: Stop) -> str:
    """What the point of a step is called."""
    return f"step {stop.name}" if stop.name else f"arrival {stop.number}"


def _told(end: End, point: EndPoint) -> str:
    values = "".join(f", {name} {value}" for name, value in point.values)
    return f"{end} {point.state}{values}"


def _step_words(called: str, step: Step) -> str:
    rows = ", ".join(f"{row.name} {row.rfc}".strip() for row in (*step.rows, *step.peer_rows))
    changes = ", ".join(f"{path} {old} → {new}" for path, old, new in step.changes())
    return "; ".join(part for part in (f"{called}: {step_text(step)}", rows, changes) if part)


def step_text(step: Step) -> str:
    """What happens in a step: ``B rcv <SEQ=90><CTL=SYN>``."""
    if step.action == "tick":
        return "; ".join([TICK, *(f"{packet.text} is too old" for packet in step.expired)])
    if step.packet is None:
        return f"{step.end} {step.event}"
    if step.action == "forge":
        return tr("an attacker sends {segment} to {end}").format(segment=step.packet.text, end=step.packet.to)
    if step.action == "lose":
        return tr("the channel loses {segment}").format(segment=step.packet.text)
    copy, one = tr("{end} rcv a copy of {segment}"), tr("{end} rcv {segment}")
    return (copy if step.action == "duplicate" else one).format(end=step.end, segment=step.packet.text)


def _flight_words(line: MessageLine, page: Page) -> str:
    flight = line.flight
    sender = "an attacker" if flight.forged else flight.packet.sender
    sent = " before the first step" if flight.sent_at is None else _in_step(page.name(flight.sent_at))
    ended = _in_step(page.name(flight.ended_at)) if flight.ended_at is not None else ""
    return f"{flight.packet.text} from {sender} to {flight.packet.to}, sent{sent}, {flight.fate}{ended}"


def _in_step(name: str) -> str:
    return f" in step {name}" if name else ""
