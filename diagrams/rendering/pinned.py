"""A sheet on which every place is given, in points from the top left corner."""

from __future__ import annotations

from collections.abc import Iterable

from diagrams.rendering.dot import Sheet
from diagrams.rendering.letters import WIDER, prose, width
from diagrams.rendering.style import BARE, MONO_LETTER, PINNED, POINT, SANS, SEGMENT, Attributes

Place = tuple[float, float]

WIDTH = 334.8
"""Points from edge to edge: with the border of the sheet, rounded up, 343.  A column of LaTeX has 345 of TeX's, which
are smaller."""
CHART_WIDTH = WIDTH + 8.2
_NARROWER = 0.88
"""What a heading has of the width below it: small letters are drawn wider than their font says."""

_POINTS = 72.0


def at(place: Place) -> Attributes:
    """A pinned place; Graphviz counts from the bottom.

    >>> at((12.0, 30.0))["pos"]
    '12.0,-30.0!'
    """
    return {"pos": f"{place[0]:.1f},{-place[1]:.1f}!"}


def inches(points: float) -> str:
    """A length as Graphviz wants it."""
    return f"{points / _POINTS:.3f}"


def sized(wide: float, high: float) -> Attributes:
    """A box of exactly that size."""
    return {"width": inches(wide), "height": inches(high), "fixedsize": "true", "margin": "0"}


def heading_lines(sentences: Iterable[str], size: float, wide: float = WIDTH) -> list[str]:
    """The sentences above a drawing that is so wide, in lines."""
    return [line for sentence in sentences for line in prose(sentence, wide * _NARROWER, size)]


def taken(text: str, size: float, mono: bool = False) -> float:
    """The room of one line, as it may be drawn."""
    return WIDER * width(text, size, mono) + 1.0


class Pinned:
    """A drawing being written at its final size; what is written later lies on top, lines below all."""

    def __init__(self, title: Iterable[str], size: float) -> None:
        self._sheet, self._size = Sheet(title, PINNED, size), size

    @property
    def source(self) -> str:
        """The DOT text."""
        return self._sheet.source

    def box(self, name: str, lines: Iterable[str], place: Place, tip: str, *kinds: Attributes) -> None:
        """A node with its middle there."""
        self._sheet.node(name, lines, tip, *kinds, at(place))

    def text(self, name: str, text: str, place: Place, tip: str, *kinds: Attributes) -> None:
        """A line of text with its middle there."""
        self._sheet.node(name, [text], tip, BARE, {"fontname": SANS}, *kinds, at(place))

    def from_left(self, name: str, text: str, place: Place, tip: str, *, mono: bool = False) -> None:
        """A line of text that begins there."""
        wide = taken(text, MONO_LETTER if mono else self._size, mono)
        font = SEGMENT if mono else {"fontname": SANS}
        middle = (place[0] + wide / 2, place[1])
        self._sheet.node(name, [text], tip, BARE, font, sized(wide, self._size + 2.0), at(middle), ends="l")

    def point(self, name: str, place: Place, tip: str) -> None:
        """A place that is not seen, for a line to end at."""
        self._sheet.point(name, tip, POINT, at(place))

    def line(self, name: str, tail: Place, head: Place, tip: str, *kinds: Attributes) -> None:
        """A line between two places."""
        self.point(f"{name} from", tail, tip)
        self.point(f"{name} to", head, tip)
        self._sheet.edge(f"{name} from", f"{name} to", (), tip, *kinds)

    def edge(self, tail: str, head: str, tip: str, *kinds: Attributes) -> None:
        """A line between two nodes."""
        self._sheet.edge(tail, head, (), tip, *kinds)
