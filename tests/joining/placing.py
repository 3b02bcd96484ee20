"""Numbers of 32 bits put into a system, and the numbers that a placement allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import replace
from random import Random

from checker.joining.lemma import Joined
from checker.joining.numbers import MODULUS, Base, Word
from checker.joining.placement import placed
from checker.joining.proof import Prover
from spec.notation import Channel, Flying, System
from spec.notation.channels import Attacker

EDGES = (0, 1, 2, 2**31 - 2, 2**31 - 1, 2**31, 2**31 + 1, MODULUS - 17, MODULUS - 2, MODULUS - 1)


def with_numbers(system: System, numbers: Mapping[str, int]) -> System:
    """The system over 32 bits, each base with the number of its name."""
    made, _ = placed(system)
    isn = {end: replace(rule, values=tuple(put(one, numbers) for one in rule.values)) for end, rule in made.isn.items()}
    start = {
        end: replace(one, values=tuple((var, put(value, numbers)) for var, value in one.values))
        for end, one in made.start.items()
    }
    ways = made.channel if isinstance(made.channel, tuple) else (made.channel,)
    channels = tuple(_channel(one, numbers) for one in ways)
    in_flight = tuple(_flying(one, numbers) for one in made.in_flight)
    channel = (channels[0], channels[1]) if isinstance(made.channel, tuple) else channels[0]
    declared = copy(system)
    for name, value in {"isn": isn, "start": start, "in_flight": in_flight, "channel": channel}.items():
        object.__setattr__(declared, name, value)
    return replace(declared, modulus=MODULUS)  # checked, as every declaration is


def put(value: int, numbers: Mapping[str, int]) -> int:
    """The number that a word is."""
    if not isinstance(value, Word):
        return value
    return (sum(times * numbers[base.name] for base, times in value.bases) + value.offset) % MODULUS


def _channel(one: Channel, numbers: Mapping[str, int]) -> Channel:
    if one.attacker is None:
        return one
    return replace(one, attacker=Attacker(tuple(_flying(f, numbers) for f in one.attacker.by), one.attacker.times))


def _flying(one: Flying, numbers: Mapping[str, int]) -> Flying:
    return replace(one, values=tuple(put(value, numbers) for value in one.values))


def placements(lemma: Joined, random: Random, count: int) -> Iterator[Mapping[str, int]]:
    """Numbers that the placement allows, most of them at its edges and at those of the number space."""
    assert lemma.bases is not None
    bases, oracle = lemma.bases.all(), Prover()
    for _ in range(count):
        random.shuffle(bases)
        liked = [Base(base.name, random.choice([random.randrange(MODULUS), *EDGES])) for base in bases]
        found = oracle.example(lemma.assumed, liked)
        yield found
