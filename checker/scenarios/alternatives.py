"""What the machines could have done where a scenario cannot be followed, with the rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.packed.transition import Happening
from checker.results.runs import FiredRow, Step
from checker.scenarios.implied_events import ways_to_send_anything
from checker.scenarios.script import Crossing
from checker.scenarios.segments import Wanted
from checker.scenarios.staging import ScenarioStage
from spec.notation.ends import peer
from spec.notation.nodes import End


class Instead:
    """The words for one configuration of a run."""

    def __init__(self, stage: ScenarioStage, now: int, steps: Sequence[Step]) -> None:
        self.stage, self.now, self.steps = stage, now, steps

    def since(self, end: End) -> str:
        """What brought the end to its state: its last step."""
        mine = [step for step in self.steps if step.end == end and step.action != "lose"]
        if not mine:
            return ": nothing has happened there yet"
        step = mine[-1]
        cause = step.packet.text if step.packet else step.event
        sent = f" and {step.end} sent {_listed(one.text for one in step.sent)}" if step.sent else ""
        return f", after {cause} ({_rows(step.rows)}){sent}"

    def events(self, end: End) -> str:
        """The calls and timers that do something there now."""
        successors, events = self.stage.successors[end], self.stage.describers[end].frames[end].events
        names = [events[one.event].name for one in successors.happenings(end, self.now) if one.event >= 0]
        return f"what can happen there: {', '.join(dict.fromkeys(names)) or 'nothing but an arrival'}"

    def not_sent(self, crossing: Crossing, wanted: Wanted, untold: Sequence[int], *, flying: bool) -> str:
        """Why the end cannot send it, and what it has sent or could send instead.

        ``untold``: what it has sent and no line has told; ``flying``: it is on its way already.
        """
        end = crossing.sender
        state = self.stage.describers[end].point(self.now).end(end).state
        said = f"{end}, in {state}, cannot send {wanted.text}"
        if flying:
            return f"{said}: it has sent it already, so write '...' where it leaves"
        sent = _listed(self._text(crossing.to, key) for key in untold)
        waits = f"; it has sent {sent}{self._row_of(crossing)}" if sent else ""
        return f"{said}{waits}; {self._could_send(end)}"

    def _could_send(self, end: End) -> str:
        could: dict[str, list[str]] = {}
        for way in ways_to_send_anything(self.stage, end, self.now):
            for key in way.steps[-1].sent:
                ways = could.setdefault(self._text(peer(end), key), [])
                if len(way.steps) == 1 or not ways:  # what takes two events is told where one does not do
                    ways.append(f"{way.text} ({_rows(self._fired(end, way.steps[-1]))})")
        listed = [f"{text} by {_listed(ways)}" for text, ways in could.items()]
        return f"it could send {'; '.join(listed)}" if listed else "no call and no timer makes it send anything now"

    def _fired(self, end: End, happening: Happening) -> tuple[FiredRow, ...]:
        describer = self.stage.describers[end]
        point = describer.point(self.now)
        return describer.step(end, happening, point, point).rows

    def not_flying(self, crossing: Crossing, wanted: Wanted) -> str:
        """Why nothing can arrive."""
        there = self.in_flight(crossing.to)
        return f"no {wanted.text} is in flight to {crossing.to}; {there}; an old one is marked (duplicate)"

    def in_flight(self, to: End) -> str:
        """What is on its way there."""
        flying = self._flying(to)
        return f"in flight to {to}: {_listed(flying)}" if flying else f"nothing is in flight to {to}"

    def _flying(self, to: End) -> list[str]:
        keys = self.stage.successors[to].layout.ways[to].unpack_keys(self.now)
        return list(dict.fromkeys(self._text(to, key) for key in keys))

    def _text(self, to: End, key: int) -> str:
        return self.stage.describers[to].key_packet(to, key).text

    def _row_of(self, crossing: Crossing) -> str:
        """The row that sent what waits to be told."""
        for step in reversed(self.steps):
            if step.end == crossing.sender and step.sent:
                return f" ({_rows(step.rows)})"
        return ""


def _rows(rows: Sequence[FiredRow]) -> str:
    """The rows of a step.

    >>> _rows([FiredRow("listen_syn", "3.10.7.2 third")]), _rows([])
    ('row listen_syn, 3.10.7.2 third', 'no row takes it')
    """
    said = "; ".join(f"{row.name}, {row.rfc}" if row.rfc else row.name for row in rows)
    return f"row{'s' if len(rows) > 1 else ''} {said}" if said else "no row takes it"


def _listed(texts: Iterable[str]) -> str:
    return " or ".join(dict.fromkeys(texts))
