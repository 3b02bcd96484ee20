"""What each end can do, one local state at a time, computed once and kept.

An end sees its own state and the message that arrives, nothing else: so its step is a function of these two,
and a search over millions of configurations asks it a few thousand times.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.configuration import EndFrame
from checker.layout import EndBits, Keys
from checker.python_source import EndSource, Step, StepFunction, bounds_check, run
from spec.notation.rows import Arrival


class EndSteps:
    """One end's steps, on packed local states and keys of messages."""

    def __init__(self, frame: EndFrame, bits: EndBits, received: Keys, sent: Keys) -> None:
        self.frame, self.bits, self.received = frame, bits, received
        source = EndSource(frame, bits, sent)
        self.histories, self.cuts = source.histories, source.cuts
        names = [f"event_{index}" for index in range(len(frame.events))]
        texts = [source.function(name, event) for name, event in zip(names, frame.events, strict=True)]
        kinds = [f"receive_{kind.__name__}" for kind in frame.kinds]
        texts += [source.function(name, Arrival(kind)) for name, kind in zip(kinds, frame.kinds, strict=True)]
        self.source = "\n\n".join(texts)
        space = run(self.source, f"<rows of {frame.machine.__name__}>", {"check": bounds_check(frame)})
        self._events: list[StepFunction] = [space[name] for name in names]
        self._receive: list[StepFunction] = [space[name] for name in kinds]
        self._called: dict[int, list[tuple[int, Step]]] = {}
        self._received: dict[tuple[int, int], list[Step]] = {}

    def called(self, local: int) -> Sequence[tuple[int, Step]]:
        """Every call or timer that may happen there: its place among the frame's events, and the step."""
        known = self._called.get(local)
        if known is None:
            known = [(index, step) for index, event in enumerate(self._events) for step in event(local)]
            self._called[local] = known
        return known

    def receives(self, local: int, key: int) -> Sequence[Step]:
        """What the message's arrival may do there; nothing where it is ignored."""
        known = self._received.get((local, key))
        if known is None:
            carried = self.received.carried(key)
            known = self._receive[carried.kind](local, *carried.values)
            self._received[local, key] = known
        return known

    def forget(self) -> None:
        """Drop what was kept."""
        self._called.clear()
        self._received.clear()

    def locals(self) -> tuple[int, ...]:
        """Every local state asked about so far."""
        return tuple(self._called)
