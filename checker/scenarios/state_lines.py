"""Lines of a scenario that say how things stand: what an end's variables are, what it cannot do, what is in flight."""

from __future__ import annotations

import re

from checker.scenarios.faults import wrong
from checker.scenarios.script import FlyingSegment, Remark, Stand
from checker.scenarios.tokens import ENDS, SEGMENT, end_named, pairs, written
from spec.notation.errors import Place

_HAS = re.compile(r"\s*(\w+)\s+has\s+(.+)")
_CANNOT = re.compile(r"\s*(\w+)\s+cannot\s+(.+)")
_NOTHING = re.compile(r"\s*nothing\s+is\s+in\s+flight(?:\s+to\s+(\w+))?\s*", re.IGNORECASE)

_FLIES = re.compile(rf"\s*({SEGMENT.pattern})\s+is\s+in\s+flight\s+to\s+(\w+)\s*")


def stand(text: str, place: Place) -> Stand | None:
    """What the line says; None where it says something else.

    >>> stand("   A has SND.UNA 101 and RCV.WND 0", Place("it", 1)).has
    ('A', (('SND.UNA', '101'), ('RCV.WND', '0')))
    """
    if found := _HAS.fullmatch(text):
        values = pairs(found.group(2), place, "SND.UNA 101")
        return Stand(has=(end_named(found.group(1), place), values))
    if found := _CANNOT.fullmatch(text):
        return Stand(cannot=Remark(end_named(found.group(1), place), found.group(2).strip(), named=True))
    if found := _NOTHING.fullmatch(text):
        return Stand(nothing_to=(end_named(found.group(1), place),) if found.group(1) else tuple(ENDS.values()))
    if found := _FLIES.fullmatch(text):
        return Stand(flies=FlyingSegment(place, end_named(found.group(2), place), written(found.group(1))))
    if re.match(r"\s*[AB]\s+(?:has|cannot)\b", text):
        raise wrong(place, "expected what it has or cannot do, such as 'A has SND.UNA 101' or 'A cannot CLOSE'")
    return None
