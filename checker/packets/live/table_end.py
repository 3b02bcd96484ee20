"""One end of a run by its table alone: what happens to it, and what it does then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from checker.packets.live.namespace import CannotPlay
from checker.packets.reading.segment import FIN as FIN_BIT, Segment as Captured
from checker.results.runs import Step
from checker.rows.configuration import EndFrame, Local, frames
from checker.rows.reading_rule import Outcome, read
from spec.notation.events import Arrival, Call, Event, Timer
from spec.notation.machines import Machine
from spec.notation.nodes import End
from spec.notation.systems import Start, System
from spec.notation.variables import Draw
from spec.tcp.table import Tcp
from spec.tcp.variables import ACK, FIN, ISS, PERSIST, RECEIVE, RETRANSMIT, Ctl, Segment
from spec.tcp.variants.permitted import FIN_AGAIN, KEEP_ALIVE, Permitted

ALSO: Final[Mapping[Event, tuple[Event, ...]]] = {RETRANSMIT: (FIN_AGAIN,), PERSIST: (KEEP_ALIVE,)}
"""What a table with all liberties has besides a timer of the table without them."""
READS: Final = [row for row in Tcp.rows if row.on == RECEIVE]
"""A table with all liberties may tell of the room in its buffer at any time, and tells when it is asked to."""
FIELDS = tuple(field.name for field in Segment.fields)


@dataclass(frozen=True, slots=True)
class Done:
    """What the end did."""

    before: str
    after: str
    sent: tuple[Mapping[str, int], ...]
    chose: bool
    """Whether it chose an initial number."""


class TableEnd:
    """One end, as its table has it now."""

    def __init__(self, system: System, end: End, machine: type[Machine] | None = None) -> None:
        machine = machine or system.machine(end)
        self.end: End = end
        self.permitted = issubclass(machine, Permitted)
        """Whether its rows say what it may do, and not what it does."""
        largest = {"LARGEST": system.params.get("WINDOWS", 16)} if self.permitted else {}
        a, b = (machine, system.B) if end == "A" else (system.A, machine)
        start = dict(system.start)
        if end in start:  # another machine need not have all variables
            known = [each for each in start[end].values if each[0] in machine.variables()]
            start[end] = Start(start[end].state, tuple(known))
        alone = replace(system, A=a, B=b, at_most={}, params={**largest, **system.params}, start=start)
        self.modulus = system.modulus
        self.frame: EndFrame = frames(alone)[end]
        self.local: Local = self.frame.start()

    @property
    def state(self) -> str:
        """Its state."""
        return str(self.frame.states[self.local.state])

    def value(self, name: str) -> int:
        """The value of a variable; 0 for one that the machine has not."""
        for var, value in zip(self.frame.slots, self.local.values, strict=True):
            if var.name == name and isinstance(value, int):
                return value
        return 0

    def ack(self) -> dict[str, int]:
        """The ACK that it sends when it owes one."""
        return {"SEQ": self.value("SND.NXT"), "ACK": self.value("RCV.NXT"), "CTL": int(ACK), "DATA": 0}

    def param(self, name: str, otherwise: int) -> int:
        """A parameter of its system."""
        return self.frame.system.params.get(name, otherwise)

    def event(self, name: str) -> Call | Timer:
        """The call or timer of that name.  CannotPlay where the table has none."""
        for event in self.frame.events:
            if event.name == name:
                return event
        raise CannotPlay(f"the table has no {name}")

    def takes(
        self, event: Event, fields: Mapping[str, int], like: Sequence[str], heard: Captured | None = None
    ) -> Done:
        """What it does with an event; where it may choose a number, the one that sends what was sent in the run.

        ``heard``: what was sent when a timer ran out; the table may cut data otherwise the second time, and probe.
        """
        before = self.state
        outcomes = self._read(event, fields, heard)
        if not outcomes:
            return Done(before, before, (), chose=False)
        texts = {id(one): [Segment.text(fields_of(values)) for _, values in one.sent] for one in outcomes}
        best = next((one for one in outcomes if texts[id(one)] == list(like)), outcomes[0])
        self.local = Local(self.frame.states.index(best.state), tuple(best.values[var] for var in self.frame.slots))
        chose = any(isinstance(effect, Draw) and effect.var == ISS.var for row in best.fired for effect in row.do)
        return Done(before, self.state, tuple(fields_of(values) for _, values in best.sent), chose)

    def _read(self, event: Event, fields: Mapping[str, int], heard: Captured | None) -> list[Outcome]:
        if heard is None:
            rows = READS if event == RECEIVE and self.permitted else None
            return read(self.frame, self.local, event, fields, rows)
        system = self.frame.system
        cut = frames(replace(system, params={**system.params, "OCTETS": heard.length}))[self.end]
        also = ALSO.get(event, ())
        found = [one for event in (event, *also) for one in read(cut, self.local, event, fields)]
        return sorted(found, key=lambda one: bool(fields_of(one.sent[0][1])["CTL"] & FIN) != (FIN_BIT in heard))[:1]


def fields_of(values: Sequence[int]) -> dict[str, int]:
    """The fields of a segment by name."""
    found = dict(zip(FIELDS, values, strict=True))
    del found["INCARNATION"]
    return found


def arrival() -> Arrival:
    """The event that a segment arrives."""
    return Arrival(Segment)


def fields_in(text: str, window: int) -> dict[str, int]:
    """The fields of a segment as it is written; ``window`` where it does not say that it is 0.

    >>> fields_in("<SEQ=300><ACK=101><CTL=SYN,ACK><DATA>", 16)
    {'SEQ': 300, 'ACK': 101, 'CTL': 9, 'DATA': 1, 'WND': 16, 'INCARNATION': 0}
    """
    parts = (part.rstrip(">").partition("=") for part in text.split(" of ")[0].split("<") if part)
    said = {name: value for name, _, value in parts}
    bits = sum(int(Ctl[name]) for name in said["CTL"].split(",") if name != "none")
    data = int(said["DATA"] or 1) if "DATA" in said else 0
    numbers = {"SEQ": int(said["SEQ"]), "ACK": int(said.get("ACK", 0)), "CTL": bits, "DATA": data}
    return {**numbers, "WND": int(said.get("WND", window)), "INCARNATION": 0}


def windows(steps: Sequence[Step], otherwise: int) -> Mapping[str, int]:
    """The window of each segment that is sent in the run, by its text: what is left of its sender's buffer."""
    found: dict[str, int] = {}
    for step in steps:
        for packet in step.sent:
            said = dict(step.after.end(packet.sender).values).get("RCV.WND")
            found[packet.text] = int(said or 0) or otherwise
    return found
