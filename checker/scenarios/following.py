"""A scenario followed step by step, by the transitions of its system."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from checker.packed.layout import Layout
from checker.packed.transition import Happening
from checker.results.runs import Point, Step, Trace
from checker.scenarios.alternatives import Instead
from checker.scenarios.faults import NotFollowed
from checker.scenarios.implied_events import EventPath, ways_to_send
from checker.scenarios.reading import parse, parse_text
from checker.scenarios.script import Crossing, Scenario
from checker.scenarios.segments import Wanted
from checker.scenarios.staging import Cue, ScenarioStage, staged
from spec.notation.casts import Cast
from spec.notation.ends import peer
from spec.notation.errors import SpecError
from spec.notation.nodes import End
from spec.notation.systems import System

CANNOT = "and the line says that it cannot"


@dataclass(frozen=True, slots=True)
class Departed:
    """A segment that an end has sent, and that no line has told yet."""

    to: End
    key: int
    state: str
    """Of its sender, when it was sent."""


def follow(scenario: Scenario | Path | str, cast: Cast) -> Trace:
    """The run that the scenario tells: its text, or the path of its file.

    ScenarioError where it names what there is not; NotFollowed at the first line that the machines cannot follow,
    with what they could have done.
    """
    if isinstance(scenario, Path):
        scenario = parse(scenario)
    elif isinstance(scenario, str):
        scenario = parse_text(scenario)
    run = FollowedRun(staged(scenario, cast), scenario.title)
    for cue in run.stage.cues:
        run.play(cue)
    return run.trace()


def performed(scenario: Scenario, cast: Cast, end: End) -> tuple[Trace, System]:
    """The same, with the system as that end sees it."""
    run = follow(scenario, cast)
    return run, staged(scenario, cast).describers[end].frames[end].system


class FollowedRun:
    """The run so far."""

    def __init__(self, stage: ScenarioStage, title: str) -> None:
        self.stage, self.title = stage, title
        self.now = stage.start
        self.points: list[Point] = [stage.describers["A"].point(stage.start)]
        self.steps: list[Step] = []
        self.untold: list[Departed] = []

    def trace(self) -> Trace:
        """It, as a trace."""
        return Trace(self.points[0], tuple(self.steps), self.title)

    def play(self, cue: Cue) -> None:
        """Do what one line says."""
        for end, event in cue.events:
            self._happen(cue, end, event)
        checked: set[End] = set()
        if cue.crossing is not None and cue.wanted is not None:
            checked = self._move(cue, cue.crossing, cue.wanted)
        for end, state in cue.states:
            if end not in checked and self.state(end) != state:
                self._stop(cue, f"{end} is {self.state(end)}, not {state}{self._instead().since(end)}")
        self._look(cue)

    def _look(self, cue: Cue) -> None:
        """Hold what the line says to how things stand."""
        for end, name, value in cue.has:
            now = self._value(end, name)
            if now != value:
                self._stop(cue, f"{end} has {name} {now}, not {value}{self._instead().since(end)}")
        if cue.cannot is not None:
            end, event = cue.cannot
            if any(one.event == event for one in self._happenings(cue, end)):
                name = self.stage.describers[end].frames[end].events[event].name
                self._stop(cue, f"{end} can {name} in {self.state(end)}, {CANNOT}; {self._instead().events(end)}")
        if cue.flies is not None and not self._there(*cue.flies):
            to, wanted = cue.flies
            self._stop(cue, f"no {wanted.text} is in flight to {to}; {self._instead().in_flight(to)}")
        for to in cue.nothing_to:
            if any(packet.to == to for packet in self.points[-1].in_flight):
                self._stop(cue, self._instead().in_flight(to))

    def _value(self, end: End, name: str) -> int:
        frame, local = self.stage.describers[end].frames[end], self._layout(end).unpack(self.now).local(end)
        value = local.values[[var.name for var in frame.slots].index(name)]
        assert isinstance(value, int)
        return value

    def _layout(self, end: End) -> Layout:
        return self.stage.successors[end].layout

    def state(self, end: End) -> str:
        """The state of that end now."""
        return self.points[-1].end(end).state

    def _happen(self, cue: Cue, end: End, event: int) -> None:
        found = [one for one in self._happenings(cue, end) if one.event == event]
        if not found:
            name = self.stage.describers[end].frames[end].events[event].name
            self._stop(cue, f"{name} does nothing at {end} in {self.state(end)}; {self._instead().events(end)}")
        self._take(cue, end, found[0])

    def _move(self, cue: Cue, crossing: Crossing, wanted: Wanted) -> set[End]:
        """Move the segment; the ends whose states have been looked at."""
        key, checked = self._departed(cue, crossing, wanted) if crossing.departs else (None, set[End]())
        if crossing.fate == "held":
            return checked
        key = self._flying(cue, crossing, wanted) if key is None else key
        action = "lose" if crossing.fate == "lost" else "duplicate" if crossing.copy_stays else "deliver"
        to = crossing.to
        found = [one for one in self._happenings(cue, to) if (one.key, one.action) == (key, action)]
        self._take(cue, to, found[0])
        return checked

    def _happenings(self, cue: Cue, end: End) -> list[Happening]:
        try:
            return self.stage.successors[end].happenings(end, self.now)
        except SpecError as error:
            self._stop(cue, f"this is beyond the bounds: {error}")

    def _departed(self, cue: Cue, crossing: Crossing, wanted: Wanted) -> tuple[int, set[End]]:
        """The segment's key, once it has been sent."""
        end, state = crossing.sender, dict(cue.states).get(crossing.sender)
        sent = self._told(crossing.to, wanted)
        if sent is None:
            for happening in self._way(cue, crossing, wanted, state).steps:
                self._take(cue, end, happening)
            sent = self._told(crossing.to, wanted)
            assert sent is not None
        if state not in (None, sent.state, self.state(end)):
            said = f"{end} is {sent.state} when it sends {wanted.text}, not {state}"
            self._stop(cue, said + self._instead().since(end))
        return sent.key, {end}

    def _told(self, to: End, wanted: Wanted) -> Departed | None:
        """The first segment of those that wait for their line which is the wanted one, taken out."""
        for place, one in enumerate(self.untold):
            if one.to == to and self.fits(to, one.key, wanted):
                return self.untold.pop(place)
        return None

    def _way(self, cue: Cue, crossing: Crossing, wanted: Wanted, state: str | None) -> EventPath:
        """The only way in which the end can send it now."""
        end = crossing.sender
        found = ways_to_send(self.stage, end, self.now, lambda key: self.fits(crossing.to, key, wanted))
        fitting = [one for one in found if state in (None, one.state)] or found
        if not fitting:
            untold = [one.key for one in self.untold if one.to == crossing.to]
            flying = bool(self._there(crossing.to, wanted))
            self._stop(cue, self._instead().not_sent(crossing, wanted, untold, flying=flying))
        if len(fitting) > 1:
            listed, example = " or ".join(one.text for one in fitting), f"({end}: {fitting[0].text})"
            self._stop(cue, f"{end} can send {wanted.text} by {listed}: say which, as in {example}")
        return fitting[0]

    def _flying(self, cue: Cue, crossing: Crossing, wanted: Wanted) -> int:
        """The key of that segment, which is in flight: rather one that a line has told."""
        to = crossing.to
        flying = self._there(to, wanted)
        untold = [one.key for one in self.untold if one.to == to]
        told = [key for key in flying if flying.count(key) > untold.count(key)]
        if told:
            return told[0]
        sent = self._told(to, wanted)
        if sent is None:
            self._stop(cue, self._instead().not_flying(crossing, wanted))
        return sent.key

    def _there(self, to: End, wanted: Wanted) -> list[int]:
        """The wanted segments in flight."""
        keys = self.stage.successors[to].layout.ways[to].unpack_keys(self.now)
        return [key for key in keys if self.fits(to, key, wanted)]

    def fits(self, to: End, key: int, wanted: Wanted) -> bool:
        """Whether the message of that key is the wanted segment."""
        carried = self.stage.successors[to].layout.ways[to].keys.carried(key)
        return wanted.fits(self.stage.successors[to].frames[to].kinds[carried.kind], carried)

    def _take(self, cue: Cue, end: End, happening: Happening) -> None:
        after, cut = self.stage.successors[end].after(end, self.now, happening)
        if cut:
            self._stop(cue, f"this needs more than the head gives: {cut}")
        self.now = after
        self.points.append(self.stage.describers[end].point(after))
        self.steps.append(self.stage.describers[end].step(end, happening, *self.points[-2:]))
        to = peer(end)
        self.untold += [Departed(to, key, self.state(end)) for key in happening.sent]

    def _instead(self) -> Instead:
        return Instead(self.stage, self.now, self.steps)

    def _stop(self, cue: Cue, why: str) -> NoReturn:
        raise NotFollowed(f"{cue.place}: {why}", self.trace())
