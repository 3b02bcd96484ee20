"""All 2^32 numbers, one placement after the other: each is searched, until none is left.

What the lemma says of a search is a set of placements.  Numbers that lie in none of the sets so far are put in, over
32 bits, and searched in turn; where there are no such numbers, every property is decided for all of them.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from checker.joining.distances import Distances
from checker.joining.lemma import Joined, joined
from checker.joining.placement import with_numbers
from checker.joining.proof import Prover, Remaining, Undecided
from checker.joining.weakest import weakest
from checker.results import Verdict
from checker.verdicts.exploration import Exploration
from checker.verdicts.exploring import explore
from spec.notation.errors import SpecError
from spec.notation.models import Model

MOST = 400
"""Placements that are searched."""
SECONDS = 60.0
"""After so many of them no other placement is searched."""


@dataclass(frozen=True, slots=True)
class Region:
    """A set of placements that one search speaks for."""

    kept: Distances
    verdicts: Mapping[str, Verdict]
    numbers: Mapping[str, int]
    """The numbers of the search."""
    states: int


@dataclass(frozen=True, slots=True)
class Everywhere:
    """What was found wherever the numbers stand."""

    regions: tuple[Region, ...]
    cut: str
    """Why some placements were not searched; empty where all were."""
    seconds: float

    @property
    def states(self) -> int:
        """The states of all searches."""
        return sum(region.states for region in self.regions)

    def verdicts(self, name: str) -> Mapping[Verdict, tuple[Distances, ...]]:
        """Each verdict on a property with the weakest conditions for it, the commonest last and with none.

        Where some placements were not searched, with none at all.
        """
        by: dict[Verdict, list[Distances]] = {}
        for region in self.regions:
            by.setdefault(region.verdicts[name], []).append(region.kept)
        order = sorted(by, key=lambda verdict: len(by[verdict]))
        if self.cut:
            return dict.fromkeys(order, ())
        found: dict[Verdict, tuple[Distances, ...]] = {}
        for verdict in order:
            others = [one for other in by if other is not verdict for one in by[other]]
            found[verdict] = weakest(by[verdict], others) if verdict is not order[-1] else ()
        return found


def everywhere(
    model: Model, found: Exploration, lemma: Joined, most_states: int | None = None, seconds: float = SECONDS
) -> Everywhere:
    """Every placement, beginning with that of a search and what the lemma says of it.

    KeyboardInterrupt where Ctrl-C was pressed.
    """
    assert lemma.bases is not None
    begin, remaining, bases = time.perf_counter(), Remaining(Prover()), lemma.bases.all()
    regions: list[Region] = []
    cut = ""
    if not _why_not(found, lemma):
        regions.append(_region(found, lemma, {base.name: base.shown for base in bases}))
        remaining.without(lemma.assumed)
    while not cut:
        cut = _bound(len(regions), time.perf_counter() - begin, seconds)
        try:
            numbers = remaining.example(bases)
            if cut or numbers is None:
                cut = cut if numbers is not None else ""
                break
            other = _search(model, numbers, most_states)
            lemma = joined(other)
        except (SpecError, Undecided) as refused:
            cut = str(refused)
            break
        cut = _why_not(other, lemma)
        if not cut:
            regions.append(_region(other, lemma, numbers))
            remaining.without(lemma.assumed)
    return Everywhere(tuple(regions), cut, time.perf_counter() - begin)


def _bound(placements: int, spent: float, seconds: float) -> str:
    if placements >= MOST:
        return f"the bound of {MOST} placements"
    return f"the bound of {seconds:g} s" if spent >= seconds else ""


def _why_not(found: Exploration, lemma: Joined) -> str:
    """Why a search speaks for no set of placements; empty where it does."""
    if found.interrupted:
        raise KeyboardInterrupt
    return lemma.why or ("" if found.complete else f"a search was cut short by {found.cut}")


def _region(found: Exploration, lemma: Joined, numbers: Mapping[str, int]) -> Region:
    assert lemma.kept is not None
    verdicts = {name: answer.verdict for name, answer in found.answers.items()}
    return Region(lemma.kept, verdicts, numbers, found.states)


def _search(model: Model, numbers: Mapping[str, int], most: int | None) -> Exploration:
    worlds = [with_numbers(world, numbers) for world in model.worlds]
    return explore(with_numbers(model.system, numbers), model.properties, max_states=most, worlds=worlds)
