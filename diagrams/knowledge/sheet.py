"""The DOT text of a table of knowledge: the run above, a row for each sentence, a column for each arrival."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.knowledge.answers import KnowledgeCell, KnowledgeTable
from checker.languages.counts import count
from diagrams.knowledge.places import (
    CELLS as SIZES,
    INDENT,
    LEAD,
    LINE,
    LINE_AT,
    NUMBERS_AT,
    ROW,
    STATE_AT,
    KnowledgePlaces,
    Label,
)
from diagrams.knowledge.text import AT_FIRST
from diagrams.rendering.letters import shorten
from diagrams.rendering.pinned import Pinned, Place, heading_lines, sized, taken
from diagrams.rendering.style import (
    BARE,
    CELL_WORDS,
    CELLS,
    CHART_LETTER as LETTER,
    CROSS,
    GUIDE,
    LINES,
    MONO_LETTER,
    RULE,
    SEGMENT,
    STAYS,
    STEP,
    CellRole,
)
from diagrams.sequence.flights import Flight

_CIRCLE = 13.0
_LEGEND: tuple[tuple[CellRole, str], ...] = (
    ("new", "newly true"),
    ("still", "already true"),
    ("not", "not true"),
)


def sheet(made: KnowledgeTable, said: Iterable[str]) -> str:
    """The DOT text of the table under these sentences."""
    places = KnowledgePlaces(made)
    title = heading_lines(said, LETTER, places.right)
    return _Drawing(places, title).source


def role(cells: Sequence[KnowledgeCell], place: int) -> CellRole:
    """What a cell of a row is; what is true at the first moment has not been learnt."""
    if not cells[place].true:
        return "not"
    return "still" if place == 0 or cells[place - 1].true else "new"


class _Drawing:
    """One table being written."""

    def __init__(self, places: KnowledgePlaces, title: list[str]) -> None:
        self._places, self._made = places, places.made
        self._paper = Pinned(title, LETTER)
        self._draw_lifelines()
        self._draw_guides()
        for number, (flight, *way) in enumerate(places.messages()):
            self._draw_message(f"message {number}", flight, *way)
        for number, x in enumerate(places.columns):
            self._draw_moment(number, x)
        for number, (label, (text, cells)) in enumerate(zip(places.labels, self._made.rows, strict=True), start=1):
            self._draw_row(number, label, text, cells)
        self._draw_legend(places.labels[-1].bottom + 14.0)
        self._list_moments(places.labels[-1].bottom + 14.0 + ROW)

    @property
    def source(self) -> str:
        return self._paper.source

    def _draw_lifelines(self) -> None:
        begin = self._places.columns[0] - LEAD
        for (end, y), name in zip(LINE_AT.items(), self._made.run.ends, strict=True):
            tip = f"the lifeline of {name}"
            shown = shorten(name, begin - 4.0, LETTER)
            self._paper.from_left(f"head {end}", shown, (begin - 4.0 - taken(shown, LETTER), y), tip)
            self._paper.line(f"life {end}", (begin, y), (self._places.right, y), tip, LINES["lifeline"])
        for number, state in enumerate(self._places.states()):
            place = (state.x, STATE_AT[state.end])
            self._paper.from_left(f"state {number}", state.shown, place, f"{state.end} is {state.text}")
        # The table is as wide as the column, whatever stands in it.
        self._paper.point("left edge", (0.0, 0.0), "the edge of the table")
        self._paper.point("right edge", (self._places.right, 0.0), "the edge of the table")

    def _draw_guides(self) -> None:
        for number, x in enumerate(self._places.columns):
            self._paper.line(f"guide {number}", (x, self._begins(number)), (x, NUMBERS_AT), self._moment(number), GUIDE)
        for number, label in enumerate([None, *self._places.labels]):
            y = label.bottom if label else NUMBERS_AT + LINE
            edges = (0.0, y), (self._places.right, y)
            self._paper.line(f"rule {number}", *edges, "between two rows", RULE)

    def _draw_message(self, name: str, flight: Flight, tail: Place, head: Place, label: Place) -> None:
        tip = f"{flight.packet.text} from {flight.packet.sender} to {flight.packet.to}: {flight.fate}"
        if flight.fate == "delivered":
            self._paper.line(name, tail, head, tip, LINES["ordinary"])
        elif flight.ended_at is None:
            self._paper.line(name, tail, head, tip, LINES["flight"])
        else:
            self._paper.line(name, tail, head, tip, LINES["lost"], {"arrowhead": "none"})
            self._paper.box(f"{name} ends", ["✗"], head, tip, BARE, CROSS)
        lost = " lost" if flight.ended_at is not None and flight.fate != "delivered" else ""
        self._paper.text(f"{name} label", flight.packet.short + lost, label, tip, SEGMENT)

    def _draw_moment(self, number: int, x: float) -> None:
        tip = self._moment(number)
        self._paper.text(f"column {number}", str(number), (x, NUMBERS_AT), tip)
        if number:
            place = (x, self._begins(number))
            self._paper.box(f"arrival {number}", [str(number)], place, tip, STEP, sized(_CIRCLE, _CIRCLE))
        else:
            self._paper.from_left("column words", "arrived so far", (0.0, NUMBERS_AT), "how many segments have arrived")

    def _begins(self, number: int) -> float:
        """The height at which a moment stands: where it arrives."""
        steps = self._made.moments[number].steps
        return LINE_AT[self._made.run.steps[steps - 1].end] if number else LINE_AT["A"]

    def _moment(self, number: int) -> str:
        text = self._made.moments[number].text
        return f"{number}: {text or AT_FIRST}"

    def _draw_row(self, place: int, label: Label, text: str, cells: Sequence[KnowledgeCell]) -> None:
        self._paper.from_left(f"row {text} number", f"{place}.", (0.0, next(label.heights)), text)
        for number, (line, y) in enumerate(zip(label.lines, label.heights, strict=True)):
            self._paper.from_left(f"row {text} {number}", line, (INDENT, y), text)
        for number, (cell, x) in enumerate(zip(cells, self._places.columns, strict=True)):
            one = role(cells, number)
            tip = f"{text}: {_said(cell)} after {count(number, 'arrival')}"
            self._paper.box(_cell(text, number), [CELL_WORDS[one]], (x, label.y), tip, CELLS[one], sized(*SIZES[one]))
            if number and cell.true and cells[number - 1].true:
                self._paper.edge(_cell(text, number - 1), _cell(text, number), f"{text}: still true", STAYS)

    def _draw_legend(self, y: float) -> None:
        x = 1.0
        for one, words in _LEGEND:
            wide = SIZES[one][0]
            self._paper.box(
                f"legend {one}", [CELL_WORDS[one]], (x + wide / 2, y), words, CELLS[one], sized(*SIZES[one])
            )
            self._paper.from_left(f"legend {one} words", words, (x + wide + 5.0, y), words)
            x += wide + taken(words, LETTER) + 14.0

    def _list_moments(self, y: float) -> None:
        """What arrives, in full."""
        for number, moment in enumerate(self._made.moments[1:], start=1):
            step = self._made.run.steps[moment.steps - 1]
            packet = step.packet.text if step.packet is not None else ""
            room = self._places.right - 24.0
            text = shorten(packet, room - 100.0, MONO_LETTER, mono=True)
            height = y + (LINE + 6.0) * (number - 1)
            tip = self._moment(number)
            circle = (_CIRCLE / 2 + 1.0, height)
            self._paper.box(f"listed {number}", [str(number)], circle, tip, STEP, sized(_CIRCLE, _CIRCLE))
            self._paper.from_left(f"listed {number} text", text, (20.0, height), tip, mono=True)
            after = 22.0 + taken(text, MONO_LETTER, mono=True)
            self._paper.from_left(f"listed {number} end", f"arrives at {step.end}", (after, height), tip)


def _cell(text: str, number: int) -> str:
    return f"cell {text} {number}"


def _said(cell: KnowledgeCell) -> str:
    """True or not, and of how many points the end has to think."""
    said = "true" if cell.true else "not true"
    return said if cell.behind is None else f"{said}, at {count(cell.behind, 'point')} that look alike to the end,"
