"""Unpacked configurations in the protocol's words: points, packets, and values as their domains write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.languages.retelling import retold
from checker.languages.speech import tr
from checker.results.runs import EndPoint, Packet, Point
from checker.results.wording import in_brackets
from checker.rows.configuration import Carried, Configuration, EndFrame, Local, Value, is_bound
from spec.notation import nodes
from spec.notation.nodes import End
from spec.notation.systems import ENDS, System
from spec.notation.wording import bit_names

Flying = tuple[tuple[Packet, int | None], ...]
"""Messages in flight, each with its age."""


class Wording:
    """Puts one system's configurations into words."""

    def __init__(self, frames: Mapping[End, EndFrame]) -> None:
        self.frames = frames

    def point(self, configuration: Configuration) -> Point:
        """The configuration in words."""
        a, b = (self.end(end, configuration.local(end)) for end in ENDS)
        to_a, to_b = (self.flying(to, configuration.towards(to)) for to in ENDS)
        return put_together(a, b, to_a, to_b, configuration.forged)

    def flying(self, to: End, messages: Sequence[Carried]) -> Flying:
        """The messages on their way to an end, in words, each with its age where the channel keeps ages."""
        keeps_ages = self.frames[to].system.way(to).lifetime is not None
        return tuple((self.packet(to, one), one.age if keeps_ages else None) for one in messages)

    def end(self, end: End, local: Local) -> EndPoint:
        """An end in words."""
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


def put_together(a: EndPoint, b: EndPoint, to_a: Flying, to_b: Flying, forged: tuple[int, ...]) -> Point:
    """The point of which these are the parts: what is in flight to B comes first."""
    flying = to_b + to_a
    ages = tuple(age for _, age in flying)
    return Point(a, b, tuple(packet for packet, _ in flying), () if set(ages) <= {None} else ages, forged)


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


def channels(system: System) -> str:
    """The channel, or the two."""
    to_a, to_b = (_channel(str(system.way(end))) for end in ENDS)
    return to_b if to_a == to_b else tr("{one} to B and {other} to A").format(one=to_b, other=to_a)


def _channel(text: str) -> str:
    name, bracket, limits = text.partition(" (")
    return retold(name) + (in_brackets(retold(limits.removesuffix(")"))) if bracket else "")
