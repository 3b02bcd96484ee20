"""Where the labels of a chart's messages stand.

A label stands above the tail of its message, where its own line, which goes down, cannot cross it; in the
middle, or nearer to the sender where another line is in the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diagrams.chart_places import BESIDE, FORGED_AT, LINE_AT, ROW, TICK_AT, WIDTH, Chart, MessageLine, Place
from diagrams.letters import width
from diagrams.style import CHART_LETTER

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_RADIUS, _LOST, _TICK = 7.0, 45.0, 14.0


def set_labels(chart: Chart) -> list[MessageLine]:
    """Put every label where no line, no label and no mark is; those for which there was no such place."""
    for line in chart.lines:
        if line.flight.fate == "lost":
            _set_cross(line, chart.lines)
    taken = list(_marks(chart))
    return [line for line in chart.lines if not _set_label(line, taken, chart.lines)]


def _set_cross(lost: MessageLine, lines: Iterable[MessageLine]) -> None:
    """Let the lost message end where no other line goes through its cross, its number and its word."""
    start, end = LINE_AT[lost.flight.packet.sender], LINE_AT[lost.flight.packet.to]
    others = [line for line in lines if line is not lost]
    for part in (0.58, 0.45, 0.3, 0.2):
        lost.head = (start + (end - start) * part, lost.head[1])
        if not any(_crosses(_loss(lost), other) for other in others):
            return
    lost.head = (start + (end - start) * 0.58, lost.head[1])


def _loss(line: MessageLine) -> Rectangle:
    """The cross at the end of a lost message, the number of the step and the word."""
    (x, y), aside = line.head, _LOST if line.flight.packet.to == "B" else -_LOST
    return min(x, x + aside) - _RADIUS, y - _RADIUS, max(x, x + aside) + _RADIUS, y + _RADIUS


def _set_label(line: MessageLine, taken: list[Rectangle], lines: Iterable[MessageLine]) -> bool:
    """Put the label, and add it to what is taken; whether there was a free place."""
    choices = list(_choices(line))
    for place in choices:
        line.label_at = place
        mine = _rectangle(line)
        if not any(_overlap(mine, other) for other in taken) and not any(_crosses(mine, other) for other in lines):
            taken.append(mine)
            return True
    line.label_at = choices[0]
    return False


def _marks(chart: Chart) -> Iterator[Rectangle]:
    """What no label may cover: numbers of steps, the crosses and words of losses, the lines across."""
    for y in (chart.violation, *(chart.loop or ())):
        if y is not None:
            yield 0.0, y - 8.0, WIDTH, y + 8.0
    for stop in chart.stops:
        if stop.step.action == "tick":
            yield TICK_AT - _TICK - _RADIUS, stop.y - _RADIUS, TICK_AT + _TICK, stop.y + _RADIUS
        elif stop.step.action == "forge":
            yield FORGED_AT - _RADIUS, stop.y - _RADIUS, FORGED_AT + _LOST, stop.y + _RADIUS
        elif stop.step.action != "lose":
            x = LINE_AT[stop.step.end]
            yield x - _RADIUS, stop.y - _RADIUS, x + _RADIUS, stop.y + _RADIUS
    for line in chart.lines:
        if line.flight.fate in ("lost", "too old", "no room"):
            yield _loss(line)


def _choices(line: MessageLine) -> Iterator[Place]:
    half, high = _half(line), ROW * len(line.label) / 2
    low = LINE_AT["A"] + BESIDE + half
    top = max(LINE_AT["B"] - BESIDE - half, low)
    if line.enters:  # its tail is a small circle between the lifelines
        y = line.tail[1] - high - 4.0
        yield from ((min(max(line.tail[0], low), top), y), (low, y), (top, y))
        return
    y = line.tail[1] - high - 1.0
    near, far = (low, top) if line.flight.packet.sender == "A" else (top, low)
    yield from (((low + top) / 2, y), (near, y), *([(far, y)] if line.far else []))


def obstacles(line: MessageLine, lines: Iterable[MessageLine]) -> list[MessageLine]:
    """The lines that cross the label at one of its places."""
    found: list[MessageLine] = []
    for place in _choices(line):
        line.label_at = place
        found += [other for other in lines if _crosses(_rectangle(line), other)]
    return found


def _half(line: MessageLine) -> float:
    return max(width(text, CHART_LETTER, mono=True) for text in line.label) / 2 + 2.0


def _rectangle(line: MessageLine) -> Rectangle:
    half, high = _half(line), ROW * len(line.label) / 2 - 0.2
    x, y = line.label_at
    return x - half, y - high, x + half, y + high


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _crosses(box: Rectangle, line: MessageLine) -> bool:
    """Whether the line, clipped to the heights of the box, comes between its sides."""
    (x0, y0), (x1, y1) = line.tail, line.head
    top, low = max(box[1], min(y0, y1)), min(box[3], max(y0, y1))
    if top > low:
        return False
    slope = (x1 - x0) / (y1 - y0) if y1 != y0 else 0.0
    there = sorted((x0 + (top - y0) * slope, x0 + (low - y0) * slope)) if slope else sorted((x0, x1))
    return there[0] < box[2] and box[0] < there[1]
