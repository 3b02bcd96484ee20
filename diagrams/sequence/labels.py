"""Where the labels of a chart's messages stand, and the words on the lines that go across it.

A label stands above its message, close to it: as low as the line, which goes down, lets it.  Of some places along the
line the first is taken where it covers nothing, nothing crosses it, and no other message is nearer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diagrams.rendering.geometry import Line, Rectangle, around, crosses, distance, overlap
from diagrams.rendering.letters import width
from diagrams.rendering.pinned import WIDTH
from diagrams.rendering.style import CHART_LETTER, MONO_LETTER
from diagrams.sequence.parts import BESIDE, FORGED_AT, LINE_AT, ROW, TICK_AT, Band, Chart, MessageLine, Place, Stop

_RADIUS, _LOST, _TICK, _BAND = 7.0, 45.0, 14.0, 8.0
_AIR = 1.0
"""Points between a label and what is no part of it."""
_PARTS = (0.5, 0.25, 0.0, 0.75, 1.0)
"""Where a label is tried, from the sender's lifeline to the receiver's."""


def set_labels(chart: Chart) -> list[MessageLine]:
    """Put every label where no line, no label and no mark is; the messages for which there was no such place.

    One that runs into the number of a step which is not its own has none either.
    """
    for line in chart.lines:
        if line.lost:
            _set_cross(line, chart)
    for band in chart.bands:
        _set_band(band, chart)
    taken = list(_marks(chart))
    across = [Line((0.0, stop.y), (WIDTH, stop.y)) for stop in chart.stops if stop.step.action == "tick"]
    placed = [(line, _set_label(line, taken, chart.lines, across)) for line in chart.lines]
    return [line for line, found in placed if not found or _touches(line, chart.stops)]


def _touches(line: MessageLine, stops: Sequence[Stop]) -> bool:
    """Whether it runs into the number of a step in which it does not end."""
    others = (stop for stop in stops if stop.number != line.flight.ended_at and stop.step.action != "tick")
    return any(crosses(mark, straight(line)) for stop in others for mark in _mark(stop))


def straight(line: MessageLine) -> Line:
    """The line as it is drawn."""
    return Line(line.tail, line.head)


def _set_cross(lost: MessageLine, chart: Chart) -> None:
    """Let a message that is lost end where no other line goes through its cross, its number and its word."""
    start, end = LINE_AT[lost.flight.packet.sender], LINE_AT[lost.flight.packet.to]
    first = (lost.tail[0] - start) / (end - start)
    others = [straight(line) for line in chart.lines if line is not lost]
    tried = [part for part in (0.58, 0.66, 0.5, 0.4, 0.3, 0.2) if part > first + 0.05]
    for part in tried:
        lost.head = (start + (end - start) * part, lost.head[1])
        if not any(crosses(_loss(lost), other) for other in others):
            return
    lost.head = (start + (end - start) * tried[0], lost.head[1])


def _set_band(band: Band, chart: Chart) -> None:
    """Move the words on a line that goes across to where no message goes through them."""
    wide = _words(band).right - _words(band).left
    low, top = LINE_AT["A"] + 4.0 + wide / 2, LINE_AT["B"] - 4.0 - wide / 2
    for part in sorted((place / 12 for place in range(13)), key=lambda part: abs(part - 0.5)):
        band.x = low + (top - low) * part
        if not list(through(band, chart)):
            return
    band.x = WIDTH / 2


def through(band: Band, chart: Chart) -> Iterator[MessageLine]:
    """The messages that go through the words of a line across."""
    return (line for line in chart.lines if crosses(_words(band), straight(line)))


def _words(band: Band) -> Rectangle:
    return around((band.x, band.y), width(band.text, CHART_LETTER) + 12.0, 2 * _BAND)


def _loss(line: MessageLine) -> Rectangle:
    """The cross at the end of a lost message, the number of the step and the word."""
    (x, y), aside = line.head, _LOST if line.flight.packet.to == "B" else -_LOST
    return Rectangle(min(x, x + aside) - _RADIUS, y - _RADIUS, max(x, x + aside) + _RADIUS, y + _RADIUS)


def _set_label(line: MessageLine, taken: list[Rectangle], lines: Sequence[MessageLine], across: Sequence[Line]) -> bool:
    """Put the label, and add it to what is taken; whether there was a free place."""
    choices = list(_choices(line))
    others = [straight(other) for other in lines if other is not line]
    for place in choices:
        line.label_at = place
        box = _rectangle(line)
        if not _covers(box, taken, [straight(line), *others, *across]) and _nearest(box, line, others):
            taken.append(box)
            return True
    line.label_at = choices[0]
    return False


def _covers(box: Rectangle, taken: Sequence[Rectangle], lines: Sequence[Line]) -> bool:
    own, *others = lines
    wide = box.grown(_AIR)
    return any(overlap(box, other) for other in taken) or crosses(box, own) or any(crosses(wide, one) for one in others)


def _nearest(box: Rectangle, line: MessageLine, others: Sequence[Line]) -> bool:
    """Whether no other message is nearer than its own."""
    own = distance(box, straight(line))
    return all(distance(box, other) >= own for other in others)


def _marks(chart: Chart) -> Iterator[Rectangle]:
    """What no label may cover: numbers of steps, the crosses and words of losses, the lines across."""
    for band in chart.bands:
        yield Rectangle(0.0, band.y - _BAND, WIDTH, band.y + _BAND)
    for stop in chart.stops:
        yield from _mark(stop)
    for line in chart.lines:
        if line.lost:
            yield _loss(line)


def _mark(stop: Stop) -> Iterator[Rectangle]:
    if stop.step.action == "tick":
        yield Rectangle(TICK_AT - _TICK - _RADIUS, stop.y - _RADIUS, TICK_AT + _TICK, stop.y + _RADIUS)
    elif stop.step.action == "forge":
        yield Rectangle(FORGED_AT - _RADIUS, stop.y - _RADIUS, FORGED_AT + _LOST, stop.y + _RADIUS)
    elif stop.step.action != "lose":
        yield around((LINE_AT[stop.step.end], stop.y), 2 * _RADIUS, 2 * _RADIUS)


def _choices(line: MessageLine) -> Iterator[Place]:
    half, high = _half(line), ROW * len(line.label) / 2
    low = LINE_AT["A"] + BESIDE + half
    top = max(LINE_AT["B"] - BESIDE - half, low)
    if line.enters:  # its tail is a small circle between the lifelines
        y = line.tail[1] - high - 4.0
        yield from ((min(max(line.tail[0], low), top), y), (low, y), (top, y))
        return
    near, far = (low, top) if line.flight.packet.sender == "A" else (top, low)
    if line.flight.forged:  # it begins in the middle
        near = (near + far) / 2
    stub = line.breaks or line.flight.ended_at is None
    along = [near + (far - near) * part for part in (sorted(_PARTS) if stub else _PARTS)]
    yield from ((x, _height_at(line, x, half) - high - _AIR) for x in along)
    yield from ((x, line.tail[1] - high - _AIR) for x in along)


def _height_at(line: MessageLine, x: float, half: float) -> float:
    """Where the line is at that side of a label from which it comes; of a stub, its tail."""
    (x0, y0), (x1, y1) = straight(line)
    if line.breaks or line.flight.ended_at is None:
        return y0
    side = x - half if x1 > x0 else x + half
    part = (side - x0) / (x1 - x0) if x1 != x0 else 0.0
    return y0 + (y1 - y0) * min(max(part, 0.0), 1.0)


def obstacles(line: MessageLine, lines: Sequence[MessageLine]) -> list[MessageLine]:
    """The lines that cross the label at one of its places."""
    found: list[MessageLine] = []
    for place in _choices(line):
        line.label_at = place
        found += [other for other in lines if crosses(_rectangle(line).grown(_AIR), straight(other))]
    return found


def _half(line: MessageLine) -> float:
    return max(width(text, MONO_LETTER, mono=True) for text in line.label) / 2 + 2.0


def _rectangle(line: MessageLine) -> Rectangle:
    return around(line.label_at, 2 * _half(line), ROW * len(line.label) - 0.4)
