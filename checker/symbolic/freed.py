"""A system in which every number is free: those that ends choose, and those of old and of forged segments."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, replace

from checker.symbolic.arcs import MODULUS
from checker.symbolic.numbers import Base, Word
from spec.notation import nodes
from spec.notation.channels import Channel
from spec.notation.ends import owner
from spec.notation.messages import Flying
from spec.notation.nodes import End, Space, Var
from spec.notation.systems import ENDS, Numbers, Start, System

NEAR = 16
"""Numbers of old segments that are so near to each other belong together."""


@dataclass
class Bases:
    """The bases of one system, by whose octets they count."""

    chosen: dict[tuple[End, int], Base] = field(default_factory=dict[tuple[End, int], Base])
    old: dict[tuple[End, int], Base] = field(default_factory=dict[tuple[End, int], Base])
    """Of old and forged segments, and of a connection that is there at the start."""
    begun: dict[tuple[End, int], Base] = field(default_factory=dict[tuple[End, int], Base])
    """Those of them that a connection has which is there at the start."""

    def all(self) -> list[Base]:
        """Every base, the chosen ones first."""
        return list(dict.fromkeys([*self.chosen.values(), *self.old.values()]))

    def owner(self, base: Base) -> End:
        """Whose octets it counts."""
        return next(end for (end, _), one in (*self.chosen.items(), *self.old.items()) if one == base)

    def current(self, owner: End, value: int, what: str) -> int:
        """A number of a connection that there is: near a chosen one, it is counted from that."""
        for (end, start), base in self.chosen.items():
            if end == owner and 0 <= value - start < NEAR:
                return Word.of(((base, 1),), value - start)
        number = self.of_old(owner, value, what)
        self.begun |= {key: base for key, base in self.old.items() if Word.of(((base, 1),), 0) == number}
        return number

    def of_old(self, owner: End, value: int, what: str) -> int:
        """A number of an old segment; one near to it that is known already is its base."""
        for (end, start), base in self.old.items():
            if end == owner and abs(value - start) < NEAR:
                return Word.of(((base, 1),), value - start)
        base = self.old[owner, value] = Base(self._unique(what), value)
        return Word.of(((base, 1),), 0)

    def _unique(self, what: str) -> str:
        """``the SEQ of an old SYN to B``, and then ``the SEQ of the 2. old SYN to B``."""
        taken = {base.name for base in self.all()}
        first, rest = what.split("{}")
        article = "the" if not first else "an" if rest.startswith(" old") else "a"
        named, which = f"{first}{article}{rest}", 1
        while named in taken:
            which += 1
            named = f"{first}the {which}.{rest}"
        return named


def freed(system: System) -> tuple[System, Bases]:
    """The same system over 32 bits with free numbers, and their bases."""
    bases = Bases()
    isn = {end: _numbers(system, end, bases) for end in ENDS}
    start = {end: _start(one, end, bases) for end, one in system.start.items()}
    in_flight = tuple(_flying(one, bases, "old") for one in system.in_flight)
    both = system.channel
    channel = _channel(both, bases) if isinstance(both, Channel) else tuple(_channel(one, bases) for one in both)
    free = copy(system)  # not a declaration: its numbers are none that could be declared
    changes = {"isn": isn, "start": start, "in_flight": in_flight, "channel": channel}
    for name, value in {"modulus": MODULUS, **changes}.items():
        object.__setattr__(free, name, value)
    return free, bases


def _numbers(system: System, end: End, bases: Bases) -> Numbers:
    rule = system.isn[end]
    for place, value in enumerate(rule.values, start=1):
        which = "ISN" if place == 1 else f"{place}. ISN"
        bases.chosen.setdefault((end, value), Base(f"{end}'s {which}", value))
    return replace(rule, values=tuple(Word.of(((bases.chosen[end, value], 1),), 0) for value in rule.values))


def _start(start: Start, end: End, bases: Bases) -> Start:
    return replace(start, values=tuple((var, _value(var, value, end, bases)) for var, value in start.values))


def _value(var: Var, value: int, end: End, bases: Bases) -> int:
    if not isinstance(var.domain, nodes.Seqs) or value == 0:
        return value
    return bases.current(owner(var.domain.space, end), value, f"{{}} {var.name} of {end} at the start")


def _channel(channel: Channel, bases: Bases) -> Channel:
    if channel.attacker is None:
        return channel
    by = tuple(_flying(one, bases, "forged") for one in channel.attacker.by)
    return replace(channel, attacker=replace(channel.attacker, by=by))


def _flying(one: Flying, bases: Bases, how: str) -> Flying:
    """``how``: old or forged.  A number of ours that is 0 is none: the segment acknowledges nothing."""
    values = list(one.values)
    for place, (kept, value) in enumerate(zip(one.message.fields, one.values, strict=True)):
        if isinstance(kept.domain, nodes.Seqs) and (value or kept.domain.space is Space.THEIRS):
            what = f"the {kept.name} of {{}} {how} {one.message.short(_fields(one))} to {one.to}"
            values[place] = bases.of_old(owner(kept.domain.space, one.to), value, what)
    return replace(one, values=tuple(values))


def _fields(one: Flying) -> dict[str, int]:
    return {kept.name: value for kept, value in zip(one.message.fields, one.values, strict=True)}
