"""Where everything of a chain of runs stands: each run a small sequence chart, and two of them alike to an end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from checker.knowledge.answers import Evidence
from checker.results.runs import End, Step, Trace
from diagrams.rendering.pinned import WIDTH, Place
from diagrams.sequence.flights import Flight, flights

MOST = 5
"""Runs beside each other; more go on below."""
WORDS = 10.0
"""From a line of words to the next."""
STEP = 24.0
"""From a step to the next."""

_HEAD, _NAMES, _FIRST = 8.0, 40.0, 58.0
_BETWEEN = 84.0  # most points between the lifelines
_BELOW = 26.0


@dataclass(frozen=True, slots=True)
class Panel:
    """One run of the chain."""

    number: int
    """From 1."""
    run: Trace
    like: End | None
    """The end to which it looks the same as the run before; None for the first."""
    facts: tuple[str, ...] | None
    """What is true of its world, where there are several."""
    differs: frozenset[int]
    """The steps that a run before or after it has not, numbered from 1."""
    left: float
    width: float
    top: float

    @property
    def middle(self) -> float:
        """Half way between its lifelines."""
        return self.left + self.width / 2

    def line_at(self, end: End) -> float:
        """How far to the right a lifeline is."""
        half = min(_BETWEEN, self.width - 24.0) / 2
        return self.middle + (-half if end == "A" else half)

    def heading_at(self, line: int) -> float:
        """The height of the number and of the two lines of words below it."""
        return self.top + _HEAD + (line and 3.0 + WORDS * line)

    @property
    def names_at(self) -> float:
        """The height of the ends' names."""
        return self.top + _NAMES + 4.0

    def y(self, step: int) -> float:
        """The height of a step; of 0, where the lifelines begin."""
        return self.top + _FIRST + STEP * (step - 0.5) if step else self.top + _FIRST - 6.0

    @property
    def bottom(self) -> float:
        """Where the lifelines end."""
        return self.y(len(self.run.steps)) + _BELOW / 1.3

    def messages(self) -> Iterator[tuple[Flight, Place, Place]]:
        """Each message that is drawn, its tail and its head."""
        for one in flights(self.run):
            if one.drawn:
                yield one, *self._way(one)

    def label_at(self, flight: Flight, tail: Place, head: Place) -> Place:
        """The middle of a message's label: on its line, or below one that does not arrive."""
        if flight.fate == "delivered":
            return (tail[0] + head[0]) / 2, (tail[1] + head[1]) / 2
        return self.middle, head[1] + 9.0

    def _way(self, flight: Flight) -> tuple[Place, Place]:
        begin, end = self.line_at(flight.packet.sender), self.line_at(flight.packet.to)
        tail = (begin, self.y(flight.sent_at)) if flight.sent_at else (self.middle, self.y(0))
        if flight.ended_at is None:
            return tail, (begin + (end - begin) * 0.7, tail[1] + STEP * 0.4)
        part = 1.0 if flight.fate == "delivered" else 0.6
        return tail, (begin + (end - begin) * part, self.y(flight.ended_at))


def panels(found: Evidence) -> list[Panel]:
    """The run itself, and each that looks like the one before it."""
    runs = [found.here, *(doubt.run for doubt in found.doubts)]
    ends: list[End | None] = [None, *(doubt.end for doubt in found.doubts)]
    facts = [None, *(doubt.facts for doubt in found.doubts)]
    across = len(runs) if len(runs) <= MOST else -(-len(runs) // -(-len(runs) // MOST))
    made: list[Panel] = []
    top = 0.0
    for place, (run, end) in enumerate(zip(runs, ends, strict=True)):
        if place and place % across == 0:
            top = max(one.bottom + _room(one) for one in made) + 14.0
        differs = _differs(runs, ends, place)
        wide = WIDTH / across
        made.append(Panel(place + 1, run, end, facts[place], differs, place % across * wide, wide, top))
    return made


def _room(panel: Panel) -> float:
    """Below the lifelines, for the facts of its world."""
    return WORDS * (len(panel.facts) + 2) if panel.facts is not None else 0.0


def _differs(runs: Sequence[Trace], ends: Sequence[End | None], place: int) -> frozenset[int]:
    """The steps that are not in the run before, or not in the one after."""
    found: set[int] = set()
    for other in (place - 1, place + 1):
        if 0 <= other < len(runs):
            alike = ends[max(place, other)]
            found.update(_unlike(runs[place], runs[other], "A" if alike == "B" else "B"))
    return frozenset(found)


def _unlike(run: Trace, other: Trace, end: End) -> set[int]:
    """The steps at that end from where on the runs are not the same to it."""
    mine, its = _seen(run, end), _seen(other, end)
    same = sum(1 for _ in takewhile(lambda pair: _told(pair[0][1]) == _told(pair[1][1]), zip(mine, its, strict=False)))
    return {number for number, _ in mine[same:]}


def _seen(run: Trace, end: End) -> list[tuple[int, Step]]:
    return [(n, step) for n, step in enumerate(run.steps, start=1) if step.end == end and step.action not in _UNSEEN]


_UNSEEN = ("lose", "forge")


def _told(step: Step) -> tuple[str, str, tuple[str, ...]]:
    """What an end sees of a step."""
    packet = step.packet.text if step.packet is not None else ""
    return step.event, packet, tuple(sent.text for sent in step.sent)
