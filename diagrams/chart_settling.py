"""A sequence chart settled: room is made until every label has a place of its own.

Where the label of a message finds no free place, the way to make room that leaves the fewest labels without
one is taken; where none helps, the longest line in its way is interrupted: it ends in dots, and comes in
again, from a small circle, just above its arrival.

A limit: where two messages leave in every step and most are late, about one label in twenty finds no place
and lies across a line, on white.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from checker.results import Trace
from diagrams.chart_labels import obstacles, set_labels
from diagrams.chart_places import WAYS, Chart, Line, Wishes, settled
from diagrams.flights import Flight, flights

_LONG = 40.0


def chart(trace: Trace, first: int = 1) -> Chart:
    """The chart of a whole trace, whose steps are numbered from ``first``."""
    return _Search(trace, [flight for flight in flights(trace) if flight.drawn], first).run()


@dataclass(slots=True)
class _Search:
    """What was tried for the labels of one chart; messages are named by their places in the trace."""

    trace: Trace
    every: list[Flight]
    first: int
    wishes: Wishes = field(default_factory=Wishes)
    hopeless: set[int] = field(default_factory=lambda: set[int]())

    def run(self) -> Chart:
        while True:
            tried, crowded = self._try()
            line = next((line for line in crowded if self._place(line) not in self.hopeless), None)
            if line is None:
                return tried
            if not self._make_room(line, len(crowded)) and not self._interrupt(line, tried):
                self.hopeless.add(self._place(line))

    def _try(self) -> tuple[Chart, list[Line]]:
        """The chart as it is wished for, and the lines whose labels found no place."""
        tried = settled(self.trace, self.every, self.wishes, self.first)
        return tried, set_labels(tried)

    def _place(self, line: Line) -> int:
        return self.every.index(line.flight)

    def _make_room(self, line: Line, crowded: int) -> bool:
        """Take the best way for that line's label; whether it leaves fewer labels without a place."""
        place, before = self._place(line), self.wishes.way[self._place(line)]
        left: list[int] = []
        for way in range(len(WAYS)):
            self.wishes.way[place] = way
            left.append(len(self._try()[1]))
        helps = min(left) < crowded
        self.wishes.way[place] = left.index(min(left)) if helps else before
        return helps

    def _interrupt(self, line: Line, tried: Chart) -> bool:
        """Interrupt the longest line in the way of that label; whether there is one."""
        long = [
            other
            for other in obstacles(line, tried.lines)
            if other.drop > _LONG and not other.enters and self._place(other) not in self.wishes.broken
        ]
        if not long:
            return False
        self.wishes.broken.add(self._place(max(long, key=lambda other: other.drop)))
        return True
