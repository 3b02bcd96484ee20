"""Rectangles and lines on a page, in points from the top left corner: which overlap, which cross, how far apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import NamedTuple

Place = tuple[float, float]


class Rectangle(NamedTuple):
    """A box with its sides along the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Place:
        """Where its diagonals meet."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, by: float) -> Rectangle:
        """The same with so much more on each side."""
        return Rectangle(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def within(self, other: Rectangle) -> bool:
        """Whether nothing of it is outside of the other."""
        inside = other.left <= self.left and self.right <= other.right
        return inside and other.top <= self.top and self.bottom <= other.bottom


class Line(NamedTuple):
    """A straight line from one place to another."""

    tail: Place
    head: Place

    @property
    def length(self) -> float:
        """In points."""
        return hypot(self.head[0] - self.tail[0], self.head[1] - self.tail[1])

    def at(self, part: float) -> Place:
        """The place so far along the line: 0 its tail, 1 its head."""
        (x0, y0), (x1, y1) = self
        return x0 + (x1 - x0) * part, y0 + (y1 - y0) * part


def around(middle: Place, wide: float, high: float) -> Rectangle:
    """The rectangle of that size with its middle there.

    >>> around((10, 10), 6, 4)
    Rectangle(left=7.0, top=8.0, right=13.0, bottom=12.0)
    """
    x, y = middle
    return Rectangle(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def overlap(one: Rectangle, other: Rectangle) -> bool:
    """Whether they share more than a side."""
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def crosses(box: Rectangle, line: Line) -> bool:
    """Whether a part of the line is inside of the box.

    >>> crosses(Rectangle(0, 0, 4, 4), Line((-1, 2), (1, 2))), crosses(Rectangle(0, 0, 4, 4), Line((5, 0), (5, 4)))
    (True, False)
    """
    return inside(box, line) is not None


def inside(box: Rectangle, line: Line) -> tuple[float, float] | None:
    """From which part of the line to which it is in the box (Liang and Barsky, 1984); None where it never is."""
    (x0, y0), (x1, y1) = line
    first, last = 0.0, 1.0
    for step, near, far in ((x1 - x0, box.left - x0, box.right - x0), (y1 - y0, box.top - y0, box.bottom - y0)):
        if not step:
            if not near < 0 < far:
                return None
            continue
        enters, leaves = sorted((near / step, far / step))
        first, last = max(first, enters), min(last, leaves)
    return (first, last) if first < last else None


def sides(box: Rectangle) -> Iterator[Line]:
    """Its four sides."""
    corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
    yield from (Line(*pair) for pair in pairwise([*corners, corners[0]]))


def lines_through(places: Sequence[Place]) -> list[Line]:
    """The straight lines from each place to the next."""
    return [Line(*pair) for pair in pairwise(places)]


def distance(box: Rectangle, line: Line) -> float:
    """How far the line is from the box.

    >>> distance(Rectangle(0, 0, 4, 4), Line((7, -9), (7, 9))), distance(Rectangle(0, 0, 4, 4), Line((-1, 2), (1, 2)))
    (3.0, 0.0)
    """
    if crosses(box, line):
        return 0.0
    corners = ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))
    return min(*(_to_box(box, place) for place in line), *(_to_line(line, corner) for corner in corners))


def _to_box(box: Rectangle, place: Place) -> float:
    across = max(box.left - place[0], 0.0, place[0] - box.right)
    down = max(box.top - place[1], 0.0, place[1] - box.bottom)
    return hypot(across, down)


def _to_line(line: Line, place: Place) -> float:
    (x0, y0), (x1, y1) = line
    squared = (x1 - x0) ** 2 + (y1 - y0) ** 2
    along = ((place[0] - x0) * (x1 - x0) + (place[1] - y0) * (y1 - y0)) / squared if squared else 0.0
    x, y = line.at(min(max(along, 0.0), 1.0))
    return hypot(place[0] - x, place[1] - y)
