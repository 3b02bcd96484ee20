"""The lemma: what a search with representatives found is so for every placement of the numbers over 32 bits.

Let every initial number and every number of an old or forged segment be a *base*, and every number of a run a base
plus an offset.  The search gave each base one value, its representative, modulo M.  :class:`checker.joining.walk.Walk`
takes every local step of the search with bases instead, and notes each question about bases on which it depended, with
the answer of the representatives; so do the formulas of the properties.  Where all these questions have these answers
over 32 bits too, the states of the search and those over 32 bits correspond one to one: both start alike; every guard
and formula is answered alike; every assignment commutes, since it adds a constant to a base modulo either number; and
two words are one number for the search exactly where they are one over 32 bits.  So the two transition systems are
isomorphic, and every verdict is the same: a simulation in both directions (Milner 1971), of the kind that data
independence gives where data are only copied and compared (Wolper 1986); here the comparisons that are made are looked
at, because sequence numbers are ordered and added to.  That both number spaces may be turned at will is a special case:
it is the answer where no question relates two bases.

What the representatives answer leaves arcs of distances (:mod:`checker.joining.distances`): that is the placement.
Z3 proves over bit vectors of 32 bits that every answer follows from it, and that there are such numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from checker.joining.answers import ComesRound, Representatives
from checker.joining.apart import Together, messages_apart, states_apart
from checker.joining.distances import Assumed, Distances, distances
from checker.joining.formulas import ask
from checker.joining.numbers import Question, Unsupported
from checker.joining.placement import Bases, placed
from checker.joining.proof import Prover, Undecided
from checker.joining.walk import Walk
from checker.joining.words import placement_words
from checker.knowledge.needed import asks_knowledge
from checker.rows.out_of_bounds import OutOfBounds
from checker.verdicts.exploration import Exploration
from spec.notation.chances import Chance
from spec.notation.channels import Store
from spec.notation.formulas import Bool
from spec.notation.formulas_of import formulas
from spec.notation.liveness import Eventually, LeadsTo
from spec.notation.systems import ENDS


@dataclass(frozen=True, slots=True)
class Joined:
    """Whether what a search found is so for all 2^32 numbers."""

    covered: bool
    why: str = ""
    """Where it is not: what is one number for the search and two over 32 bits, in words."""
    comes_round: bool = False
    """Whether a larger modulus might do."""
    bases: Bases | None = None
    """The numbers that may be any."""
    kept: Distances | None = None
    """The distances that have to be kept; all of them may be any where it is empty."""
    answers: tuple[tuple[Question, bool], ...] = ()
    """What the search depended on."""
    steps: int = 0
    """Local steps that were taken again."""
    calls: int = 0
    """Questions to the solver."""
    may_merge: bool = False
    """Whether two states that the search tells apart may be one for some numbers: fewer states, the same verdicts."""

    @property
    def placement(self) -> tuple[str, ...]:
        """What the numbers have to keep, in words; nothing where they may be any."""
        return placement_words(self.kept) if self.kept is not None else ()

    @property
    def assumed(self) -> Assumed:
        """The same as answers to questions."""
        return self.kept.assumed() if self.kept is not None else frozenset()


def joined(found: Exploration) -> Joined:
    """The lemma for a search; it speaks of what was expanded, so it is for all only where the search is complete."""
    system, bases = placed(found.system)
    forged = [one for world in found.worlds for attacker in placed(world, bases)[0].attackers() for one in attacker.by]
    numbers = Representatives(found.system.modulus)
    with numbers.asked():
        try:
            walk = Walk(system, found.successors, numbers, forged)
            walk.over(found.search.order[: found.search.expanded])
            ask(walk, found.search.order, _asked(found))
        except (ComesRound, OutOfBounds) as why:
            return Joined(False, str(why), comes_round=True, bases=bases)
        except Unsupported as why:
            return Joined(False, str(why), bases=bases)
    return _proved(found, walk, bases)


def _asked(found: Exploration) -> list[Bool]:
    asked = [formula for one in found.properties.values() for formula in formulas(one)]
    return asked + [formula for table in found.tables.values() for formula in (table.along, *table.rows.values())]


def _proved(found: Exploration, walk: Walk, bases: Bases) -> Joined:
    answers = dict(walk.representatives.answers)
    kept = distances(answers)
    everything = states_apart(walk).union(*(messages_apart(walk, end) for end in ENDS))
    worlds = (found.system, *found.worlds)
    sets = (messages_apart(walk, end) for end in ENDS if any(one.way(end).store is Store.SET for one in worlds))
    keep_apart(kept, everything if _tells_states_apart(found) else set[Together]().union(*sets))
    may_merge = not all(any(kept.never(one) for one in together) for together in everything)
    sure = Joined(True, bases=bases, kept=kept, answers=tuple(sorted(answers.items())), may_merge=may_merge)
    sure = replace(sure, steps=walk.steps)
    if not kept:  # nothing was asked: no solver is needed
        return sure
    prover = Prover()
    try:
        if kept.impossible() or not prover.possible(kept.assumed()):
            return Joined(False, "no numbers of 32 bits compare as these do", comes_round=True, bases=bases)
        if not prover.prove(kept, answers):
            return Joined(False, "the solver finds numbers that compare otherwise", bases=bases)
    except Undecided as why:
        return Joined(False, str(why), bases=bases)
    return replace(sure, calls=prover.calls)


def keep_apart(kept: Distances, every: Iterable[Together]) -> None:
    """Exclude that they are one, by the first of the equalities where no other is excluded anyway."""
    for together in sorted(every, key=lambda one: (len(one), sorted(one))):
        if not any(kept.never(one) for one in together):
            kept.keep(min(together), False)


def _tells_states_apart(found: Exploration) -> bool:
    """Whether a verdict depends on which states are one: promises (a step that changes nothing), chances, knowledge."""
    every = found.properties.values()
    return bool(found.tables) or any(
        isinstance(one, LeadsTo | Eventually | Chance) or asks_knowledge(one) for one in every
    )
