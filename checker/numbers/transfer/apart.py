"""What two states, two messages or two remembered tuples must not be: one and the same over 32 bits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from checker.numbers.arcs import MODULUS, Arcs
from checker.numbers.regions import excludes, kept
from checker.numbers.transfer.local_steps import LocalSteps
from checker.numbers.words import ZERO, Among, Region, Sum, Word
from checker.rows.configuration import Value
from spec.notation import nodes
from spec.notation.nodes import Domain, End
from spec.notation.systems import ENDS

Equality = tuple[Sum, Arcs]
"""A distance, and the one value of it at which two numbers are equal."""
Together = frozenset[Equality]
"""Equalities that must not all be true."""
Named = tuple[object, tuple[int, ...]]
"""What has to be alike before numbers matter, and the numbers."""


def messages_apart(taken: LocalSteps, to: End) -> set[Together]:
    """When two messages to an end would be one."""
    domains = [[field.domain for field in kind.fields] for kind in taken.frames[to].kinds]
    return _apart(_split(one.kind, one.values, domains[one.kind]) for one in taken.messages[to].values())


def states_apart(taken: LocalSteps) -> set[Together]:
    """When two states of an end would be one, or two tuples that it remembers."""
    found: set[Together] = set()
    for end in ENDS:
        domains = [var.domain for var in taken.frames[end].slots]
        found |= _apart(_split(one.state, one.values, domains) for one in taken.locals[end].values())
    for tuples in taken.remembered.values():
        found |= _apart((None, one) for one in tuples.values())
    return found


def kept_apart(region: Region, every: Iterable[Together]) -> Region:
    """The region without the first of the equalities, wherever none of those that go together is excluded anyway."""
    for together in sorted(every, key=lambda one: (len(one), sorted(one))):
        if not any(excludes(region, key, value) for key, value in together):
            region = kept(region, *min(together), answer=False)
    return region


def _split(what: int, values: Sequence[Value], domains: Sequence[Domain]) -> Named:
    numbers = [place for place, domain in enumerate(domains) if isinstance(domain, nodes.Seqs)]
    rest = tuple(value for place, value in enumerate(values) if place not in numbers)
    return (what, rest), tuple(value for place in numbers if isinstance(value := values[place], int))


def _apart(every: Iterable[Named]) -> set[Together]:
    alike: defaultdict[object, defaultdict[tuple[Sum, ...], list[tuple[int, ...]]]]
    alike = defaultdict(lambda: defaultdict(list))
    for rest, numbers in every:
        alike[rest][tuple(_bases(number) for number in numbers)].append(numbers)
    return {
        together
        for written in alike.values()
        for one, other in combinations(written, 2)
        for together in _between(one, other, written[one], written[other])
    }


def _between(
    one: tuple[Sum, ...], other: tuple[Sum, ...], these: list[tuple[int, ...]], those: list[tuple[int, ...]]
) -> Iterator[Together]:
    """Pairs that are equal wherever their bases are; within the same bases, two numbers are never one."""
    same = [place for place in range(len(one)) if one[place] == other[place]]
    open_ = [place for place in range(len(one)) if one[place] != other[place]]
    by_same: defaultdict[tuple[int, ...], list[tuple[int, ...]]] = defaultdict(list)
    for numbers in those:
        by_same[tuple(numbers[place] for place in same)].append(numbers)
    for numbers in these:
        for others in by_same.get(tuple(numbers[place] for place in same), ()):
            yield frozenset(_equal(numbers[place], others[place]) for place in open_)


def _equal(one: int, other: int) -> Equality:
    """Where two numbers of different bases are equal."""
    apart = (one - other) % MODULUS
    assert isinstance(apart, Word)
    return Among(apart.bases, apart.offset, ZERO).distance


def _bases(number: int) -> Sum:
    return number.bases if isinstance(number, Word) else ()
