"""Where the labels of a figure stand whose states have their places.

A label stands beside its arrow, where it covers
nothing: of all places that are tried the one that is least in the way, each label again and again until none moves.
Where it would always be in the way a letter stands in its place, and what the letter says is told above the figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from string import ascii_lowercase

from diagrams.machines.figure_ways import ANY, CLEAR, ROW, FigureWays
from diagrams.rendering.geometry import (
    Line,
    Place,
    Rectangle,
    around,
    crosses,
    distance,
    overlap,
    sides,
)
from diagrams.rendering.letters import wrap
from diagrams.rendering.pinned import WIDTH, taken
from diagrams.rendering.style import CHART_LETTER as LETTER

_APART = 3.0
"""Points between two labels, so that they do not read as one."""
_ROUNDS = 6
_BAD = 60.0
"""The cost of a place from which on a label is tried in more lines."""
_NARROW = (62.0, 42.0)
"""Points that its lines then have."""
_LETTER = 58.0
"""The cost of a letter in the place of a label: little less than that of standing on a line."""


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
class FigurePlaces(FigureWays):
    """A figure with every place settled."""

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
            label.lines = label.short = (label.short[0].replace(ANY, f"({letters[label.forms[0]]})"),)
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

    def in_the_way(self) -> Iterator[str]:
        """Labels that cover something, or stand nearer to another arrow."""
        for name, label in self.labels.items():
            if faults := [said for said, _ in self._faults(self.labels, name, label.box)]:
                yield f"{' / '.join(label.lines)}: {', '.join(faults)}"

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
        if min(distance(box, line) for line in label.own) < CLEAR - 0.1:
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


def _choices(label: Label) -> Iterator[Place]:
    wide, high = label.size
    for line in label.own:
        across, down = (line.head[0] - line.tail[0]) / line.length, (line.head[1] - line.tail[1]) / line.length
        aside = abs(down) * wide / 2 + abs(across) * high / 2 + 3.0
        for part, side, more in product(range(2, 19), (-1, 1), (0.0, 3.0, 7.0, -1.5)):
            x, y = line.at(part / 20)
            yield x - side * down * (aside + more), y + side * across * (aside + more)
