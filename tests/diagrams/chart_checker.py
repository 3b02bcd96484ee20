"""What is wrong with the places of a finished chart, read from its DOT text alone: nothing of the placing is asked.

No two texts overlap, no line goes through a text, and the label of a message is nearest to its own line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from diagrams.rendering.geometry import Line, Place, Rectangle, around, crosses, distance, overlap
from diagrams.rendering.letters import width

LETTER, ROW = 8.0, 9.4
_NODE = re.compile(r'^\t(?:"([^"]+)"|(\w+)) \[(.*)\]$', re.MULTILINE)
_EDGE = re.compile(r'^\t(?:"([^"]+)"|(\w+)) -> (?:"([^"]+)"|(\w+)) \[', re.MULTILINE)
_LABEL = re.compile(r'(?<!\w)label=(?:"((?:[^"\\]|\\.)*)"|([^\s\]]+))')
_PLACE = re.compile(r'pos="(-?[\d.]+),(-?[\d.]+)!"')
_SIZE = re.compile(r"(?<!\w)(width|height)=([\d.]+)")
_LETTER = re.compile(r"(?<!\w)fontsize=([\d.]+)")
_BAND = ("violation", "goal", "stop", "loop begins", "loop ends")


def faults(dot: str) -> list[str]:
    """What is wrong, a sentence each."""
    places, boxes = dict(_places(dot)), dict(_boxes(dot))
    lines = {(tail, head): Line(places[tail], places[head]) for tail, head in _edges(dot)}
    return [*_overlaps(boxes), *_crossed(boxes, lines), *_strange(boxes, lines)]


def _overlaps(boxes: dict[str, Rectangle]) -> Iterator[str]:
    for (one, first), (other, second) in combinations(boxes.items(), 2):
        if overlap(first, second):
            yield f"{one!r} overlaps {other!r}"


def _crossed(boxes: dict[str, Rectangle], lines: dict[tuple[str, str], Line]) -> Iterator[str]:
    for name, box in boxes.items():
        for ends, line in lines.items():
            if crosses(box, line) and not _may_touch(name, ends):
                yield f"{ends[0]!r} -> {ends[1]!r} goes through {name!r}"


def _may_touch(name: str, ends: tuple[str, str]) -> bool:
    """A line ends at what it leads to, and a band and a tick have their word on their own line."""
    tail = ends[0]
    on_its_line = tail.startswith((f"{name} ", f"{name},")) or (name.endswith(", tick") and tail.startswith(f"{name} "))
    circle = name.startswith("step ") and "," not in name and tail.endswith(" begins")
    side = name in _BAND and tail == "loop ends left"
    lifeline_through_band = name in _BAND and tail.endswith(" begins")
    return name in ends or on_its_line or circle or side or lifeline_through_band


def _strange(boxes: dict[str, Rectangle], lines: dict[tuple[str, str], Line]) -> Iterator[str]:
    messages = {ends: line for ends, line in lines.items() if ends[0].startswith("message ")}
    for name, box in boxes.items():
        whose, mark, _ = name.partition(" label")
        if not mark:
            continue
        own = min(distance(box, line) for ends, line in messages.items() if ends[0].startswith(f"{whose} "))
        for ends, line in messages.items():
            if not ends[0].startswith(f"{whose} ") and distance(box, line) < own:
                yield f"{name!r} is nearer to {ends[0]!r}"


def _edges(dot: str) -> Iterator[tuple[str, str]]:
    for one, plain, other, second in _EDGE.findall(dot):
        yield one or plain, other or second


def _places(dot: str) -> Iterator[tuple[str, Place]]:
    for quoted, plain, attributes in _NODE.findall(dot):
        found = _PLACE.search(attributes)
        if found:
            yield quoted or plain, (float(found[1]), -float(found[2]))


def _boxes(dot: str) -> Iterator[tuple[str, Rectangle]]:
    places = dict(_places(dot))
    for quoted, plain, attributes in _NODE.findall(dot):
        name, label = quoted or plain, _LABEL.search(attributes)
        text = (label[1] or label[2] or "").strip('"') if label else ""
        if not text or name not in places:
            continue
        if "fixedsize=true" in attributes or "shape=circle" in attributes:
            size = {side: 72 * float(value) for side, value in _SIZE.findall(attributes)}
            yield name, around(places[name], size["width"], size["height"])
        else:
            rows = text.split("\\n")
            mono = "Mono" in attributes
            size = float(found[1]) if (found := _LETTER.search(attributes)) else LETTER
            yield name, around(places[name], max(width(row, size, mono) for row in rows), ROW * len(rows))
