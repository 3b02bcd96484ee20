"""Whether what a search found is so for all 2^32 numbers: a line below the counts, a few words in the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.command.choosing.models import Chosen
from checker.command.options import Limited
from checker.results import Verdict, count
from checker.verdicts.exploration import Exploration
from spec.notation import nodes
from spec.notation.systems import ENDS

if TYPE_CHECKING:
    from checker.joining.distances import Distances
    from checker.joining.everywhere import Everywhere
    from checker.joining.least import Least
    from checker.joining.lemma import Joined


@dataclass(frozen=True, slots=True)
class Numbered:
    """The lemma for one search, and where it does not go through, with which modulus it would."""

    lemma: Joined
    least: Least | None = None
    bases: tuple[str, ...] = ()
    """The numbers that may be any, in words."""
    wherever: Everywhere | None = None
    """What is so wherever they stand, if that was asked."""

    @property
    def open(self) -> bool:
        """Whether that was asked, and some placement was not looked at."""
        return self.wherever is not None and bool(self.wherever.cut)


def numbered(chosen: Chosen, found: Exploration, limits: Limited, *, wherever: bool = False) -> Numbered | None:
    """The lemma; None where there is nothing to say: no numbers, a search cut short, or somebody pressed Ctrl-C.

    ``wherever``: search every other placement of the numbers too.
    """
    if found.interrupted or not found.complete or not _has_numbers(found):
        return None
    from checker.joining.everywhere import SECONDS, everywhere  # who asks nothing of other numbers does not wait for it
    from checker.joining.least import least_modulus
    from checker.joining.lemma import joined

    try:
        lemma = joined(found)
        least = least_modulus(found.system, found.properties) if lemma.comes_round else None
        seconds = limits.timeout or SECONDS
        all_ = everywhere(chosen.model, found, lemma, limits.max_states, seconds) if wherever else None
    except KeyboardInterrupt:
        found.clock.interrupt()
        return None
    every = lemma.bases.all() if lemma.bases is not None else []
    names = tuple(base.name for base in every if not _of_nobody(base.name, found))
    return Numbered(lemma, least, names, all_)


def _of_nobody(name: str, found: Exploration) -> bool:
    """Whether it is an ISN that no row chooses."""
    silent = [end for end in ENDS if not found.successors.frames[end].draws and end not in found.system.start]
    return any(re.fullmatch(rf"{end}'s (\d+\. )?ISN", name) for end in silent)


def _has_numbers(found: Exploration) -> bool:
    slots = (var.domain for end in ENDS for var in found.successors.frames[end].slots)
    return any(isinstance(domain, nodes.Seqs) for domain in slots)


def number_lines(found: Exploration, numbers: Numbered | None) -> Iterator[str]:
    """The lines below the counts."""
    if numbers is None:
        return
    lemma = numbers.lemma
    if not lemma.covered:
        yield f"NOT for all 2^32 numbers: {'; '.join(text for text in (lemma.why, str(numbers.least or '')) if text)}"
    elif not numbers.bases:
        yield f"with numbers modulo 2^32 all is as modulo {found.system.modulus}"
    elif not lemma.placement:
        yield f"for all 2^32 numbers: whatever {_listed(numbers.bases)} {'is' if len(numbers.bases) == 1 else 'are'}"
    else:
        yield f"for all 2^32 numbers that keep this (proved by Z3): {'; '.join(lemma.placement)}"
    if numbers.wherever is not None:
        yield from _wherever(found, numbers.wherever)


def _wherever(found: Exploration, every: Everywhere) -> Iterator[str]:
    """What holds in every placement, or where: a line for each property."""
    seen = f"{count(len(every.regions), 'placement')}, {count(every.states, 'state')}, {every.seconds:.2f} s"
    yield f"wherever the numbers stand: {seen}, {f'cut short by {every.cut}' if every.cut else 'no other is left'}"
    for name in found.properties:
        yield f"  {name}: {_verdicts(every.verdicts(name), every.cut)}"


def _verdicts(by: Mapping[Verdict, Sequence[Distances]], cut: str) -> str:
    if cut:
        return f"{' or '.join(map(str, by)) or 'nothing'} where it was looked at; NOT ESTABLISHED elsewhere"
    *some, most = by
    said = [f"{one} where {' or where '.join(' and '.join(_words(way)) for way in by[one])}" for one in some]
    return "; ".join([*said, f"{most} {'elsewhere' if some else 'wherever they stand'}"])


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def in_short(numbers: Numbered | None) -> str:
    """The same in a table."""
    if numbers is None:
        return ""
    if not numbers.lemma.covered:
        return "NOT for all 2^32 numbers"
    return "for all 2^32 numbers" if not numbers.lemma.placement else "for all 2^32 numbers so placed"


def numbers_json(numbers: Numbered | None) -> dict[str, object] | None:
    """The same as plain data."""
    if numbers is None:
        return None
    lemma = numbers.lemma
    return {
        "covered": lemma.covered,
        "any": list(numbers.bases),
        "keeping": list(lemma.placement),
        "why_not": lemma.why,
        "least_modulus": numbers.least.modulus if numbers.least is not None else None,
        "comparisons": len(lemma.answers),
        "steps": lemma.steps,
        "queries": lemma.calls,
        "wherever": _wherever_json(numbers.wherever),
    }


def _wherever_json(every: Everywhere | None) -> dict[str, object] | None:
    if every is None:
        return None
    names = every.regions[0].verdicts if every.regions else ()
    return {
        "placements": len(every.regions),
        "states": every.states,
        "cut": every.cut,
        "verdicts": {
            name: {str(one): [list(_words(way)) for way in ways] for one, ways in every.verdicts(name).items()}
            for name in names
        },
    }


def _words(way: Distances) -> Sequence[str]:
    from checker.joining.words import placement_words

    return placement_words(way)
