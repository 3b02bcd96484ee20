"""A system in which every initial number, and every number of an old or forged segment, may stand anywhere.

What stands within ``NEAR`` of each other in one number space, and is of one kind, stands together: its distance is
part of the model.  Everything else is a base of its own, so that what the model's own numbers say of their distance
has to be found out.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, replace

from checker.joining.numbers import MODULUS, Base, Word, word
from spec.notation import nodes
from spec.notation.channels import Attacker, Channel
from spec.notation.ends import owner
from spec.notation.messages import Flying
from spec.notation.nodes import End, Space, Var
from spec.notation.systems import ENDS, Numbers, Start, System

NEAR = 64
"""Numbers of one kind that lie nearer than this to each other keep their distance."""
FIELDS: Mapping[Space, str] = {Space.THEIRS: "SEQ", Space.OURS: "ACK"}
"""What a field of a number space is called in words, as its receiver counts."""


@dataclass
class Bases:
    """The bases of one system: numbers that may be any."""

    chosen: dict[End, list[Base]] = field(default_factory=lambda: {"A": [], "B": []})
    """Whose octets they count; first those that the end chooses, then those at which it stands at the start."""
    segments: dict[End, list[Base]] = field(default_factory=lambda: {"A": [], "B": []})
    """Those of segments that are in flight at the start, or forged."""

    def all(self) -> list[Base]:
        """Every base."""
        return [base for some in (self.chosen, self.segments) for end in ENDS for base in some[end]]

    def choose(self, owner: End, value: int) -> int:
        """A number that its owner chooses: the same number is the same base."""
        for base in self.chosen[owner]:
            if base.shown == value:
                return word(((base, 1),), 0)
        place = len(self.chosen[owner])
        return self._new(self.chosen[owner], f"{owner}'s {'ISN' if place == 0 else f'{place + 1}. ISN'}", value)

    def current(self, owner: End, value: int) -> int:
        """A number at which a connection stands at the start."""
        return self._near_or_new(self.chosen[owner], f"{owner}'s earlier ISN", value)

    def carried(self, owner: End, value: int, what: str) -> int:
        """A number of a segment."""
        return self._near_or_new(self.segments[owner], what, value)

    def _near_or_new(self, known: list[Base], what: str, value: int) -> int:
        near = [base for base in known if abs(value - base.shown) < NEAR]
        if not near:
            return self._new(known, what, value)
        base = min(near, key=lambda one: (value < one.shown, abs(value - one.shown)))
        return word(((base, 1),), value - base.shown)

    def _new(self, known: list[Base], what: str, value: int) -> int:
        names = {base.name for base in self.all()}
        numbered = (what, *(f"{what} ({number})" for number in range(2, len(names) + 3)))
        base = Base(next(name for name in numbered if name not in names), value)
        known.append(base)
        return word(((base, 1),), 0)


def placed(system: System, known: Bases | None = None) -> tuple[System, Bases]:
    """The system over 32 bits in which every such number is a base plus an offset, and the bases.

    ``known``: those of another world of the same model.
    """
    bases = Bases() if known is None else known
    isn = {end: _numbers(rule, end, bases) for end, rule in system.isn.items()}
    start = {end: _start(one, end, bases) for end, one in system.start.items()}
    in_flight = tuple(_flying(one, bases, "an old") for one in system.in_flight)
    ways = system.channel if isinstance(system.channel, tuple) else (system.channel,)
    attacked = tuple(_channel(way, bases) for way in ways)
    channel = attacked if isinstance(system.channel, tuple) else attacked[0]
    parts = {"modulus": MODULUS, "isn": isn, "start": start, "in_flight": in_flight, "channel": channel}
    return _with(system, parts), bases


def _with(system: System, parts: Mapping[str, object]) -> System:
    """The system with other parts, unchecked: its numbers are none that could be declared."""
    changed = copy(system)
    for name, value in parts.items():
        object.__setattr__(changed, name, value)
    return changed


def with_numbers(system: System, numbers: Mapping[str, int]) -> System:
    """The system over 32 bits, each base being the number of its name.  SpecError where that cannot be declared."""
    free, _ = placed(system)

    def put(value: int) -> int:
        if not isinstance(value, Word):
            return value
        return (sum(times * numbers[base.name] for base, times in value.bases) + value.offset) % MODULUS

    def flown(one: Flying) -> Flying:
        return replace(one, values=tuple(map(put, one.values)))

    def way(one: Channel) -> Channel:
        if one.attacker is None:
            return one
        return replace(one, attacker=replace(one.attacker, by=tuple(map(flown, one.attacker.by))))

    isn = {end: replace(rule, values=tuple(map(put, rule.values))) for end, rule in free.isn.items()}
    start = {
        end: replace(one, values=tuple((var, put(value)) for var, value in one.values))
        for end, one in free.start.items()
    }
    channel = tuple(map(way, free.channel)) if isinstance(free.channel, tuple) else way(free.channel)
    in_flight = tuple(map(flown, free.in_flight))
    parts = {"isn": isn, "start": start, "in_flight": in_flight, "channel": channel}
    return replace(_with(system, parts), modulus=MODULUS)  # checked, as every declaration is


def _numbers(rule: Numbers, end: End, bases: Bases) -> Numbers:
    return replace(rule, values=tuple(bases.choose(end, value) for value in rule.values))


def _start(start: Start, end: End, bases: Bases) -> Start:
    given = sorted(start.values, key=lambda one: one[1])  # the lowest is the base of those above it
    found = {var.name: _value(var, value, end, bases) for var, value in given}
    return replace(start, values=tuple((var, found[var.name]) for var, _ in start.values))


def _value(var: Var, value: int, end: End, bases: Bases) -> int:
    if not isinstance(var.domain, nodes.Seqs) or value == 0:
        return value
    return bases.current(owner(var.domain.space, end), value)


def _channel(way: Channel, bases: Bases) -> Channel:
    if way.attacker is None:
        return way
    by = tuple(_flying(one, bases, "a forged") for one in way.attacker.by)
    return replace(way, attacker=Attacker(by, way.attacker.times))


def _flying(one: Flying, bases: Bases, which: str) -> Flying:
    values = list(one.values)
    fields = {kept.name: value for kept, value in zip(one.message.fields, one.values, strict=True)}
    for place, (kept, value) in enumerate(zip(one.message.fields, one.values, strict=True)):
        if isinstance(kept.domain, nodes.Seqs) and (value or kept.domain.space is Space.THEIRS):
            what = f"the {FIELDS[kept.domain.space]} of {which} {one.message.short(fields)} to {one.to}"
            values[place] = bases.carried(owner(kept.domain.space, one.to), value, what)
    return replace(one, values=tuple(values))
