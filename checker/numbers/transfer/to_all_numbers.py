"""For which of all 2^32 numbers the verdicts of a finished search are the same.

Let every initial number and every number of an old or forged segment be a *base*, and every number of a run a base
plus an offset.  The search gave each base one value, its representative, modulo M.
:class:`~checker.numbers.transfer.local_steps.LocalSteps` takes every local step of the search with bases instead, and
notes each question about bases on which it depended, with the answer of the representatives; so do the formulas of the
properties.  Where all these questions have these answers over 32 bits too, the states of the search and those over 32
bits correspond one to one: both start alike; every guard and formula is answered alike; every assignment commutes,
since it adds a constant to a base modulo either number; and two words are one number for the search exactly where they
are one over 32 bits.  So the two transition systems are isomorphic, and every verdict is the same: a simulation in both
directions (Milner 1971), of the kind that data independence gives where data are only copied and compared (Wolper
1986); here the comparisons that are made are looked at, because sequence numbers are ordered and added to.  That both
number spaces may be turned at will is a special case: it is the answer where no question relates two bases.

The answers are a region (:mod:`checker.numbers.regions`): the distances that the numbers have to keep.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from checker.knowledge.needed import asks_knowledge
from checker.numbers.free_numbers import Bases, freed
from checker.numbers.regions import EVERYWHERE, NOWHERE, Regions, excludes, kept, yes
from checker.numbers.transfer.apart import Together, kept_apart, messages_apart, states_apart
from checker.numbers.transfer.formulas import ask
from checker.numbers.transfer.local_steps import LocalSteps
from checker.numbers.transfer.representatives import ComesRound, Representatives
from checker.numbers.wording import distance_words
from checker.numbers.words import Base, Region, Unsupported
from checker.rows.out_of_bounds import OutOfBounds
from checker.search.clock import Clock
from checker.verdicts.exploration import Exploration
from spec.notation.chances import Chance
from spec.notation.channels import Store
from spec.notation.formulas import Bool
from spec.notation.formulas_of import formulas
from spec.notation.liveness import Eventually, LeadsTo
from spec.notation.nodes import End
from spec.notation.properties import Property
from spec.notation.systems import ENDS, System


@dataclass(frozen=True, slots=True)
class Transfer:
    """Whether what a search found is so for all 2^32 numbers, or for which."""

    covered: bool
    bases: Bases
    """The numbers that may be any."""
    why: str = ""
    """Where it is not covered: what is one number for the search and two over 32 bits, in words."""
    comes_round: bool = False
    """Whether a larger modulus might do."""
    number: int = EVERYWHERE
    region: Region = field(default_factory=Region)
    """The distances that have to be kept, and its number; all of them may be any where it is empty."""
    comparisons: int = 0
    """On so many the search depended."""
    steps: int = 0
    """Local steps that were taken again."""
    may_merge: bool = False
    """Whether two states that the search tells apart may be one for some numbers: fewer states, the same verdicts."""

    def words(self) -> list[str]:
        """The distances to keep, in words; none where the numbers may be any."""
        return distance_words(self.region, self.bases.all())


class Free:
    """A system with free numbers, and the other worlds that a model has of it."""

    def __init__(self, system: System, worlds: Sequence[System]) -> None:
        self.system, self.bases = freed(system)
        self.worlds = [freed(world, self.bases)[0] for world in worlds]

    def shown(self) -> Mapping[Base, int]:
        """The numbers of the model."""
        return {base: base.shown for base in self.bases.all()}


def transferred(
    found: Exploration,
    free: Free | None = None,
    numbers: Mapping[Base, int] | None = None,
    *,
    properties: Mapping[str, Property] | None = None,
    regions: Regions | None = None,
    clock: Clock | None = None,
) -> Transfer:
    """The numbers for which a search speaks: of what was expanded, so for all only where the search is complete.

    ``free``, ``numbers``: the system of which it is one, and with which numbers; its own, if not given.
    ``properties``: those alone whose verdicts are to be the same.  OutOfTime where the clock says so.
    """
    asked = found.properties if properties is None else properties
    free = free or Free(found.system, found.worlds)
    forged = [one for world in free.worlds for attacker in world.attackers() for one in attacker.by]
    representatives = Representatives(found.system.modulus, numbers or free.shown())
    with representatives.asked():
        try:
            taken = LocalSteps(free.system, found.successors, representatives, forged)
            taken.over(found.search.order[: found.search.expanded], clock or Clock())
            ask(taken, found.search.order, _formulas(found, asked), clock or Clock())
        except (ComesRound, OutOfBounds) as why:
            return Transfer(False, free.bases, str(why), comes_round=True)
        except Unsupported as why:
            return Transfer(False, free.bases, str(why))
    return _kept(found, taken, asked, free.bases, regions or Regions())


def _formulas(found: Exploration, properties: Mapping[str, Property]) -> list[Bool]:
    asked = [formula for one in properties.values() for formula in formulas(one)]
    return asked + [formula for table in found.tables.values() for formula in (table.along, *table.rows.values())]


def _kept(
    found: Exploration, taken: LocalSteps, asked: Mapping[str, Property], bases: Bases, regions: Regions
) -> Transfer:
    answers = taken.representatives.answers
    region: Region = {}
    for question, answer in answers.items():
        region = kept(region, *yes(question), answer=answer)
    everything = states_apart(taken).union(*(messages_apart(taken, end) for end in ENDS))
    region = kept_apart(region, everything if _tells_states_apart(found, asked) else _in_sets(found, taken))
    number = regions.of(region)
    if number == NOWHERE:
        return Transfer(False, bases, "no numbers of 32 bits compare as these do", comes_round=True)
    may_merge = not all(any(excludes(region, *one) for one in together) for together in everything)
    return Transfer(True, bases, "", False, number, regions.known[number], len(answers), taken.steps, may_merge)


def _in_sets(found: Exploration, taken: LocalSteps) -> Iterable[Together]:
    """Two messages of a set that are one do not do what two do: what arrives is taken away."""
    worlds = (found.system, *found.worlds)
    sets: list[End] = [end for end in ENDS if any(one.way(end).store is Store.SET for one in worlds)]
    return set[Together]().union(*(messages_apart(taken, end) for end in sets))


def _tells_states_apart(found: Exploration, asked: Mapping[str, Property]) -> bool:
    """Whether a verdict depends on which states are one: liveness (a step that changes nothing), chances, knowledge."""
    return bool(found.tables) or any(
        isinstance(one, LeadsTo | Eventually | Chance) or asks_knowledge(one) for one in asked.values()
    )
