"""What each end can do, one local state at a time, computed once and kept.

An end sees its own state and the message that arrives, nothing else: so its step is a function of these two,
and a search over millions of configurations asks it a few thousand times.  Functions are printed from the rows one
event and control state at a time, when a search first comes there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.packed.layout import EndBits, Keys
from checker.packed.python_source import EndSource, Step, StepFunction, bounds_check, run
from checker.rows.configuration import EndFrame
from checker.rows.fold import fold
from spec.notation.ends import peer
from spec.notation.nodes import FALSEHOOD, End
from spec.notation.rows import TICK, Arrival, Event
from spec.notation.systems import ENDS


class EndSteps:
    """One end's steps, on packed local states and keys of messages."""

    def __init__(self, frame: EndFrame, bits: EndBits, received: Keys, sent: Keys) -> None:
        self.frame, self.bits, self.received = frame, bits, received
        self._source = EndSource(frame, bits, sent)
        self.histories, self.cuts = self._source.histories, self._source.cuts
        self._names: dict[str, object] = {"check": bounds_check(frame)}
        self._functions: dict[tuple[Event, int], StepFunction | None] = {}
        self._called: dict[int, list[tuple[int, Step]]] = {}
        self._received: dict[tuple[int, int], list[Step]] = {}
        self._ticked: dict[int, list[Step]] = {}

    def called(self, local: int) -> Sequence[tuple[int, Step]]:
        """Every call or timer that may happen there: its place among the frame's events, and the step."""
        known = self._called.get(local)
        if known is None:
            known = [
                (index, step) for index, event in enumerate(self.frame.events) for step in self._steps(event, local, ())
            ]
            self._called[local] = known
        return known

    def receives(self, local: int, key: int) -> Sequence[Step]:
        """What the message's arrival may do there; nothing where it is ignored."""
        known = self._received.get((local, key))
        if known is None:
            carried = self.received.carried(key)
            known = self._steps(Arrival(self.frame.kinds[carried.kind]), local, carried.values)
            self._received[local, key] = known
        return known

    def ticks(self, local: int) -> Sequence[Step]:
        """What a tick may do there; nothing where no row fires."""
        known = self._ticked.get(local)
        if known is None:
            known = self._ticked[local] = self._steps(TICK, local, ())
        return known

    def has_ticks(self) -> bool:
        """Whether the parameters leave some row that may fire on a tick."""
        rows = [row for row in self.frame.machine.rows if row.on == TICK]
        return any(fold(row.when, self.frame.system) != FALSEHOOD for row in rows)

    def _steps(self, event: Event, local: int, values: tuple[int, ...]) -> list[Step]:
        """Calls the function for this event in this control state, which is printed when it is first needed."""
        state = self.bits.state.get(local)
        if (event, state) not in self._functions:
            self._functions[event, state] = self._printed(event, state)
        function = self._functions[event, state]
        return [] if function is None else function(local, *values)

    def _printed(self, event: Event, state: int) -> StepFunction | None:
        text = self._source.function("step", event, state)
        label = f"<{self.frame.machine.__name__}, {self.frame.states[state]}, {event.name}>"
        return run(text, label, self._names)["step"] if text else None

    def forget(self) -> None:
        """Drop what was kept."""
        self._called.clear()
        self._received.clear()
        self._ticked.clear()


def both(frames: Mapping[End, EndFrame]) -> dict[End, EndSteps]:
    """What each end of a system can do; A's bits are the lowest."""
    keys: dict[End, Keys] = {end: Keys(frames[end]) for end in ENDS}
    a = EndBits(frames["A"], 0)
    bits: dict[End, EndBits] = {"A": a, "B": EndBits(frames["B"], a.whole.width)}
    return {end: EndSteps(frames[end], bits[end], keys[end], keys[peer(end)]) for end in ENDS}
