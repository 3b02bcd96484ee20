"""The picture of which states both ends can be in at once: a matrix, the states of A down, those of B across."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from checker.languages.counts import counted
from checker.languages.speech import tr
from checker.results.answers import Answer, Verdict
from checker.results.wording import outcome
from diagrams.ladders.columns import padded, widest
from diagrams.rendering.letters import shorten
from diagrams.rendering.picture import Picture, placed
from diagrams.rendering.pinned import WIDTH, Pinned, Place, heading_lines, sized, taken
from diagrams.rendering.style import BOXES, CHART_LETTER as LETTER, GUIDE, RULE, Attributes, Role

Pair = tuple[str, str]
"""A state of A, and one of B."""
CORNER = "A \\ B"

_ROW, _LINE, _HIGH, _LEAD = 20.0, 10.0, 14.0, 8.0
_INSIDE: Mapping[Role, float] = {"goal": 8.0}
"""What a second border takes."""
_NARROWEST, _WIDEST, _LABEL = 24.0, 66.0, 90.0
_FEW = 3
"""Columns that leave room for what is in flight."""
_THOUSAND = 1_000


@dataclass(frozen=True)
class PairTable:
    """Which pairs of states are in the upper bound of a model, and what was shown of them."""

    model: str
    start: Pair
    numbers: Mapping[Pair, int]
    """In how many pairs of local states, of all variables, the two stand together."""
    flying: Mapping[Pair, tuple[Sequence[str], Sequence[str]]]
    """What can be in flight there, to A and to B."""
    answers: Sequence[Answer]
    """What was shown by a run, each with its run."""

    @property
    def states(self) -> tuple[list[str], list[str]]:
        """Those of A and those of B, as they were met."""
        return _states(self.numbers)

    @cached_property
    def met(self) -> frozenset[Pair]:
        """The pairs that some run goes through."""
        points = (point for one in self.answers if one.trace is not None for point in one.trace.points())
        return frozenset((point.a.state, point.b.state) for point in points)

    @cached_property
    def ends(self) -> list[tuple[Pair, Answer]]:
        """Where the runs end."""
        last = ((one.trace.points()[-1], one) for one in self.answers if one.trace is not None)
        return [((point.a.state, point.b.state), one) for point, one in last]

    def lines(self, pair: Pair) -> list[str]:
        """What can be in flight there, in words."""
        ways = zip(("A", "B"), self.flying[pair], strict=True)
        return [f"to {to}: {'; '.join(sorts)}" for to, sorts in ways if sorts]

    def role(self, pair: Pair) -> Role:
        """What a pair is: of several things the worst."""
        shown = {_role(answer) for at, answer in self.ends if at == pair}
        if "violation" in shown:
            return "violation"
        if pair == self.start:
            return "start"
        return "goal" if shown else "ordinary" if pair in self.met else "open"

    @property
    def told(self) -> float:
        """The room that a cell with what is in flight needs; 0 where there are too many columns for that."""
        wide = max(taken(line, LETTER) for pair in self.numbers for line in ["", *self.lines(pair)]) + 26.0
        return wide if len(self.states[1]) <= _FEW else 0.0


def _role(answer: Answer) -> Role:
    return "violation" if answer.verdict is Verdict.VIOLATED else "goal"


def _states(numbers: Mapping[Pair, int]) -> tuple[list[str], list[str]]:
    a, b = (list(dict.fromkeys(pair[place] for pair in numbers)) for place in (0, 1))
    return a, b


def rows_text(numbers: Mapping[Pair, int]) -> Iterator[str]:
    """The states of A downwards, those of B across, by number; - where the two cannot be at once."""
    a, b = _states(numbers)
    left = widest(["A, B", *a])
    yield "  ".join([" " + padded("A, B", left), *b])
    for one in a:
        cells = (f"{numbers.get((one, other), 0) or '-':>{widest([other])}}" for other in b)
        yield "  ".join([" " + padded(one, left), *cells])


def picture(made: PairTable) -> Picture:
    """The matrix, at the width of a column (345 pt)."""
    title = tr("{model}: which states both ends can be in at once").format(model=made.model)
    text = tr(
        "{pairs} of local states, no other can be reached. A number says in how many of them the two states stand "
        "together. Where there is none, the two cannot be at once."
    )
    caption = text.format(pairs=counted(sum(made.numbers.values()), "pair"))
    return placed(
        title,
        caption,
        tr("{pairs} of states").format(pairs=counted(len(made.numbers), "pair")),
        lambda said: _Drawing(made, said).source,
        lambda: [*rows_text(made.numbers), "", *(words for _, words in _legend(made))],
        LETTER,
    )


def _legend(made: PairTable) -> Iterator[tuple[Role, str]]:
    """Each role that there is, in words."""
    yield "start", tr("start: {states}").format(states=", ".join(made.start))
    for pair, answer in made.ends:
        said = {"verdict": outcome(answer), "property": answer.property, "states": ", ".join(pair)}
        yield _role(answer), tr("{verdict}: {property}, at {states}").format(**said)
    roles = set(map(made.role, made.numbers))
    if "ordinary" in roles:
        yield "ordinary", tr("on the way of one of these runs")
    if "open" in roles:
        yield "open", tr("in the bound from above, on none of these runs")


class _Drawing:
    """One matrix being written."""

    def __init__(self, made: PairTable, said: Sequence[str]) -> None:
        self._made, (self._a, self._b) = made, made.states
        self._left = min(max(taken(name, LETTER) for name in (CORNER, *self._a)), _LABEL) + 4.0
        room = (WIDTH - self._left) / len(self._b)
        self._told = 0.0 < made.told <= room
        self._pitch = max(_NARROWEST, min(room, max(_WIDEST, made.told if self._told else 0.0)))
        self._high = _HIGH + 1.3 * _LINE * max(len(made.lines(pair)) if self._told else 0 for pair in made.numbers)
        self._row = self._high + _ROW - _HIGH
        self._steep = any(taken(name, LETTER) > self._pitch for name in self._b)
        self._top = _LEAD + (len(self._b) if self._steep else 1) * _LINE
        right = max(WIDTH, self._left + self._pitch * len(self._b))
        title = heading_lines(said, LETTER, right)
        self._paper = Pinned(title, LETTER)
        self._paper.point("left edge", (0.0, 0.0), "the edge of the table")
        self._paper.point("right edge", (right, 0.0), "the edge of the table")
        self._right = right
        self._draw_headings()
        for number, name in enumerate(self._a):
            self._draw_row(number, name)
        self._draw_legend(self._top + self._row * len(self._a) + _ROW)

    @property
    def source(self) -> str:
        return self._paper.source

    def _x(self, column: int) -> float:
        return self._left + self._pitch * (column + 0.5)

    def _draw_headings(self) -> None:
        """In one line, or as a flight of stairs: each above its column, the last at the top."""
        below = self._top - 2.0
        self._paper.from_left("corner", CORNER, (0.0, below - _LINE / 2), "the states of A down, those of B across")
        for column, name in enumerate(self._b):
            x, y = self._x(column), below - _LINE / 2
            if not self._steep:
                self._paper.text(f"column {column}", name, (x, y), f"B is {name}")
                continue
            y -= _LINE * column
            shown = shorten(name, (x + 4.0) / 1.1, LETTER)
            self._paper.line(f"guide {column}", (x, y), (x, below), f"B is {name}", GUIDE)
            place = (x + 4.0 - taken(shown, LETTER), y)
            self._paper.from_left(f"column {column}", shown, place, f"B is {name}")

    def _draw_row(self, number: int, name: str) -> None:
        top = self._top + self._row * number
        y = top + self._row / 2
        self._paper.line(f"rule {number}", (0.0, top), (self._right, top), "between two rows", RULE)
        self._paper.from_left(f"row {number}", shorten(name, self._left / 1.1 - 4.0, LETTER), (0.0, y), f"A is {name}")
        for column, other in enumerate(self._b):
            if many := self._made.numbers.get((name, other)):
                flying = self._made.lines((name, other))
                tip = "; ".join([f"A is {name}, B is {other}: {counted(many, 'pair')} of local states", *flying])
                lines = [_short(many, self._pitch - 8.0), *(flying if self._told else ())]
                self._cell(f"cell {number} {column}", lines, (self._x(column), y), tip, self._made.role((name, other)))

    def _cell(self, name: str, lines: Sequence[str], place: Place, tip: str, role: Role) -> None:
        if role == "open":
            for number, line in enumerate(lines):
                at = (place[0], place[1] + _LINE * (number - (len(lines) - 1) / 2))
                self._paper.text(f"{name} {number}", line, at, tip)
        else:
            size = _size(role, self._pitch - 4.0, self._high)
            self._paper.box(name, lines, place, tip, BOXES[role], size)

    def _draw_legend(self, y: float) -> None:
        for number, (role, words) in enumerate(_legend(self._made)):
            at = y + _ROW * number
            if role == "open":
                self._paper.text(f"legend {number}", "n", (14.0, at), words)
            else:
                self._paper.box(f"legend {number}", ["n"], (14.0, at), words, BOXES[role], _size(role, 24.0, _HIGH))
            shown = shorten(words, (self._right - 34.0) / 1.1, LETTER)
            self._paper.from_left(f"legend {number} words", shown, (32.0, at), words)


def _size(role: Role, wide: float, high: float) -> Attributes:
    less = _INSIDE.get(role, 0.0)
    return sized(wide - less, high - less / 2)


def _short(number: int, room: float) -> str:
    """The number, in thousands where there is no room for it."""
    text = f"{number:,}"
    return text if taken(text, LETTER) <= room or number < _THOUSAND else f"{number // _THOUSAND:,}k"
