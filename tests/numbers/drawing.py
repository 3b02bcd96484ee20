"""Choices of numbers for which a search speaks, most of them at the edges of what it allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from checker.numbers.arcs import MODULUS, arc
from checker.numbers.regions import NOWHERE, Regions
from checker.numbers.transfer.to_all_numbers import Transfer
from checker.numbers.words import Among, Base

EDGES = (0, 1, 2, 2**31 - 2, 2**31 - 1, 2**31, 2**31 + 1, MODULUS - 17, MODULUS - 2, MODULUS - 1)


def choices(found: Transfer, regions: Regions, random: Random, count: int) -> Iterator[Mapping[Base, int]]:
    """Numbers in its region."""
    bases = found.bases.all()
    for _ in range(count):
        random.shuffle(bases)
        region, numbers = found.number, dict[Base, int]()
        for base in bases:
            region, numbers[base] = _narrowed(regions, region, base, random)
        yield numbers


def _narrowed(regions: Regions, region: int, base: Base, random: Random) -> tuple[int, int]:
    example = regions.oracle.example(regions.known[region], [base])
    assert example is not None
    for number in (random.choice([random.randrange(MODULUS), *EDGES]), example[base]):
        narrower = regions.met(region, regions.answered(Among(((base, 1),), 0, arc(number, 1)), True))
        if narrower != NOWHERE:
            return narrower, number
    raise AssertionError(f"{base.name} cannot be what Z3 says that it can be")
