"""Whether what a search found is so for all 2^32 numbers: a line below the counts, a few words in the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.command.options import Limited
from checker.languages.counts import count
from checker.languages.speech import tr
from checker.search.clock import OutOfTime
from checker.verdicts.exploration import Exploration
from spec.notation.systems import ENDS

if TYPE_CHECKING:
    from checker.numbers.transfer.least_modulus import Least
    from checker.numbers.transfer.to_all_numbers import Transfer
    from checker.numbers.verdicts import ForAllNumbers


@dataclass(frozen=True, slots=True)
class Numbered:
    """For which numbers one search speaks; where its numbers come round, the modulus with which they would not."""

    transfer: Transfer | None
    """None where a limit came first."""
    why: str = ""
    """Which limit."""
    least: Least | None = None
    every: ForAllNumbers | None = None
    """The verdicts for all numbers, if that was asked."""

    @property
    def open(self) -> bool:
        """Whether the verdicts for all numbers were asked, and for some there is none."""
        return self.every is not None and bool(self.every.cut)


def numbered(found: Exploration, limits: Limited, *, every: bool = False) -> Numbered | None:
    """For which numbers a search speaks; None where nothing can be said, as no number is kept or it was cut short.

    ``every``: decide for all others too.
    """
    if found.interrupted or not found.complete:
        return None
    from checker.numbers.free_numbers import has_numbers  # who asks nothing of numbers does not wait for it

    if not has_numbers(found.system):
        return None
    from checker.numbers.transfer.least_modulus import least_modulus
    from checker.numbers.transfer.to_all_numbers import transferred
    from checker.numbers.verdicts import for_all_numbers

    try:
        transfer = transferred(found, clock=found.clock)
        least = least_modulus(found.system, found.properties) if transfer.comes_round else None
        return Numbered(transfer, "", least, for_all_numbers(found, limits.max_states) if every else None)
    except OutOfTime:
        return Numbered(None, found.clock.why)
    except KeyboardInterrupt:
        found.clock.interrupt()
        return None


def number_lines(found: Exploration, numbers: Numbered | None) -> Iterator[str]:
    """The lines below the counts."""
    if numbers is None:
        return
    transfer = numbers.transfer
    if transfer is None:
        yield f"for which of all 2^32 numbers that is so is not established: {numbers.why}"
        return
    free = _free(found, transfer)
    if not transfer.covered:
        why = transfer.why if numbers.least is None else f"{transfer.why}; {numbers.least}"
        yield f"NOT for all 2^32 numbers: {why}"
    elif not free:
        yield f"with numbers modulo 2^32 all is as modulo {found.system.modulus}"
    elif not transfer.region:
        one, more = tr("for all 2^32 numbers: whatever {number} is"), tr("for all 2^32 numbers: whatever {numbers} are")
        yield one.format(number=free[0]) if len(free) == 1 else more.format(numbers=_listed(free))
    else:
        yield f"for all 2^32 numbers with: {tr('; ').join(transfer.words())}"
    yield from _tied(transfer)
    if numbers.every is not None:
        yield from _every(found, numbers.every)


def _free(found: Exploration, transfer: Transfer) -> list[str]:
    """The numbers that may be any, without the ISNs that no row chooses."""
    silent = [end for end in ENDS if not found.successors.frames[end].draws and end not in found.system.start]
    unused = {base for (end, _), base in transfer.bases.chosen.items() if end in silent}
    return [base.name for base in transfer.bases.all() if base not in unused]


def _tied(transfer: Transfer) -> Iterator[str]:
    """Numbers that keep their distance whatever they are: the model writes them close together."""
    from checker.numbers.wording import tied_words

    if transfer.bases.tied:
        yield tr("tied by the model: {numbers}").format(numbers=tr("; ").join(tied_words(transfer.bases.tied)))


def _every(found: Exploration, every: ForAllNumbers) -> Iterator[str]:
    """The verdicts for all numbers: a line for each property."""
    seen = [count(every.states, "state") + " over all numbers at once"] if every.answers else []
    if every.choices is not None:
        seen.append(
            f"{count(len(every.choices.searched), 'choice')} of numbers with {count(every.choices.states, 'state')}"
        )
    ended = f"cut short by {every.cut}" if every.cut else "none is left"
    yield f"all choices of numbers: {', '.join(seen)}, {every.seconds:.2f} s, {ended}"
    for name in found.properties:
        yield f"  {name}: {_verdicts(every, name)}"


def _verdicts(every: ForAllNumbers, name: str) -> str:
    by = every.verdicts(name)
    if name in every.answers:
        ((verdict, conditions),) = by.items()
        return f"{verdict} exactly if {', or if '.join(conditions)}" if conditions else f"{verdict} whatever they are"
    if every.cut:
        return f"{' or '.join(map(str, by))} for the choices searched; NOT ESTABLISHED" if by else "NOT ESTABLISHED"
    *some, most = by
    said = [f"{one} if {', or if '.join(by[one])}" for one in some]
    return "; ".join([*said, f"{most} {'otherwise' if some else 'whatever they are'}"])


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{tr(', ').join(names[:-1])}{tr(' and ')}{names[-1]}"


def in_short(numbers: Numbered | None) -> str:
    """The same in a table."""
    if numbers is None or numbers.transfer is None:
        return ""
    if not numbers.transfer.covered:
        return "NOT for all 2^32 numbers"
    return "for some of all 2^32 numbers" if numbers.transfer.region else "for all 2^32 numbers"


def numbers_json(numbers: Numbered | None) -> dict[str, object] | None:
    """The same as plain data."""
    if numbers is None:
        return None
    if numbers.transfer is None:
        return {"covered": False, "why_not": numbers.why}
    from checker.numbers.wording import tied_words

    transfer = numbers.transfer
    return {
        "covered": transfer.covered,
        "any": [base.name for base in transfer.bases.all()],
        "keeping": transfer.words(),
        "tied": tied_words(transfer.bases.tied),
        "why_not": transfer.why,
        "least_modulus": numbers.least.modulus if numbers.least is not None else None,
        "comparisons": transfer.comparisons,
        "steps": transfer.steps,
        "every": _every_json(numbers.every),
    }


def _every_json(every: ForAllNumbers | None) -> Mapping[str, object] | None:
    if every is None:
        return None
    chosen = every.choices
    names = [*every.answers, *(chosen.searched[0].verdicts if chosen is not None and chosen.searched else ())]
    return {
        "states_at_once": every.states,
        "choices": len(chosen.searched) if chosen is not None else 0,
        "states": chosen.states if chosen is not None else 0,
        "cut": every.cut,
        "verdicts": {name: {str(one): list(ways) for one, ways in every.verdicts(name).items()} for name in names},
    }
