"""Regions: what has been assumed of the numbers, as a set of values for each distance that was asked about.

A region is a conjunction: each distance lies among some arcs, and of each other question one answer is known.  Regions
are numbered, and what two of them have to do with each other is worked out once.  The solver is asked only where it is
not seen whether the distances fit together (:mod:`checker.numbers.distance_cycles`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from checker.numbers.arcs import EVERY, Arcs, common, has, inside, joined, others
from checker.numbers.distance_cycles import fits
from checker.numbers.satisfiable import Oracle
from checker.numbers.words import Among, Asked, Base, Below, Key, OpenQuestion, Question, Region, value

T = TypeVar("T")
YES: Arcs = ((1, 2),)
EVERYWHERE, NOWHERE = 0, -1
"""The region without an assumption, and the one without a number."""


class Regions:
    """The regions that were met, by number."""

    def __init__(self, oracle: Oracle | None = None) -> None:
        self.oracle = oracle or Oracle()
        self.known: list[Region] = [{}]
        self._number: dict[frozenset[tuple[Key, Arcs]], int] = {frozenset(): EVERYWHERE}
        self._met: dict[tuple[int, int], int] = {}
        self._within: dict[tuple[int, int], bool] = {}
        self._without: dict[tuple[int, int], int | None] = {}
        self._joined: dict[tuple[int, int], int | None] = {}
        self._asked: dict[tuple[Question, bool], int] = {}

    def of(self, region: Region) -> int:
        """Its number; NOWHERE where there are no such numbers."""
        kept = {key: arcs for key, arcs in region.items() if arcs != every(key)}
        written = frozenset(kept.items())
        known = self._number.get(written)
        if known is None:
            possible = all(kept.values()) and self._possible(kept)
            known = self._number[written] = len(self.known) if possible else NOWHERE
            if possible:
                self.known.append(kept)
        return known

    def _possible(self, region: Region) -> bool:
        known = fits(region)
        return self.oracle.possible(region) if known is None else known

    def answered(self, question: Question, answer: bool) -> int:
        """The region in which that is the answer."""
        known = self._asked.get((question, answer))
        if known is None:
            key, arcs = yes(question)
            known = self._asked[question, answer] = self.of({key: arcs if answer else without(key, arcs)})
        return known

    def met(self, one: int, other: int) -> int:
        """What is in both."""
        if one in (EVERYWHERE, other):
            return other
        if other == EVERYWHERE:
            return one
        known = self._met.get((one, other))
        if known is None:
            known = self._met[one, other] = self._both(one, other) if NOWHERE not in (one, other) else NOWHERE
        return known

    def _both(self, one: int, other: int) -> int:
        region = dict(self.known[one])
        for key, arcs in self.known[other].items():
            region[key] = common(region[key], arcs) if key in region else arcs
        return self.of(region)

    def within(self, one: int, other: int) -> bool:
        """Whether every number of the one is seen to be in the other."""
        if other == EVERYWHERE or one in (other, NOWHERE):
            return True
        known = self._within.get((one, other))
        if known is None:
            inner = self.known[one]
            outer = self.known[other].items() if other != NOWHERE else [((), ())]
            known = self._within[one, other] = all(key in inner and inside(inner[key], arcs) for key, arcs in outer)
        return known

    def without(self, one: int, other: int) -> int | None:
        """The one without the other, where that is a region; None where it takes several to say."""
        if one == other:
            return NOWHERE
        if (one, other) not in self._without:
            self._without[one, other] = self._rest(one, other)
        return self._without[one, other]

    def _rest(self, one: int, other: int) -> int | None:
        inner, outer = self.known[one], self.known[other]
        out = [key for key, arcs in outer.items() if not inside(inner.get(key, every(key)), arcs)]
        if not out:
            return NOWHERE
        if len(out) > 1:
            return None
        key = out[0]
        return self.of({**inner, key: common(inner.get(key, every(key)), without(key, outer[key]))})

    def one(self, regions: Iterable[int]) -> list[int]:
        """The same numbers in fewer regions: what lies within another goes, what differs in one place is joined."""
        found: list[int] = []
        for region in dict.fromkeys(regions):
            self._join(found, region)
        return found

    def _join(self, found: list[int], region: int) -> None:
        if region == NOWHERE:
            return
        for place, other in enumerate(found):
            if self.within(region, other):
                return
            both = self._together(region, other)
            if both is not None:
                del found[place]
                self._join(found, both)
                return
        found.append(region)

    def _together(self, one: int, other: int) -> int | None:
        if (one, other) not in self._joined:
            self._joined[one, other] = self._join_two(one, other)
        return self._joined[one, other]

    def _join_two(self, one: int, other: int) -> int | None:
        """Both as one region, where they differ in one place at most."""
        left, right = self.known[one], self.known[other]
        apart = [key for key in left.keys() | right.keys() if left.get(key) != right.get(key)]
        if len(apart) != 1:
            return None
        key = apart[0]
        return self.of({**left, key: joined(left.get(key, every(key)), right.get(key, every(key)))})

    def split(self, work: Callable[[], T], region: int = EVERYWHERE) -> Iterator[tuple[T, int]]:
        """What the work gives in the region: once, or once for each answer to what it had to ask."""
        token = Asked.set(lambda question: self._ask(question, region))
        try:
            done = work()
        except OpenQuestion as open_:
            question: Question = open_.question
        else:
            yield done, region
            return
        finally:
            Asked.reset(token)
        for answer in (True, False):
            yield from self.split(work, self.met(region, self.answered(question, answer)))

    def _ask(self, question: Question, region: int) -> bool:
        yes, no = (self.met(region, self.answered(question, answer)) for answer in (True, False))
        if NOWHERE not in (yes, no):
            raise OpenQuestion(question)
        return yes != NOWHERE

    def holds(self, region: int, numbers: Mapping[Base, int]) -> bool:
        """Whether these numbers are in the region."""
        return region != NOWHERE and holds(self.known[region], numbers)

    def example(self, region: int, bases: Sequence[Base]) -> Mapping[Base, int] | None:
        """Numbers in it that are good to read; None where the solver knows none."""
        shown = {base: base.shown for base in bases}
        return shown if self.holds(region, shown) else self.oracle.example(self.known[region], bases)


def holds(region: Region, numbers: Mapping[Base, int]) -> bool:
    """Whether these numbers are in the region."""
    return all(has(arcs, at(key, numbers)) for key, arcs in region.items())


def excludes(region: Region, key: Key, arcs: Arcs) -> bool:
    """Whether it has none of these values."""
    return not common(region.get(key, every(key)), arcs)


def kept(region: Region, key: Key, arcs: Arcs, *, answer: bool = True) -> Region:
    """The region with these values alone, or without them."""
    return {**region, key: common(region.get(key, every(key)), arcs if answer else without(key, arcs))}


def yes(question: Question) -> tuple[Key, Arcs]:
    """What the question is about, and the values at which the answer is yes."""
    return question.distance if isinstance(question, Among) else (question, YES)


def at(key: Key, numbers: Mapping[Base, int]) -> int:
    """Its value where every base is known; 1 is yes."""
    return int(key.true(numbers)) if isinstance(key, Below) else value(key, numbers)


def every(key: Key) -> Arcs:
    """All that may be."""
    return ((0, 2),) if isinstance(key, Below) else EVERY


def without(key: Key, arcs: Arcs) -> Arcs:
    """What else may be."""
    return common(others(arcs), every(key))
