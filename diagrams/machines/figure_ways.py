"""The arrows of a figure whose states have their places: straight, or bent once where a state is in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Literal

from diagrams.rendering.geometry import Line, Place, Rectangle, around, crosses, inside, lines_through
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
CLEAR = 3.0
"""Points around a state that an arrow leaves free, and between a label and its arrow."""
_LATTICE = 13
_NEARER = 0.35
ANY = "(a)"
"""A letter in the place of a label, before it is known which."""


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
        return () if self.mark == "gone" else (f"{sign}{ANY}",)


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


@dataclass
class FigureWays:
    """A figure with the way of each arrow."""

    figure: Figure

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
        others = [box.grown(CLEAR) for box in self.boxes if first != box.middle and last != box.middle]

        def free(*places: Place) -> bool:
            return not any(crosses(box, line) for box in others for line in lines_through(places))

        if free(*self._moved(arrow, first, last)):
            return ()
        bottom = max(box.bottom for box in self.boxes)
        lattice = product(range(0, int(WIDTH), _LATTICE), range(0, int(bottom) + 2 * _LATTICE, _LATTICE))
        ways = [place for place in lattice if free(first, place, last)]
        return (min(ways, key=lambda by: Line(first, by).length + Line(by, last).length),) if ways else ()


def _border(middle: Place, outwards: Line) -> Place:
    """Where a line that begins in the box of a state leaves it."""
    found = inside(around(middle, *BOX), outwards)
    return outwards.at(found[1] if found else 0.0)
