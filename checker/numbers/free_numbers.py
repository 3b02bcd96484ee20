"""A system in which every number is free: those that ends choose, and those of old and of forged segments.

What a model writes close together is one base: the SEQ of an old SYN, and of the ACK after it.  The distance is
part of the model then, and the numbers are *tied*; every tie is kept, to be printed beside what is said of all numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count

from checker.languages.speech import tr
from checker.numbers.arcs import MODULUS
from checker.numbers.words import Base, Word, value
from spec.notation import nodes
from spec.notation.channels import Channel
from spec.notation.ends import owner
from spec.notation.messages import Flying
from spec.notation.nodes import End, Space, Var
from spec.notation.systems import ENDS, System

ORDINALS = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}
"""What to call a number after the first."""
NEAR = 16
"""Numbers of one end that a model writes nearer than this to each other keep their distance."""


Naming = Callable[[int], str]
"""The name of a number: of the first one, of the second."""


@dataclass
class Bases:
    """The bases of one system, by whose octets they count and the number that the model has there."""

    chosen: dict[tuple[End, int], Base] = field(default_factory=dict[tuple[End, int], Base])
    old: dict[tuple[End, int], Base] = field(default_factory=dict[tuple[End, int], Base])
    """Of old and forged segments, and of a connection that is there at the start."""
    begun: dict[tuple[End, int], Base] = field(default_factory=dict[tuple[End, int], Base])
    """Those that a connection has which is there at the start."""
    tied: dict[str, int] = field(default_factory=dict[str, int])
    """What a base stands for besides: each such number of the model, by its name."""

    def all(self) -> list[Base]:
        """Every base, the chosen ones first."""
        return list(dict.fromkeys([*self.chosen.values(), *self.old.values()]))

    def choose(self, end: End, number: int, place: int) -> int:
        """A number that an end chooses; the same number is the same base."""
        text = tr("{end}'s ISN") if place == 1 else tr("{end}'s {place} ISN")
        name = text.format(end=end, place=tr(_ordinal(place)))
        return _word(self.chosen.setdefault((end, number), Base(name, number)), 0)

    def current(self, end: End, number: int, what: Naming, short: str) -> int:
        """A number of a connection that there is: near a chosen one, it is counted from that."""
        for (chooser, start), base in self.chosen.items():
            if chooser == end and 0 <= number - start < NEAR:
                return self._tie(short, _word(base, number - start))
        word = self.of_old(end, number, what, short)
        self.begun |= {key: base for key, base in self.old.items() if _word(base, 0) == word}
        return word

    def of_old(self, end: End, number: int, what: Naming, short: str = "") -> int:
        """A number of an old segment; one near to it that is known already is its base."""
        for (counted, start), base in self.old.items():
            if counted == end and abs(number - start) < NEAR:
                return self._tie(short or self._unique(what), _word(base, number - start))
        base = self.old[end, number] = Base(self._unique(what), number)
        return _word(base, 0)

    def _tie(self, name: str, word: int) -> int:
        self.tied[name] = word
        return word

    def _unique(self, what: Naming) -> str:
        """``the SEQ field of an old SYN to B``, and then ``the SEQ field of the second old SYN to B``."""
        taken = {base.name for base in self.all()} | self.tied.keys()
        return next(named for which in count(1) if (named := what(which)) not in taken)


def _ordinal(place: int) -> str:
    return ORDINALS.get(place, f"{place}.")


def _word(base: Base, offset: int) -> int:
    return Word.of(((base, 1),), offset)


def freed(system: System, known: Bases | None = None) -> tuple[System, Bases]:
    """The same system over 32 bits with free numbers, and their bases.

    ``known``: those of another world of the same model.
    """
    bases = Bases() if known is None else known
    chosen = {
        end: {number: bases.choose(end, number, place) for place, number in enumerate(rule.values, start=1)}
        for end, rule in system.isn.items()
    }
    numbers = _Numbers(
        chosen=lambda end, number: chosen[end][number],
        begun=lambda end, var, number: _begun(end, var, number, bases),
        flying=lambda one, how: _flying(one, bases, how),
    )
    return _changed(system, numbers), bases


def with_numbers(free: System, numbers: Mapping[Base, int]) -> System:
    """A system with free numbers, these numbers being put in."""
    return _changed(
        free,
        _Numbers(
            chosen=lambda _, number: number_of(number, numbers),
            begun=lambda _, __, number: number_of(number, numbers),
            flying=lambda one, _: replace(one, values=tuple(number_of(each, numbers) for each in one.values)),
        ),
    )


def has_numbers(system: System) -> bool:
    """Whether an end of it keeps any sequence number."""
    kept = (var.domain for end in ENDS for var in system.machine(end).variables())
    return any(isinstance(domain, nodes.Seqs) for domain in kept)


def number_of(one: int, numbers: Mapping[Base, int]) -> int:
    """A word where every base is known; a plain number as it is."""
    return (value(one.bases, numbers) + one.offset) % MODULUS if isinstance(one, Word) else one


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What becomes of the numbers of a system."""

    chosen: Callable[[End, int], int]
    begun: Callable[[End, Var, int], int]
    flying: Callable[[Flying, str], Flying]
    """``how`` it came there: old or forged."""


