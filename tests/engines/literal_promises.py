"""Promises by their definition: fairness as a list of deeds over literal moves, and greatest fixpoints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from checker.liveness.fair_loops import Demands
from checker.reference.fairness import deeds
from checker.reference.interpreter import Interpreter
from checker.results.answers import Verdict
from checker.rows.configuration import Configuration
from spec.notation import Eventually, Fairness, LeadsTo
from tests.liveness.waiting_graphs import Labelled, by_fixpoints

if TYPE_CHECKING:
    from tests.engines.literal import Literally


def promised(found: Literally, asked: LeadsTo | Eventually) -> Verdict:
    """The verdict on a promise."""
    if not found.complete:
        return Verdict.NOT_ESTABLISHED  # not compared: what another engine sees of it may be more
    first = next(iter(found.depths))
    begun = set(found.where(asked.p)) if isinstance(asked, LeadsTo) else {first}
    over = set(found.where(asked.q))
    waits = list(begun - over)
    known = set(waits)
    for at in waits:  # grows while it is read
        for move in found.moves[at]:
            if move.after is not None and move.after not in known | over:
                known.add(move.after)
                waits.append(move.after)
    if by_fixpoints(_labelled(found.interpreter, asked.fair, waits)):
        return Verdict.VIOLATED
    if any(at in found.cut_at for at in waits):
        return Verdict.NOT_ESTABLISHED
    return Verdict.HOLDS if (waits if isinstance(asked, Eventually) else begun) else Verdict.VACUOUS


def _labelled(interpreter: Interpreter, fair: Iterable[Fairness], waits: Sequence[Configuration]) -> Labelled:
    numbers = {at: number for number, at in enumerate(waits)}
    bits: dict[Any, int] = {}
    edges: list[tuple[int, int, int]] = []
    enabled: dict[int, int] = {}
    for at, number in numbers.items():
        enabled[number] = 0
        for move in interpreter.moves(at):
            if move.after == at:
                continue
            mask = 0
            for deed in deeds(interpreter, fair, at, move):
                mask |= 1 << bits.setdefault(deed, len(bits))
            enabled[number] |= mask
            if move.after in numbers:
                edges.append((number, numbers[move.after], mask))
    weak, strong = (
        sum(1 << bit for (one, _), bit in bits.items() if one.strength == strength) for strength in ("weak", "strong")
    )
    return Labelled(list(numbers.values()), edges, enabled, Demands(weak, strong))
