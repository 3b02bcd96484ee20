"""All 2^32 numbers by searches with some of them: other numbers are put in until every choice is spoken for.

A search speaks for a region of the choices of numbers (:mod:`checker.numbers.transfer.to_all_numbers`).  Numbers that
lie in no region so far are put in, over 32 bits, and searched in turn; where there are none left, every property is
decided for all numbers: liveness, chances and knowledge too, of which one state says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from checker.numbers.free_numbers import Bases, with_numbers
from checker.numbers.regions import EVERYWHERE, Regions
from checker.numbers.transfer.to_all_numbers import Free, Transfer, transferred
from checker.numbers.weakest import outside, weakest
from checker.numbers.wording import condition_words
from checker.numbers.words import Base, Region
from checker.results.answers import Verdict
from checker.search.clock import Clock, OutOfTime
from checker.verdicts.exploration import Exploration
from checker.verdicts.exploring import explore
from spec.notation.errors import SpecError
from spec.notation.properties import Property

MOST = 400
"""So many choices of numbers are searched."""
MOST_STATES = 2_000_000
"""After so many states no other choice is searched."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A region of the choices of numbers for which one search speaks."""

    region: int
    verdicts: Mapping[str, Verdict]
    numbers: Mapping[Base, int]
    """The numbers of the search."""
    states: int


@dataclass
class AllChoices:
    """What was found for every choice of numbers."""

    bases: Bases
    regions: Regions = field(default_factory=Regions)
    searched: list[Searched] = field(default_factory=list[Searched])
    left: list[int] = field(default_factory=lambda: [EVERYWHERE])
    """The numbers for which no search speaks."""
    cut: str = ""
    """Why some of them were left; empty where none is."""

    @property
    def states(self) -> int:
        """The states of all searches."""
        return sum(one.states for one in self.searched)

    def speaks(self, transfer: Transfer, found: Exploration, numbers: Mapping[Base, int]) -> None:
        """Keep what a search says of the numbers that are left, or why it says nothing."""
        if found.interrupted:
            raise KeyboardInterrupt
        self.cut = transfer.why or ("" if found.complete else f"a search was cut short by {found.search.cut}")
        if not self.cut:
            verdicts = {name: answer.verdict for name, answer in found.answers.items()}
            self.searched.append(Searched(transfer.number, verdicts, numbers, found.states))
            self.left = [part for whole in self.left for part in outside(self.regions, whole, transfer.number)]

    def verdicts(self, name: str) -> Mapping[Verdict, tuple[Region, ...]]:
        """Each verdict on a property with the weakest conditions for it, the commonest last and with none.

        Where some choices were not searched, with none at all.
        """
        by: dict[Verdict, list[int]] = {}
        for one in self.searched:
            by.setdefault(one.verdicts[name], []).append(one.region)
        order = sorted(by, key=lambda verdict: len(by[verdict]))
        few = () if self.cut else order[:-1]
        return {one: tuple(weakest(self.regions, by[one])) if one in few else () for one in order}

    def words(self, ways: Sequence[Region]) -> list[str]:
        """The conditions in words."""
        return [condition_words(way, self.bases.all()) for way in ways]


def all_choices(
    found: Exploration,
    properties: Mapping[str, Property],
    clock: Clock,
    most_states: int | None = None,
    most: int = MOST,
    free: Free | None = None,
    regions: Regions | None = None,
) -> AllChoices:
    """The verdicts on some properties of a search for every choice of numbers, beginning with its own.

    ``most``: so many choices are searched, each of no more states than ``most_states``.  ``free``: the system with free
    numbers, where it is there already.  KeyboardInterrupt where Ctrl-C was pressed.
    """
    free = free or Free(found.system, found.worlds)
    every = AllChoices(free.bases, regions or Regions())
    try:
        own = transferred(found, free, properties=properties, regions=every.regions, clock=clock)
        if own.covered and found.complete:
            every.speaks(own, found, free.shown())
        while every.left and not every.cut:
            clock.look()
            every.cut = _bound(every, most)
            if not every.cut:
                _search_another(every, properties, free, clock, most_states)
    except (OutOfTime, SpecError) as why:
        every.cut = clock.why if isinstance(why, OutOfTime) else str(why)
    return every


def _search_another(
    every: AllChoices, properties: Mapping[str, Property], free: Free, clock: Clock, most: int | None
) -> None:
    """Search with numbers that are left."""
    numbers = every.regions.example(every.left[0], every.bases.all())
    if numbers is None:
        every.cut = every.regions.oracle.solver.open[-1]
        return
    system, *worlds = (with_numbers(one, numbers) for one in (free.system, *free.worlds))
    left, room = clock.left, clock.memory
    other = explore(system, properties, max_states=most, timeout=left, memory=room, worlds=worlds, whole=True)
    every.speaks(transferred(other, free, numbers, regions=every.regions, clock=clock), other, numbers)


def _bound(every: AllChoices, most: int) -> str:
    if len(every.searched) >= most:
        return f"the bound of {most} choices of numbers"
    return f"the bound of {MOST_STATES:,} states" if every.states >= MOST_STATES else ""
