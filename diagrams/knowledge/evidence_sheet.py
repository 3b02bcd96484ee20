"""The DOT text of a chain of runs, each of which looks the same as the one before it to one end."""

from __future__ import annotations

from collections.abc import Iterable

from checker.knowledge.answers import Evidence
from checker.results.runs import End
from diagrams.knowledge.evidence_places import WORDS, Panel, panels
from diagrams.rendering.letters import shorten
from diagrams.rendering.pinned import WIDTH, Pinned, Place, heading_lines, sized
from diagrams.rendering.style import BARE, CHART_LETTER as LETTER, CROSS, LINES, SAME, SEGMENT, STEP, LineRole
from diagrams.sequence.flights import Flight
from diagrams.sequence.sheet import step_text

UNLIKE = "≠"
_CIRCLE = 13.0
_ENDS: tuple[End, End] = ("A", "B")


def sheet(found: Evidence, said: Iterable[str]) -> str:
    """The DOT text of the runs under these sentences."""
    title = heading_lines(said, LETTER)
    paper = Pinned(title, LETTER)
    made = panels(found)
    for panel in made:
        _Panel(paper, panel).draw()
    paper.point("left edge", (0.0, 0.0), "the edge of the picture")
    paper.point("right edge", (WIDTH, made[-1].bottom), "the edge of the picture")
    return paper.source


class _Panel:
    """One run being drawn."""

    def __init__(self, paper: Pinned, panel: Panel) -> None:
        self._paper, self._panel, self._name = paper, panel, f"run {panel.number}"

    def draw(self) -> None:
        self._draw_heading()
        for end in _ENDS:
            self._draw_lifeline(end)
        for number, (flight, tail, head) in enumerate(self._panel.messages()):
            self._draw_message(f"{self._name} message {number}", flight, tail, head)
        for number, step in enumerate(self._panel.run.steps, start=1):
            if step.action not in ("lose", "forge", "tick"):
                self._draw_step(number)
        self._draw_facts()

    def _draw_heading(self) -> None:
        panel, tip = self._panel, heading(self._panel)
        place = (panel.middle, panel.heading_at(0))
        self._paper.box(self._name, [str(panel.number)], place, tip, STEP, sized(_CIRCLE, _CIRCLE))
        lines = (
            ("what has", "happened") if panel.like is None else (f"looks to {panel.like}", f"like {panel.number - 1}")
        )
        for number, line in enumerate(lines, start=1):
            self._paper.text(f"{self._name} words {number}", line, (panel.middle, panel.heading_at(number)), tip)

    def _draw_lifeline(self, end: End) -> None:
        panel, x = self._panel, self._panel.line_at(end)
        tip = f"run {panel.number}, the lifeline of {end}"
        alike = panel.like == end
        tip += f": the same as in run {panel.number - 1}" if alike else ""
        self._paper.text(f"{self._name} {end}", end, (x, panel.names_at), tip)
        line = SAME if alike else LINES["lifeline"]
        self._paper.line(f"{self._name} life {end}", (x, panel.y(0)), (x, panel.bottom), tip, line)

    def _draw_message(self, name: str, flight: Flight, tail: Place, head: Place) -> None:
        tip = f"{flight.packet.text} from {flight.packet.sender} to {flight.packet.to}: {flight.fate}"
        role: LineRole = "ordinary" if flight.fate == "delivered" else "flight" if flight.ended_at is None else "lost"
        ends = {"arrowhead": "none"} if role == "lost" else {}
        self._paper.line(name, tail, head, tip, LINES[role], ends)
        if role == "lost":
            self._paper.box(f"{name} ends", ["✗"], head, tip, BARE, CROSS)
        middle = self._panel.label_at(flight, tail, head)
        self._paper.text(
            f"{name} label", flight.packet.short + (" lost" if role == "lost" else ""), middle, tip, SEGMENT
        )

    def _draw_step(self, number: int) -> None:
        panel, step = self._panel, self._panel.run.steps[number - 1]
        x, y = panel.line_at(step.end), panel.y(number)
        unlike = number in panel.differs
        tip = f"run {panel.number}, step {number}: {step_text(step)}" + (
            ", not so in a run beside it" if unlike else ""
        )
        self._paper.point(f"{self._name} step {number}", (x, y), tip)
        if step.packet is None and not step.sent:
            text = shorten(f"{step.end} {step.event}", panel.width - 24.0, LETTER)
            self._paper.text(f"{self._name} event {number}", text, (panel.middle, y), tip)
        if unlike:
            side = -1 if step.end == "A" else 1
            self._paper.text(f"{self._name} unlike {number}", UNLIKE, (x + side * 7.0, y), tip)

    def _draw_facts(self) -> None:
        panel = self._panel
        if panel.facts is None:
            return
        tip = f"run {panel.number} is in a world where it is true: {', '.join(panel.facts) or 'nothing'}"
        for number, line in enumerate(("true here:", *(panel.facts or ("none",)))):
            place = (panel.middle, panel.bottom + 12.0 + WORDS * number)
            text = shorten(line, panel.width, LETTER)
            self._paper.text(f"{self._name} fact {number}", text, place, tip)


def heading(panel: Panel) -> str:
    """What a run is in the chain."""
    if panel.like is None:
        return "run 1: what has happened"
    return f"run {panel.number}: it looks to {panel.like} like run {panel.number - 1}"
