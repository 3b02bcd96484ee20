"""What a figure leaves unsaid: the call or the timer that makes an end send a segment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checker.packed.transition import Happening
from checker.scenarios.staging import ScenarioStage
from spec.notation.nodes import End

MOST_EVENTS = 2
"""A SEND, and the transmission of what it queued."""


@dataclass(frozen=True, slots=True)
class EventPath:
    """Calls and timers, one after the other, of which the last one sends the segment."""

    steps: tuple[Happening, ...]
    state: str
    """The end's state then."""
    text: str


def ways_to_send(stage: ScenarioStage, end: End, now: int, sends: Callable[[int], bool]) -> list[EventPath]:
    """The shortest ways in which the end can send a segment by itself, from that configuration on."""
    ways = [way for way in ways_to_send_anything(stage, end, now) if any(map(sends, way.steps[-1].sent))]
    least = min((len(way.steps) for way in ways), default=0)
    return [way for way in ways if len(way.steps) == least]


def ways_to_send_anything(stage: ScenarioStage, end: End, now: int) -> Iterator[EventPath]:
    """The ways in which the end can send something by itself, shorter ones first.

    An event before the last one changes no state and sends nothing: who means one that does has to write it.
    """
    state = _state(stage, end, now)
    reached: list[tuple[int, tuple[Happening, ...]]] = [(now, ())]
    for _ in range(MOST_EVENTS):
        longer = [(after, (*steps, one)) for before, steps in reached for one, after in _own(stage, end, before)]
        yield from (_way(stage, end, after, steps) for after, steps in longer if steps[-1].sent)
        reached = [one for one in longer if not one[1][-1].sent and _state(stage, end, one[0]) == state]


def _own(stage: ScenarioStage, end: End, now: int) -> Iterator[tuple[Happening, int]]:
    for one in stage.successors[end].happenings(end, now):
        after, cut = stage.successors[end].after(end, now, one)
        if one.event >= 0 and not cut:
            yield one, after


def _way(stage: ScenarioStage, end: End, after: int, steps: tuple[Happening, ...]) -> EventPath:
    events = stage.successors[end].frames[end].events
    return EventPath(steps, _state(stage, end, after), ", then ".join(events[one.event].name for one in steps))


def _state(stage: ScenarioStage, end: End, packed: int) -> str:
    return stage.describers[end].point(packed).end(end).state
