"""Declared fairness as masks: which of it each thing that may happen satisfies, a bit for each demand.

Weak fairness of EVERYTHING is a bit for each call and timer, for each single message (however old it is) and for the
tick, given when it is first met.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.packed.successors import Successors
from checker.packed.transition import Happening
from checker.rows.configuration import Carried, EndFrame, Local
from checker.rows.evaluate import Reader, holds
from spec.notation.fairness import Does, Fairness, Fires, Gets, Passes
from spec.notation.fairness_checks import check_fairness
from spec.notation.nodes import End

ARRIVES = ("deliver", "duplicate")
"""What counts as getting a message: itself, or a copy of it."""

NOBODYS = ("lose", "forge")
"""What no fairness makes happen: a loss, and what an attacker does."""


class FairActions:
    """The fairness of one property over one system.  ``demands[i]`` is the declared fairness behind bit i."""

    def __init__(self, successors: Successors, fair: Sequence[Fairness]) -> None:
        check_fairness(successors.system, fair)
        self.successors, self.fair = successors, tuple(fair)
        self.demands: list[Fairness] = []
        self._bits: dict[object, int] = {}
        self._known: dict[tuple[Fairness, End, Local | None, int], bool] = {}

    def mask(self, end: End, packed: int, happening: Happening) -> int:
        """The demands that this happening satisfies, in a configuration of which that end's view is enough."""
        mask = 0
        for one in self.fair:
            named = self._named(one, end, packed, happening)
            if named is not None:
                mask |= self._bit(one, named)
        return mask

    def bits(self, strength: str, without: Fairness | None = None) -> int:
        """The demands of that strength; ``without``: but for those of one fairness."""
        return sum(1 << bit for bit, one in enumerate(self.demands) if one.strength == strength and one is not without)

    def bits_of(self, fairness: Fairness) -> int:
        """The demands of one fairness."""
        return sum(1 << bit for bit, one in enumerate(self.demands) if one is fairness)

    def _bit(self, one: Fairness, named: object) -> int:
        bit = self._bits.get((id(one), named))
        if bit is None:
            bit = self._bits[id(one), named] = 1 << len(self.demands)
            self.demands.append(one)
        return bit

    def _named(self, one: Fairness, end: End, packed: int, happening: Happening) -> object | None:
        """What to call this happening among those of the fairness; None where it is none of them."""
        frame = self.successors.frames[end]
        match one.what:
            case Does(end=owner, event=event):
                return "" if owner == end and happening.event >= 0 and frame.events[happening.event] == event else None
            case Fires(end=owner, row=row):
                fired = happening.fired if owner == end else happening.peer_fired
                return "" if _fires(self.successors.frames[owner], row, fired) else None
            case Gets(end=owner):
                arrives = owner == end and happening.action in ARRIVES
                return "" if arrives and self._gets(one, end, packed, happening) else None
            case Passes():
                return "" if happening.action == "tick" else None
            case _:
                return self._single(end, happening)

    def _single(self, end: End, happening: Happening) -> object | None:
        """What to call it among everything but loss."""
        if happening.action in NOBODYS or happening.action == "tick":
            return "tick" if happening.action == "tick" else None
        key = happening.key if happening.key < 0 else self.successors.keys[end].youngest(happening.key)
        return end, happening.event, key

    def _gets(self, one: Fairness, end: End, packed: int, happening: Happening) -> bool:
        assert isinstance(one.what, Gets)
        layout = self.successors.layout
        local = layout.local(end, packed) if one.what.variables else None
        asked = one, end, local, happening.key
        if asked not in self._known:
            carried = layout.ways[end].keys.carried(happening.key)
            self._known[asked] = matches(one.what, self.successors.frames[end], carried, local)
        return self._known[asked]


def matches(what: Gets, frame: EndFrame, carried: Carried, local: Local | None) -> bool:
    """Whether a message is of the kind, at a receiver that stands so; None: as it likes."""
    kind = frame.kinds[carried.kind]
    if kind is not what.event.message:
        return False
    fields = {field.name: value for field, value in zip(kind.fields, carried.values, strict=True)}
    values = {} if local is None else dict(zip(frame.slots, local.values, strict=True))
    bits = fields[what.event.field.name] if what.event.field is not None else 0
    return bits & what.event.mask == what.event.mask and holds(what.where, Reader(frame.system, values, fields))


def _fires(frame: EndFrame, row: str, fired: int) -> bool:
    return any(fired >> place & 1 and one.name == row for place, one in enumerate(frame.machine.rows))
