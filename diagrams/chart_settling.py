"""A sequence chart settled: room is made until every label has a place of its own.

Where the label of a message finds no free place, the ways to make room are tried in turn; at last the longest
line in its way is interrupted: it ends in dots, and comes in again, from a small circle, just above its
arrival.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.results import Trace
from diagrams.chart_labels import obstacles, set_labels
from diagrams.chart_places import WAYS, Chart, Line, Wishes, settled
from diagrams.flights import Flight, flights

_LONG = 60.0


def chart(trace: Trace, first: int = 1) -> Chart:
    """The chart of a whole trace, whose steps are numbered from ``first``."""
    every = [flight for flight in flights(trace) if flight.drawn]
    wishes, hopeless = Wishes(), set[int]()
    while True:
        tried = settled(trace, every, wishes, first)
        crowded = (line for line in set_labels(tried) if every.index(line.flight) not in hopeless)
        line = next(crowded, None)
        if line is None:
            return tried
        if not _grant(every, tried.lines, line, wishes):
            hopeless.add(every.index(line.flight))


def _grant(every: Sequence[Flight], lines: Sequence[Line], line: Line, wishes: Wishes) -> bool:
    """Try the next way to make room for the label of that line; whether there was one."""
    place = every.index(line.flight)
    wishes.way[place] += 1
    if wishes.way[place] < len(WAYS):
        return True
    wishes.way[place] = 0
    long = [other for other in obstacles(line, lines) if other.drop > _LONG and not other.enters]
    if not long:
        return False
    wishes.broken.add(every.index(max(long, key=lambda other: other.drop).flight))
    return True
