"""Packed configurations and transitions in the protocol's words: points, packets, steps, traces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.packed.successors import Successors
from checker.packed.transition import Happening
from checker.results.runs import Action, EndPoint, FiredRow, Packet, Point, Step, Trace
from checker.rows.configuration import Carried
from checker.rows.wording import Flying, Wording, put_together
from spec.notation.ends import peer
from spec.notation.events import TICK
from spec.notation.nodes import End
from spec.notation.systems import ENDS

MOST_PARTS = 50_000
"""So many views of each end are kept in words."""


class Describer:
    """Puts one system's packed configurations into words."""

    def __init__(self, successors: Successors) -> None:
        self.successors = successors
        self.layout, self.frames = successors.layout, successors.frames
        self.words = Wording(self.frames)
        self._views: dict[End, int] = {end: self.layout.view(end) for end in ENDS}
        self._parts: dict[End, dict[int, tuple[EndPoint, Flying]]] = {"A": {}, "B": {}}
        # a graph asks for the same few packets and labels a million times
        self._packets: dict[tuple[End, int], Packet] = {}
        self._labels: dict[tuple[End, Action, int, int], str] = {}
        self._told: dict[tuple[object, ...], dict[str, str]] = {}

    def point(self, packed: int) -> Point:
        """The configuration in words."""
        (a, to_a), (b, to_b) = self._part("A", packed), self._part("B", packed)
        return put_together(a, b, to_a, to_b, tuple(bits.get(packed) for bits in self.layout.forged))

    def _part(self, end: End, packed: int) -> tuple[EndPoint, Flying]:
        """The end and what is on its way to it: both stand in one view, of which there are few."""
        view, known = packed & self._views[end], self._parts[end]
        found = known.get(view)
        if found is None:
            flying = self.layout.ways[end].unpack(packed)
            found = self.words.end(end, self.layout.local(end, packed)), self.words.flying(end, flying)
            if len(known) < MOST_PARTS:
                known[view] = found
        return found

    def packet(self, to: End, carried: Carried) -> Packet:
        """The message in words."""
        return self.words.packet(to, carried)

    def key_packet(self, to: End, key: int) -> Packet:
        """The message of that key in words."""
        known = self._packets.get((to, key))
        if known is None:
            known = self._packets[to, key] = self.packet(to, self.layout.ways[to].keys.carried(key))
        return known

    def step(self, end: End, happening: Happening, before: Point, after: Point) -> Step:
        """A transition in words."""
        return Step(
            action=happening.action,
            end=end,
            event=self._event(end, happening),
            packet=self.key_packet(end, happening.key) if happening.key >= 0 else None,
            sent=tuple(self._sent(end, happening)),
            rows=self._rows(end, happening.fired),
            before=before,
            after=after,
            peer_rows=self._rows(peer(end), happening.peer_fired),
            expired=tuple(self._expired(before)) if happening.action == "tick" else (),
        )

    def _event(self, end: End, happening: Happening) -> str:
        if happening.action == "tick":
            return TICK.name
        return self.frames[end].events[happening.event].name if happening.event >= 0 else ""

    def _rows(self, end: End, fired: int) -> tuple[FiredRow, ...]:
        rows = enumerate(self.frames[end].machine.rows)
        return tuple(FiredRow(row.name, row.rfc) for place, row in rows if fired >> place & 1)

    def _expired(self, before: Point) -> Iterator[Packet]:
        for packet, age in zip(before.in_flight, before.ages, strict=bool(before.ages)):
            if age is not None and age == self.layout.ways[packet.to].channel.oldest:
                yield packet

    def attributes(self, end: End, happening: Happening) -> dict[str, str]:
        """What is said of a transition, as texts: rows with ``; `` between them, of a tick those of A and then of B."""
        told = self._told.get((end, *happening[1:]))
        if told is None:
            other = peer(end)
            rows = (*self._rows(end, happening.fired), *self._rows(other, happening.peer_fired))
            told = self._told[end, *happening[1:]] = {
                "label": self.label(end, happening),
                "action": happening.action,
                "end": end,
                "event": self._event(end, happening),
                "rows": "; ".join(row.name for row in rows),
                "rfc": "; ".join(row.rfc for row in rows),
                "message": self.key_packet(end, happening.key).text if happening.key >= 0 else "",
                "sent": "; ".join(packet.text for packet in self._sent(end, happening)),
            }
        return told

    def _sent(self, end: End, happening: Happening) -> list[Packet]:
        sent = [self.key_packet(peer(end), key) for key in happening.sent]
        if happening.action == "tick":
            sent += [self.key_packet(end, key) for key in happening.peer_sent]
        return sent

    def label(self, end: End, happening: Happening) -> str:
        """A transition in a few words, for an arrow."""
        what = (end, happening.action, happening.event, happening.key)
        known = self._labels.get(what)
        if known is None:
            known = self._labels[what] = self._label(end, happening)
        return known

    def _label(self, end: End, happening: Happening) -> str:
        if happening.action == "tick":
            return TICK.name
        if happening.event >= 0:
            return f"{end} {self.frames[end].events[happening.event].name}"
        packet = self.key_packet(end, happening.key)
        if happening.action == "forge":
            return f"attacker {packet.short} to {end}"
        if happening.action == "lose":
            return f"lose {packet.short} to {end}"
        kept = " (a copy stays)" if happening.action == "duplicate" else ""
        return f"{end} rcv {packet.short}{kept}"

    def between(self, source: int, target: int) -> tuple[End, Happening]:
        """The transition that leads from one configuration to another: of those that send least the first."""
        fit: list[tuple[End, Happening]] = []
        for end, happening, after in self.successors.followed(source):
            if after == target:
                fit.append((end, happening))
        if fit:
            return min(fit, key=lambda one: one[1].cost)
        raise LookupError("no transition leads there")

    def trace(self, run: Sequence[int], title: str = "", *, violates: bool = False) -> Trace:
        """A run of packed configurations as a trace."""
        points = [self.point(packed) for packed in run]
        steps: list[Step] = []
        for index in range(len(run) - 1):
            end, happening = self.between(run[index], run[index + 1])
            steps.append(self.step(end, happening, points[index], points[index + 1]))
        return Trace(points[0], tuple(steps), title, violates_at=len(steps) if violates else None)
