"""What a proof by induction takes for granted, in words: of numbers, old segments, the start, and what never happens.

Everything else is open: any number of calls, losses, copies and delays, and any numbers of 32 bits.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.numbers.free_numbers import freed, has_numbers
from checker.numbers.wording import tied_words
from checker.proofs.induction.origins import drawn
from checker.proofs.induction.steps import never_again
from checker.rows.fold import parameters_read, possible_events
from spec.notation import nodes
from spec.notation.invariants import Induction
from spec.notation.messages import Flying
from spec.notation.nodes import ENDS, End
from spec.notation.systems import System


def hypotheses(induction: Induction) -> list[str]:
    """Each hypothesis of its theorems; those that were declared first."""
    system = induction.system
    declared = [f"{one.about}: {one.why}" for one in induction.given.values()]
    return [*declared, *_numbers(system), *_old(system), *_start(system), *_never(system), *_parameters(system)]


def _numbers(system: System) -> Iterator[str]:
    once = [end for end in ENDS if drawn(system, end) and never_again(system, end)]
    if once:
        yield f"{' and '.join(once)} never choose{'s' * (len(once) == 1)} an initial number again"


def _old(system: System) -> Iterator[str]:
    flying = system.flying()
    if flying:
        yield f"no segment is older than the system but {', '.join(map(_text, flying))}{_any(system)}"
    elif any(frame.rows for frame in (system.A, system.B)):
        yield "no segment is older than the system"


def _any(system: System) -> str:
    return ", with any numbers" if has_numbers(system) else ""


def _text(flying: Flying) -> str:
    given = zip(flying.message.fields, flying.values, strict=True)
    return f"{flying.message.text({part.name: value for part, value in given if not part.ghost})} to {flying.to}"


def _start(system: System) -> Iterator[str]:
    yield f"at the start {' and '.join(_begins(system, end) for end in ENDS)}"
    tied = tied_words(freed(system)[1].tied)
    if tied:
        yield f"the numbers there are tied: {'; '.join(tied)}"


def _begins(system: System, end: End) -> str:
    begin = system.start.get(end)
    if begin is None:
        return f"{end} is {system.machine(end).start.value} with nothing kept"
    amounts = [f"{var.name}={value}" for var, value in begin.values if not isinstance(var.domain, nodes.Seqs)]
    return f"{end} is {begin.state.value} with {', '.join(amounts) or 'nothing else'}"


def _never(system: System) -> Iterator[str]:
    for end in ENDS:
        never = [event.name for event in possible_events(system, end) if system.limit(end, event) == 0]
        if never:
            yield f"at {end} there is no {', no '.join(never)}"


def _parameters(system: System) -> Iterator[str]:
    read = parameters_read(system)
    if read:
        yield ", ".join(f"{part.name}={system.value(part)}" for part in read)