def _changed(system: System, numbers: _Numbers) -> System:
    """The system over 32 bits with other numbers, unchecked: words are none that could be declared."""

    def channel(one: Channel) -> Channel:
        if one.attacker is None:
            return one
        by = tuple(numbers.flying(each, "forged") for each in one.attacker.by)
        return replace(one, attacker=replace(one.attacker, by=by))

    isn = {
        end: replace(rule, values=tuple(numbers.chosen(end, each) for each in rule.values))
        for end, rule in system.isn.items()
    }
    start = {
        end: replace(one, values=tuple((var, numbers.begun(end, var, each)) for var, each in one.values))
        for end, one in system.start.items()
    }
    in_flight = tuple(numbers.flying(one, "old") for one in system.in_flight)
    ways = system.channel
    channels = channel(ways) if isinstance(ways, Channel) else tuple(channel(one) for one in ways)
    made = copy(system)
    parts = {"modulus": MODULUS, "isn": isn, "start": start, "in_flight": in_flight, "channel": channels}
    for name, part in parts.items():
        object.__setattr__(made, name, part)
    return made


def _begun(end: End, var: Var, number: int, bases: Bases) -> int:
    if not isinstance(var.domain, nodes.Seqs):
        return number

    def what(which: int) -> str:
        one, more = tr("the {number} of {end} at the start"), tr("the {place} {number} of {end} at the start")
        return (one if which == 1 else more).format(number=var.name, end=end, place=tr(_ordinal(which)))

    return bases.current(owner(var.domain.space, end), number, what, f"{end}.{var.name}")


def _flying(one: Flying, bases: Bases, how: str) -> Flying:
    fields = {kept.name: value for kept, value in zip(one.message.fields, one.values, strict=True)}
    values = list(one.values)
    for place, (kept, number) in enumerate(zip(one.message.fields, one.values, strict=True)):
        if isinstance(kept.domain, nodes.Seqs) and _carried(one, fields, kept):
            what = partial(_carrying, kept.name, one.message.short(fields), one.to, how == "old")
            values[place] = bases.of_old(owner(kept.domain.space, one.to), number, what)
    return replace(one, values=tuple(values))


def _carrying(field: str, segment: str, end: End, old: bool, which: int) -> str:
    if old:
        one = tr("the {field} field of an old {segment} to {end}")
        more = tr("the {field} field of the {place} old {segment} to {end}")
    else:
        one = tr("the {field} field of a forged {segment} to {end}")
        more = tr("the {field} field of the {place} forged {segment} to {end}")
    bits, data, _ = segment.partition(" with data")
    said = tr("{bits} with data").format(bits=bits) if data else segment
    return (one if which == 1 else more).format(field=field, segment=said, end=end, place=tr(_ordinal(which)))


def _carried(one: Flying, fields: Mapping[str, int], kept: nodes.Field) -> bool:
    """Whether a segment has that number: a 0 that it does not print is none, such as the ACK of a SYN."""
    zero, other = (one.message.text({**fields, kept.name: number}) for number in (0, 1))
    return bool(fields[kept.name]) or kept.domain == nodes.Seqs(Space.THEIRS) or zero != other
