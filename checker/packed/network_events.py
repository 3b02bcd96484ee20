"""What happens at no single end of a packed configuration: a tick of the clock, and what an attacker forges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from checker.packed.channels import aged
from checker.packed.end_steps import EndSteps
from checker.packed.layout import Layout
from checker.packed.transition import Happening, at_end
from spec.notation.messages import Flying
from spec.notation.nodes import End
from spec.notation.systems import ENDS, System

UNMOVED = Happening(0, (), "tick", -1, -1, 0)
"""An end in a tick in which none of its rows fires."""


class Beyond:
    """The ticks and the forgeries of a system."""

    def __init__(self, system: System, layout: Layout, steps: Mapping[End, EndSteps]) -> None:
        self.layout, self.steps = layout, steps
        self.has_time: bool = any(system.way(end).lifetime or steps[end].has_ticks() for end in ENDS)
        self.attackers = tuple(zip(layout.forged, system.attackers(), strict=True))

    def __bool__(self) -> bool:
        return self.has_time or bool(self.attackers)

    def of(self, packed: int) -> list[tuple[End, Happening]]:
        """All that may happen there, in order; A's name stands for both ends in a tick."""
        found: list[tuple[End, Happening]] = []
        if self.has_time:
            found.extend(("A", tick) for tick in self._ticks(packed))
        return found + self.forgeries(packed)

    def forgeries(self, packed: int) -> list[tuple[End, Happening]]:
        """What attackers may still forge there, with the end that it travels to."""
        found: list[tuple[End, Happening]] = []
        for bits, attacker in self.attackers:
            count = bits.get(packed)
            if count < attacker.times:
                found.extend((one.to, self._forged(one, (count ^ count + 1) << bits.shift)) for one in attacker.by)
        return found

    def _forged(self, one: Flying, counted: int) -> Happening:
        key = self.layout.ways[one.to].keys.flying(one)
        return Happening(counted, (), "forge", -1, key, 0, peer_sent=(key,))

    def _ticks(self, packed: int) -> Iterator[Happening]:
        """Messages age, and each end reads the rows that wait for a tick; where that changes nothing it is no step."""
        for (a, a_moves), (b, b_moves) in product(*(self.ticks_at(end, packed) for end in ENDS)):
            if a_moves or b_moves:
                yield Happening(
                    a.toggles ^ b.toggles, a.sent, "tick", -1, -1, a.fired, a.cut or b.cut, b.sent, b.fired
                )  # fmt: skip

    def ticks_at(self, end: End, packed: int) -> list[tuple[Happening, bool]]:
        """What a tick may be for one end and the messages towards it, and whether that is a change.

        There is none where a message may neither grow older nor be lost, so that time waits.
        """
        way, local = self.layout.ways[end], packed & self.layout.ends[end].whole.mask
        now = packed & way.bits.mask
        then = aged(way, now)
        if then is None:
            return []
        found: list[tuple[Happening, bool]] = []
        for step in self.steps[end].ticks(local) or (None,):
            one = UNMOVED if step is None else at_end(self.layout, self.steps, end, packed, step, "tick", -1, -1)
            found.append((one._replace(toggles=one.toggles ^ now ^ then), now != then or step is not None))
        return found
