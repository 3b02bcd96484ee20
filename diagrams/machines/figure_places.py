"""Where everything of a figure stands whose states have their places: the way of each arrow, the place of each label.

An arrow is straight, or bends once where a state stands in its way.  A label stands beside its arrow, where it covers
nothing: of all places that are tried the one that is least in the way, each label again and again until none moves.
Where it would always be in the way a letter stands in its place, and what the letter says is told above the figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from string import ascii_lowercase
from typing import Literal

from diagrams.rendering.geometry import (
    Line,
    Place,
    Rectangle,
    around,
    crosses,
    distance,
    inside,
    lines_through,
    overlap,
    sides,
)
from diagrams.rendering.letters import wrap
from diagrams.rendering.pinned import WIDTH, taken
from diagrams.rendering.style import CHART_LETTER as LETTER

Path = Literal["client", "server", "neither"]
Mark = Literal["same", "differs", "gone"]
"""An arrow of a variant as its base has it; with a row that differs; or that only the base has."""

BOX = (68.0, 16.0)
"""The size of a state, in points."""
ROW = 9.6
"""From one line of a label to the next."""
BESIDE = 5.0
"""Half of what is between two arrows that go opposite ways."""
_CLEAR = 3.0
_APART = 3.0
"""Points between two labels, so that they do not read as one."""
_LATTICE = 13
_NEARER = 0.35
_ROUNDS = 6
_BAD = 60.0
"""The cost of a place from which on a label is tried in more lines."""
_NARROW = (62.0, 42.0)
"""Points that its lines then have."""
_ANY = "(a)"
"""A letter in the place of a label, before it is known which."""
_LETTER = 58.0
"""The cost of a letter in the place of a label: little less than that of standing on a line."""


@dataclass(frozen=True, slots=True)
class FigureArrow:
    """All rows that lead from one state to another."""

    source: str
    target: str
    label: tuple[str, ...]
    tip: str
    path: Path = "neither"
    mark: Mark = "same"
    way: tuple[Place, ...] = ()
    """Through which places it goes round."""

    @property
    def short(self) -> tuple[str, ...]:
        """What may stand in the place of its label, with the sign that it has; none where it is a sign alone."""
        sign = f"{self.label[0].split()[0]} " if self.mark == "differs" else ""
        return () if self.mark == "gone" else (f"{sign}{_ANY}",)


@dataclass(frozen=True, slots=True)
class Figure:
    """The states with their places, the arrows, and what is drawn around them."""

    places: Mapping[str, tuple[Place, ...]]
    arrows: tuple[FigureArrow, ...]
    frames: Mapping[str, Rectangle]
    """Boxes round some states, by the words at them."""
    folded: tuple[str, ...] = ()
    """What leads to the start from any state: lines of a note."""
    folded_tip: str = ""
    """The same in full."""
    start: str = ""


@dataclass(slots=True)
class Label:
    """A text that stands beside its own line."""

    lines: tuple[str, ...]
    own: Sequence[Line]
    short: tuple[str, ...] = ()
    """What may stand in its place."""
    middle: Place = (0.0, 0.0)
    forms: tuple[tuple[str, ...], ...] = ()
    """Its lines as they are, in more lines for where room is scarce, and what may stand in its place."""

    def __post_init__(self) -> None:
        narrow = [tuple(part for line in self.lines for part in wrap(line, room, LETTER)) for room in _NARROW]
        self.forms = tuple(dict.fromkeys((self.lines, *narrow, self.short or self.lines)))

    @property
    def size(self) -> tuple[float, float]:
        """Wide and high."""
        return max(taken(line, LETTER) for line in self.lines) + 2.0, ROW * len(self.lines)

    @property
    def box(self) -> Rectangle:
        """What it covers."""
        return around(self.middle, *self.size)


@dataclass
class FigurePlaces:
    """A figure with every place settled."""

    figure: Figure

    @cached_property
    def labels(self) -> dict[str, Label]:
        """By the arrow or the frame that they belong to, each in its place."""
        labels = {
            f"arrow {number}": Label(arrow.label, lines, arrow.short)
            for number, (arrow, lines) in enumerate(zip(self.figure.arrows, self.ways, strict=True))
            if arrow.label
        }
        labels |= {name: Label((name,), list(sides(frame))) for name, frame in self.figure.frames.items()}
        for _ in range(_ROUNDS):
            if not [name for name in labels if self._settle(labels, name)]:
                break
        short = [label for label in labels.values() if label.lines == label.short]
        letters = dict(zip(dict.fromkeys(label.forms[0] for label in short), ascii_lowercase, strict=False))
        for label in short:
            label.lines = label.short = (label.short[0].replace(_ANY, f"({letters[label.forms[0]]})"),)
        return labels

    @property
    def letters(self) -> list[str]:
        """What the letters say that stand in the place of a label, in a sentence: ``(a): rcv FIN / snd ACK.``."""
        told = {
            letter: _in_one_line(label.forms[0]).removeprefix(letter[:2])
            for label in self.labels.values()
            for letter in label.short
            if label.lines == label.short
        }
        return ["; ".join(f"{letter}: {text}" for letter, text in told.items()) + "."] if told else []

    @cached_property
    def boxes(self) -> list[Rectangle]:
        """Every box of a state, and the note."""
        states = [around(place, *BOX) for places in self.figure.places.values() for place in places]
        return [*states, *([self.note] if self.note else [])]

    @cached_property
    def note(self) -> Rectangle | None:
        """The note of what is folded, in the corner that figure 5 leaves free."""
        if not self.figure.folded:
            return None
        wide = max(taken(line, LETTER) for line in self.figure.folded) + 8.0
        return Rectangle(0.0, 4.0, wide, 4.0 + ROW * len(self.figure.folded) + 6.0)

    @cached_property
    def ways(self) -> list[list[Line]]:
        """The lines of each arrow."""
        return [lines_through(list(self._way(arrow))) for arrow in self.figure.arrows]

    def in_the_way(self) -> Iterator[str]:
        """Labels that cover something, or stand nearer to another arrow."""
        for name, label in self.labels.items():
            if faults := [said for said, _ in self._faults(self.labels, name, label.box)]:
                yield f"{' / '.join(label.lines)}: {', '.join(faults)}"

    def through_states(self) -> Iterator[str]:
        """Arrows that cross a state."""
        for arrow, way in zip(self.figure.arrows, self.ways, strict=True):
            if any(crosses(box, line) for box in self.boxes for line in way):
                yield f"{arrow.source} → {arrow.target} goes through a state"

    def _way(self, arrow: FigureArrow) -> Iterator[Place]:
        first = self.figure.places[arrow.source][0]
        last = min(self.figure.places[arrow.target], key=lambda place: Line(first, place).length)
        bends = arrow.way or self._bends(arrow, first, last)
        begin, end = self._moved(arrow, first, last) if not bends else (first, last)
        yield _border(first, Line(begin, bends[0] if bends else end))
        yield from bends
        yield _border(last, Line(end, bends[-1] if bends else begin))

    def _moved(self, arrow: FigureArrow, first: Place, last: Place) -> tuple[Place, Place]:
        """Towards each other within the boxes, and to the right of what goes the opposite way."""
        if abs(last[0] - first[0]) > BOX[0] and first[1] != last[1]:
            nearer = BOX[0] * (_NEARER if last[0] > first[0] else -_NEARER)
            first, last = (first[0] + nearer, first[1]), (last[0] - nearer, last[1])
        if not any((other.source, other.target) == (arrow.target, arrow.source) for other in self.figure.arrows):
            return first, last
        length = Line(first, last).length
        across, down = (last[0] - first[0]) / length, (last[1] - first[1]) / length
        return (first[0] - down * BESIDE, first[1] + across * BESIDE), (
            last[0] - down * BESIDE,
            last[1] + across * BESIDE,
        )

    def _bends(self, arrow: FigureArrow, first: Place, last: Place) -> tuple[Place, ...]:
        """None where the straight line is free; else the one place by which the way round is the shortest."""
        others = [box.grown(_CLEAR) for box in self.boxes if first != box.middle and last != box.middle]

        def free(*places: Place) -> bool:
            return not any(crosses(box, line) for box in others for line in lines_through(places))

        if free(*self._moved(arrow, first, last)):
            return ()
        bottom = max(box.bottom for box in self.boxes)
        lattice = product(range(0, int(WIDTH), _LATTICE), range(0, int(bottom) + 2 * _LATTICE, _LATTICE))
        ways = [place for place in lattice if free(first, place, last)]
        return (min(ways, key=lambda by: Line(first, by).length + Line(by, last).length),) if ways else ()

    def _settle(self, labels: Mapping[str, Label], name: str) -> bool:
        """Put a label where it is least in the way; whether it moved."""
        label, before = labels[name], (labels[name].lines, labels[name].middle)
        best, least = before, float("inf")
        for form in label.forms:
            label.lines = form
            for place in _choices(label) if least > _BAD else ():
                cost = _LETTER if form == label.short else 0.0
                for _, more in self._costs(labels, name, place):
                    cost += more
                    if cost >= least:
                        break
                else:
                    best, least = (form, place), cost
        label.lines, label.middle = best
        return best != before

    def _costs(self, labels: Mapping[str, Label], name: str, place: Place) -> Iterator[tuple[str, float]]:
        label = labels[name]
        yield "it is not in the middle", min(Line(line.at(0.5), place).length for line in label.own) / 8
        box = around(place, *label.size)
        yield from self._faults(labels, name, box)
        if min(distance(box, line) for line in label.own) < _CLEAR - 0.1:
            yield "it is close to its arrow", 50.0
        wider = box.grown(_APART)
        if any(overlap(wider, other.box) for at, other in labels.items() if at != name and any(other.middle)):
            yield "it reads as one with another", 40.0

    def _faults(self, labels: Mapping[str, Label], name: str, box: Rectangle) -> Iterator[tuple[str, float]]:
        """What is wrong with a label there, and how much."""
        own = labels[name].own
        page = Rectangle(-2.0, 0.0, WIDTH + 2.0, max(each.bottom for each in self.boxes) + 40.0)
        if not box.within(page):
            yield "it leaves the page", 500.0
        for other in self.boxes:
            if overlap(box.grown(1.0), other):
                yield "it covers a state", 400.0
        for place, other_label in labels.items():
            if place != name and other_label.middle != (0.0, 0.0) and overlap(box, other_label.box):
                yield f"it covers {' / '.join(other_label.lines)}", 300.0
        for frame in self.figure.frames.values():
            if any(crosses(box, side) for side in sides(frame)):
                yield "it covers a frame", 60.0
        near = min(distance(box, line) for line in own)
        for lines in self.ways:
            far = min(distance(box, line) for line in lines)
            if not far:
                yield "it covers an arrow", 200.0
            elif lines is not own and far < near:
                yield "another arrow is nearer", 150.0


def _in_one_line(lines: Sequence[str]) -> str:
    """A label as a text: its events, and what each sends.

    >>> _in_one_line(["CLOSE,", "close()", "snd FIN", "rcv RST"])
    'CLOSE, close() / snd FIN, rcv RST'
    """
    text = lines[0]
    for line in lines[1:]:
        text += (" / " if line.startswith("snd ") else " " if text.endswith(",") else ", ") + line
    return text


def _border(middle: Place, outwards: Line) -> Place:
    """Where a line that begins in the box of a state leaves it."""
    found = inside(around(middle, *BOX), outwards)
    return outwards.at(found[1] if found else 0.0)


def _choices(label: Label) -> Iterator[Place]:
    wide, high = label.size
    for line in label.own:
        across, down = (line.head[0] - line.tail[0]) / line.length, (line.head[1] - line.tail[1]) / line.length
        aside = abs(down) * wide / 2 + abs(across) * high / 2 + 3.0
        for part, side, more in product(range(2, 19), (-1, 1), (0.0, 3.0, 7.0, -1.5)):
            x, y = line.at(part / 20)
            yield x - side * down * (aside + more), y + side * across * (aside + more)
