"""What may happen at one end, whatever the numbers are: each case with the region in which it is that case.

A step of an end depends on its local state and on what happens there alone.  So the reading rule is followed once for
each of these, under no assumption, and every question that it leaves open is answered both ways.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.numbers.exploration.states import Places
from checker.numbers.regions import Regions
from checker.numbers.words import Unsupported
from checker.results.runs import Action
from checker.rows.configuration import Carried, EndFrame, Local
from checker.rows.out_of_bounds import OutOfBounds
from checker.rows.reading_rule import Outcome, occurs, read
from spec.notation.ends import peer
from spec.notation.events import TICK, Arrival, Event
from spec.notation.nodes import End
from spec.notation.rows import Row


class Case(NamedTuple):
    """One way in which an end takes something, and the region in which it does."""

    region: int
    local: int
    sent: tuple[int, ...]
    """Messages to the other end."""
    fired: tuple[Row, ...] = ()
    cut: str = ""
    refused: Exception | None = None
    """Instead: why it cannot be taken, a bound of the declaration or what cannot be said of such numbers."""


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened in a step, in bases."""

    action: Action
    end: End
    event: str
    message: Carried | None
    fired: tuple[Row, ...]
    peer_fired: tuple[Row, ...] = ()
    after: tuple[tuple[End, Local], ...] = ()
    """The ends that took part, as they are after it: of several numbers to choose, it says which was."""


class Steps:
    """The cases of every local state and everything that may happen there, each worked out once."""

    def __init__(self, places: Places, regions: Regions) -> None:
        self.places, self.regions = places, regions
        self._rows = {
            end: [
                (row, {one.value for one in row.at}, None if row.to is None else row.to.value)
                for row in frame.machine.rows
            ]
            for end, frame in places.frames.items()
        }
        self._called: dict[tuple[End, int, Event], Sequence[Case]] = {}
        self._got: dict[tuple[End, int, int], Sequence[Case]] = {}

    def called(self, end: End, local: int, event: Event) -> Sequence[Case]:
        """The cases of a call or a timer; none where no row fires."""
        known = self._called.get((end, local, event))
        if known is None:
            known = self._called[end, local, event] = self._cases(end, local, event, None)
        return known

    def ticked(self, end: End, local: int) -> Sequence[Case]:
        """The cases of a tick; that it stays as it is is one of them where no row fires."""
        return self.called(end, local, TICK)

    def got(self, end: End, local: int, message: int) -> Sequence[Case]:
        """The cases of an arriving message; that it stays as it is is one of them where no row fires."""
        known = self._got.get((end, local, message))
        if known is None:
            carried = self.places.messages[end][message]
            event = Arrival(self.places.frames[end].kinds[carried.kind])
            known = self._got[end, local, message] = self._cases(end, local, event, carried)
        return known

    def _cases(self, end: End, local: int, event: Event, carried: Carried | None) -> Sequence[Case]:
        frame, at = self.places.frames[end], self.places.locals[end][local]
        fields: dict[str, int] = {}
        if isinstance(event, Arrival) and carried is not None:
            kept = zip(event.message.fields, carried.values, strict=True)
            fields = {field.name: value for field, value in kept}
        rows, found = self._may_fire(end, frame.states[at.state], event, fields), list[Case]()
        for outcomes, region in self.regions.split(lambda: _read(frame, at, event, fields, rows)):
            if isinstance(outcomes, Exception):
                found.append(Case(region, local, (), refused=outcomes))
                continue
            found += [self._case(end, region, one) for one in outcomes]
            if not outcomes and (event == TICK or carried is not None):
                found.append(Case(region, local, ()))
        return tuple(found)

    def _may_fire(self, end: End, state: str, event: Event, fields: Mapping[str, int]) -> Sequence[Row]:
        """The rows that wait for that event, in states in which the end can be when they are read."""
        states, found = {state}, list[Row]()
        for row, at, to in self._rows[end]:
            if not states.isdisjoint(at) and occurs(row.on, event, fields):
                found.append(row)
                if to is not None:
                    states.add(to)
        return found

    def _case(self, end: End, region: int, outcome: Outcome) -> Case:
        frame, other = self.places.frames[end], peer(end)
        local = Local(frame.states.index(outcome.state), tuple(outcome.values[var] for var in frame.slots))
        carried = (self.places.frames[other].carried(*one) for one in outcome.sent)
        sent = tuple(self.places.messages[other].of(one) for one in carried)
        return Case(region, self.places.locals[end].of(local), sent, outcome.fired, outcome.cut)


def _read(
    frame: EndFrame, at: Local, event: Event, fields: Mapping[str, int], rows: Sequence[Row]
) -> list[Outcome] | Exception:
    try:
        return read(frame, at, event, fields, rows)
    except (OutOfBounds, Unsupported) as refused:
        return refused
