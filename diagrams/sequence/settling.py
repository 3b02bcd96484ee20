"""A sequence chart settled: room is made until every label has a place of its own.

Where the label of a message finds no free place, the way to make room that leaves the fewest labels without
one is taken; where none helps, the longest line in its way is interrupted: it ends in dots, and comes in
again, from a small circle, just above its arrival.

A limit: where two messages leave in every step and most are late, a label may find no place, and lies across a line, on
white.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from diagrams.sequence.flights import Flight, flights
from diagrams.sequence.labels import obstacles, set_labels, through
from diagrams.sequence.page import Page
from diagrams.sequence.parts import ENTRIES, WAYS, Chart, MessageLine, Wishes
from diagrams.sequence.places import settled

_LONG = 40.0


def chart(page: Page) -> Chart:
    """The chart of a page."""
    return _Search(page, [flight for flight in flights(page.trace) if flight.drawn]).run()


@dataclass(slots=True)
class _Search:
    """What was tried for the labels of one chart; messages are named by their places in the trace."""

    page: Page
    every: list[Flight]
    wishes: Wishes = field(default_factory=Wishes)
    hopeless: set[int] = field(default_factory=lambda: set[int]())

    def run(self) -> Chart:
        while True:
            tried, crowded = self._try()
            line = next((line for line in crowded if self._place(line) not in self.hopeless), None)
            if line is None:
                if not self._free_bands(tried):
                    return tried
                continue
            if not self._make_room(line, tried, len(crowded)) and not self._interrupt(line, tried):
                self.hopeless.add(self._place(line))

    def _try(self) -> tuple[Chart, list[MessageLine]]:
        """The chart as it is wished for, and the lines whose labels found no place."""
        tried = settled(self.page, self.every, self.wishes)
        return tried, set_labels(tried)

    def _place(self, line: MessageLine) -> int:
        return self.every.index(line.flight)

    def _make_room(self, line: MessageLine, tried: Chart, crowded: int) -> bool:
        """Make room in the best way there is; whether it leaves fewer labels without a place."""
        kept = self.wishes
        options = [self._wish("way", self._place(line), way) for way in range(len(WAYS))]
        for other in tried.lines:
            if other.enters:
                options += [self._wish("entry", self._place(other), room) for room in range(1, ENTRIES + 1)]
        best = min(options, key=self._cost)
        helps = self._cost(best)[0] < crowded
        self.wishes = best if helps else kept
        return helps

    def _wish(self, kind: Literal["way", "entry"], place: int, value: int) -> Wishes:
        """What is wished for, and one thing changed."""
        changed = Counter(self.wishes.way if kind == "way" else self.wishes.entry)
        changed[place] = value
        return replace(self.wishes, way=changed) if kind == "way" else replace(self.wishes, entry=changed)

    def _cost(self, wishes: Wishes) -> tuple[int, float]:
        """How many labels it leaves without a place, and how high the chart is."""
        self.wishes = wishes
        tried, crowded = self._try()
        return len(crowded), tried.bottom

    def _free_bands(self, tried: Chart) -> bool:
        """Interrupt the longest message through the words of a line across; whether there was one."""
        found = [line for band in tried.bands for line in through(band, tried)]
        return self._break(found, 0.0)

    def _interrupt(self, line: MessageLine, tried: Chart) -> bool:
        """Interrupt the longest line in the way of that label, or else its own; whether there is one."""
        return any(self._break(lines) for lines in (obstacles(line, tried.lines), [line]))

    def _break(self, lines: Sequence[MessageLine], least: float = _LONG) -> bool:
        """Interrupt the longest of them that is longer than that; whether there was one."""
        long = [other for other in lines if other.drop > least and not other.enters and not other.breaks]
        if long:
            self.wishes.broken.add(self._place(max(long, key=lambda other: other.drop)))
        return bool(long)
