"""Unpacked configurations in the protocol's words: points, packets, and values as their domains write them."""

from __future__ import annotations

from collections.abc import Mapping

from checker.results import EndPoint, Packet, Point
from checker.rows.configuration import Carried, Configuration, EndFrame, Local, Value, is_bound
from spec.notation import nodes
from spec.notation.nodes import End
from spec.notation.systems import ENDS
from spec.notation.wording import bit_names


class Words:
    """Puts one system's configurations into words."""

    def __init__(self, frames: Mapping[End, EndFrame]) -> None:
        self.frames = frames

    def point(self, configuration: Configuration) -> Point:
        """The configuration in words."""
        flying: list[Packet] = []
        ages: list[int | None] = []
        for to in reversed(ENDS):
            keeps_ages = self.frames[to].system.way(to).lifetime is not None
            for carried in configuration.towards(to):
                flying.append(self.packet(to, carried))
                ages.append(carried.age if keeps_ages else None)
        a, b = self._end("A", configuration.a), self._end("B", configuration.b)
        return Point(a, b, tuple(flying), () if set(ages) <= {None} else tuple(ages), configuration.forged)

    def _end(self, end: End, local: Local) -> EndPoint:
        frame = self.frames[end]
        said = [(var, value_text(var.domain, value)) for var, value in zip(frame.slots, local.values, strict=True)]
        return EndPoint(
            frame.states[local.state],
            tuple((var.name, text) for var, text in said if not is_bound(var)),
            tuple((var.name, text) for var, text in said if is_bound(var)),
        )

    def packet(self, to: End, carried: Carried) -> Packet:
        """The message in words."""
        frame = self.frames[to]
        kind = frame.kinds[carried.kind]
        given = zip(kind.fields, carried.values, strict=True)
        fields = {field.name: value for field, value in given if frame.receives(field)}
        return Packet(to, kind.text(fields), kind.short(fields))


def value_text(domain: nodes.Domain, value: Value) -> str:
    """A value as its domain writes it.

    >>> value_text(nodes.Flags(), 1), value_text(nodes.Members(("NONE", "REFUSED")), 1)
    ('yes', 'REFUSED')
    """
    match domain:
        case nodes.Flags():
            return "yes" if value else "no"
        case nodes.Members(names=names):
            assert isinstance(value, int)
            return names[value]
        case nodes.Bits():
            assert isinstance(value, int)
            return bit_names(nodes.Field("", "", domain), value) or "none"
        case nodes.Tuples():
            assert isinstance(value, frozenset)
            return "{" + ", ".join(f"({', '.join(str(part) for part in one)})" for one in sorted(value)) + "}"
        case nodes.Seqs() | nodes.Counts():
            return str(value)
