"""Where everything of a table of knowledge stands: the run lies above its columns, time to the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from checker.knowledge.answers import KnowledgeTable
from checker.results.runs import End
from diagrams.rendering.letters import shorten, wrap
from diagrams.rendering.pinned import WIDTH, Place, taken
from diagrams.rendering.style import CHART_LETTER as LETTER, CellRole
from diagrams.sequence.flights import Flight, flights

LINE_AT: dict[End, float] = {"A": 20.0, "B": 66.0}
"""The heights of the lifelines, which lie."""
STATE_AT: dict[End, float] = {"A": 6.0, "B": 81.0}
"""The heights of the states, outside of the lifelines."""
NUMBERS_AT = 99.0
"""The height of the columns' numbers."""
LEAD = 21.0
"""From the beginning of a lifeline to the first column."""
INDENT = 16.0
"""From the number of a row to its words."""
LINE = 10.0
"""From one line of text to the next."""
ROW = 17.0
CELLS: Mapping[CellRole, tuple[float, float]] = {"new": (28.0, 13.0), "still": (26.0, 12.0), "not": (12.0, 10.0)}
"""How large the cells are."""

_AFTER = 33.0  # right of the last column, for half a state's name
_NARROWEST = 40.0  # from column to column
_LABELS = 76.0  # the least room for the words of the rows
_NAME = 12.0
_BEYOND = 11.0  # from the end of a message that does not arrive to its label


@dataclass(frozen=True, slots=True)
class Label:
    """A row's words, in lines, and the height of the row's middle."""

    lines: tuple[str, ...]
    y: float

    @property
    def heights(self) -> Iterator[float]:
        """The height of each line."""
        top = self.y - LINE * (len(self.lines) - 1) / 2
        return (top + LINE * place for place in range(len(self.lines)))

    @property
    def bottom(self) -> float:
        """Where the next row begins."""
        return self.y + (ROW + LINE * (len(self.lines) - 1)) / 2


@dataclass(frozen=True, slots=True)
class StateLabel:
    """A state, where an end comes to be in it."""

    end: End
    text: str
    shown: str
    x: float
    """Where it begins."""


class KnowledgePlaces:
    """The columns, the rows and the run of one table."""

    def __init__(self, made: KnowledgeTable) -> None:
        self.made = made

    @cached_property
    def columns(self) -> list[float]:
        """The middle of each column."""
        first = INDENT + self._room + _NAME + LEAD
        gaps = len(self.made.moments) - 1
        pitch = max(_NARROWEST, (WIDTH - _AFTER - first) / max(gaps, 1))
        return [first + pitch * place for place in range(gaps + 1)]

    @cached_property
    def right(self) -> float:
        """The right edge."""
        return max(WIDTH, self.columns[-1] + _AFTER)

    @property
    def _room(self) -> float:
        """For the words of the rows: what they need, or what the columns leave them."""
        left = WIDTH - INDENT - _AFTER - _NAME - LEAD - _NARROWEST * (len(self.made.moments) - 1)
        return min(max(taken(text, LETTER) for text, _ in self.made.rows), max(left, _LABELS))

    @cached_property
    def labels(self) -> list[Label]:
        """The words of each row."""
        found: list[Label] = []
        top = NUMBERS_AT + LINE
        for text, _ in self.made.rows:
            lines = wrap(text, self._room / 1.1, LETTER)
            found.append(Label(tuple(lines), top + (ROW + LINE * (len(lines) - 1)) / 2))
            top = found[-1].bottom
        return found

    def at_step(self, number: int) -> float:
        """How far to the right a step of the run happens: an arrival at its column, others between or before."""
        moments, before = self.made.moments, self.made.moments[0].steps
        if number < before:
            return self.columns[0] - LEAD * (before - number) / before
        for place, (one, other) in enumerate(pairwise(moments)):
            if number <= other.steps:
                part = (number - one.steps) / (other.steps - one.steps)
                return self.columns[place] + (self.columns[place + 1] - self.columns[place]) * part
        return self.columns[-1]

    def messages(self) -> list[tuple[Flight, Place, Place, Place]]:
        """Each message that is drawn, its tail, its head, and the middle of its label."""
        return [(one, *self._ways(one)) for one in flights(self.made.run) if one.drawn]

    def _ways(self, flight: Flight) -> tuple[Place, Place, Place]:
        sender, receiver = LINE_AT[flight.packet.sender], LINE_AT[flight.packet.to]
        begin = self.at_step(flight.sent_at or 0)
        if flight.ended_at is None:
            end = min(begin + _NARROWEST / 2, self.right - 2.0)
        else:
            end = self.at_step(flight.ended_at)
        part = 1.0 if flight.fate == "delivered" else 0.55
        head = (end, sender + (receiver - sender) * part)
        if flight.fate != "delivered":
            return (begin, sender), head, (end, head[1] + _BEYOND * (1 if receiver > sender else -1))
        # In the last gap before it arrives: there no other label can be.
        back = min((end - begin) / 2, (self.columns[-1] - self.columns[0]) / max(len(self.columns) - 1, 1) / 2)
        share = back / (end - begin) if end > begin else 0.5
        return (begin, sender), head, (end - back, head[1] - (head[1] - sender) * share)

    def states(self) -> Iterator[StateLabel]:
        """The states of both ends, at the first moment and where they change."""
        for end in LINE_AT:
            yield from self._states(end, [(self.columns[0], self._state(end, 0)), *self._changes(end)])

    def _state(self, end: End, moment: int) -> str:
        return self.made.run.points()[self.made.moments[moment].steps].end(end).state

    def _changes(self, end: End) -> Iterator[tuple[float, str]]:
        first = self.made.moments[0].steps
        for number, step in enumerate(self.made.run.steps[first:], start=first + 1):
            if step.before.end(end).state != step.after.end(end).state:
                yield self.at_step(number), step.after.end(end).state

    def _states(self, end: End, changes: Sequence[tuple[float, str]]) -> Iterator[StateLabel]:
        """Each below the moment where it begins, or as near to that as those before it leave room."""
        free = 0.0
        for x, text in changes:
            begin = max(free, min(x - taken(text, LETTER) / 2, self.right - taken(text, LETTER)))
            shown = shorten(text, (self.right - begin) / 1.1, LETTER)
            yield StateLabel(end, text, shown, begin)
            free = begin + taken(shown, LETTER) + 3.0
