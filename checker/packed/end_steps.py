"""What each end can do, one local state at a time, computed once and kept.

An end sees its own state and the message that arrives, nothing else: so its step is a function of these two,
and a search over millions of configurations asks it a few thousand times.  Functions are printed from the rows one
event and control state at a time, when a search first comes there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from checker.packed.layout import EndBits, Keys
from checker.packed.python_source import EndSource, Step, StepFunction, bounds_check, run
from checker.packed.walked import EndWalks
from checker.rows.configuration import EndFrame
from checker.rows.fold import Env, fold
from spec.notation import nodes
from spec.notation.ends import peer
from spec.notation.events import TICK, Arrival, Event
from spec.notation.nodes import FALSEHOOD, End, Field
from spec.notation.systems import ENDS

OFTEN = 16
"""So often a thing is worked out by itself before there is a function for it."""
MOST_ENDS = 8
"""What so many ends do is remembered in a process, the ones asked for last."""
MOST_ARRIVALS = 20_000
"""What an end does on so many arrivals is remembered for other systems; more is dropped with its system."""
_Asked = tuple[Event, int, tuple[int, ...]]
"""An event, a control state, and what kind of message it is."""


class _WorkedOut:
    """What an end does, as far as that was asked: the same in every system in which the end is the same."""

    def __init__(self, frame: EndFrame, bits: EndBits, sent: Keys) -> None:
        self.source = EndSource(frame, bits, sent)
        self.walks = EndWalks(self.source)
        self.walked: Counter[_Asked] = Counter()
        self.names: dict[str, object] = {"check": bounds_check(frame)}
        self.functions: dict[_Asked, StepFunction | None] = {}
        self.called: dict[int, list[tuple[int, Step]]] = {}
        self.received: dict[tuple[int, int], list[Step]] = {}
        self.ticked: dict[int, list[Step]] = {}

    def forget(self) -> None:
        """Drop the steps."""
        self.called.clear()
        self.received.clear()
        self.ticked.clear()


_ends: dict[tuple[object, ...], _WorkedOut] = {}


def _worked_out(frame: EndFrame, bits: EndBits, received: Keys, sent: Keys) -> _WorkedOut:
    """What is known of an end like this one; from here on, what is found out of either."""
    machine, limit = frame.machine, frame.system.limit
    limits = tuple(limit(frame.end, event) for event in machine.events())
    alike = (machine, frame.lowered_as, limits, bits.whole, received.alike, sent.alike)
    known = _ends.pop(alike, None) or _WorkedOut(frame, bits, sent)
    for other in [one for one, ends in _ends.items() if len(ends.received) > MOST_ARRIVALS]:
        del _ends[other]
    if len(_ends) >= MOST_ENDS:
        del _ends[next(iter(_ends))]
    _ends[alike] = known
    return known


class EndSteps:
    """One end's steps, on packed local states and keys of messages."""

    def __init__(self, frame: EndFrame, bits: EndBits, received: Keys, sent: Keys) -> None:
        self.frame, self.bits, self.received = frame, bits, received
        self._known = _worked_out(frame, bits, received, sent)
        self.histories, self.cuts = self._known.source.histories, self._known.source.cuts
        self._called, self._received, self._ticked = self._known.called, self._known.received, self._known.ticked
        self._told = [[place for place, one in enumerate(kind.fields) if _tells(one)] for kind in frame.kinds]
        """The fields of each kind of message that say what it is, rather than which numbers are in it."""

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
        """By reading the rows; what is asked often has a function for its event, control state and kind of message."""
        told = self._told[self.frame.kinds.index(event.message)] if isinstance(event, Arrival) else ()
        asked = (event, self.bits.state.get(local), tuple(values[place] for place in told))
        function = self._known.functions.get(asked)
        if function is None and asked not in self._known.functions:
            self._known.walked[asked] += 1
            if self._known.walked[asked] < OFTEN:
                return self._known.walks.steps(event, local, values)
            fields = event.message.fields if isinstance(event, Arrival) else ()
            given: Env = {fields[place]: nodes.Const(values[place]) for place in told}
            function = self._known.functions[asked] = self._printed(event, asked[1], given)
        return [] if function is None else function(local, *values)

    def _printed(self, event: Event, state: int, given: Env) -> StepFunction | None:
        text = self._known.source.function("step", event, state, given)
        label = f"<{self.frame.machine.__name__}, {self.frame.states[state]}, {event.name}>"
        return run(text, label, self._known.names)["step"] if text else None

    def forget(self) -> None:
        """Drop the steps that are known, where they are many."""
        if len(self._received) > MOST_ARRIVALS:
            self._known.forget()


def _tells(field: Field) -> bool:
    return isinstance(field.domain, nodes.Bits | nodes.Flags | nodes.Members)


def both(frames: Mapping[End, EndFrame]) -> dict[End, EndSteps]:
    """What each end of a system can do; A's bits are the lowest."""
    keys: dict[End, Keys] = {end: Keys(frames[end]) for end in ENDS}
    a = EndBits(frames["A"], 0)
    bits: dict[End, EndBits] = {"A": a, "B": EndBits(frames["B"], a.whole.width)}
    return {end: EndSteps(frames[end], bits[end], keys[end], keys[peer(end)]) for end in ENDS}
