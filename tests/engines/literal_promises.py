"""Promises by their definition: fairness as a list of deeds over literal moves, and greatest fixpoints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from checker.configuration import Configuration
from checker.evaluate import Reader, holds
from checker.fair_loops import Demands
from checker.interpret import Interpreter, Move
from checker.property_reader import true_in
from checker.results import Trace, Verdict
from spec.notation import TRUE, Call, Eventually, Fairness, LeadsTo
from spec.notation.fairness import Does, Fires, Gets
from tests.liveness.waiting_graphs import Labelled, by_fixpoints

if TYPE_CHECKING:
    from checker.explore import Exploration
    from tests.engines.literal import Literally

Deed = tuple[Fairness, object]
"""One thing that must not be neglected; for EVERYTHING there is one for each event and message."""


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
    return Verdict.HOLDS if begun else Verdict.VACUOUS


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
            for deed in _deeds(interpreter, fair, move):
                mask |= 1 << bits.setdefault(deed, len(bits))
            enabled[number] |= mask
            if move.after in numbers:
                edges.append((number, numbers[move.after], mask))
    weak, strong = (
        sum(1 << bit for (one, _), bit in bits.items() if one.strength == strength) for strength in ("weak", "strong")
    )
    return Labelled(list(numbers.values()), edges, enabled, Demands(weak, strong))


def _deeds(interpreter: Interpreter, fair: Iterable[Fairness], move: Move) -> Iterable[Deed]:
    for one in fair:
        match one.what:
            case Does(end=end, event=event):
                sort = "call" if isinstance(event, Call) else "timer"
                if (move.end, move.action, move.event) == (end, sort, event.name):
                    yield one, None
            case Fires(end=end, row=row):
                if move.end == end and row in [fired.name for fired in move.fired]:
                    yield one, None
            case Gets(end=end):
                if move.end == end and move.action in ("deliver", "duplicate") and _of_kind(interpreter, one.what, move):
                    yield one, None
            case _:
                if move.action != "lose":
                    sort = move.action if move.message is None else "gets"
                    yield one, (move.end, sort, move.event, move.message)


def _of_kind(interpreter: Interpreter, what: Gets, move: Move) -> bool:
    assert move.message is not None
    kind = interpreter.frames[move.end].kinds[move.message.kind]
    if kind is not what.event.message:
        return False
    fields = {field.name: value for field, value in zip(kind.fields, move.message.values, strict=True)}
    bits = fields[what.event.field.name] if what.event.field is not None else 0
    there = holds(what.where, Reader(interpreter.system, {}, fields))
    return bits & what.event.mask == what.event.mask and there


def lasso_breaks(
    found: Exploration, asked: LeadsTo | Eventually, trace: Trace, start: Configuration, moves: Sequence[Move]
) -> bool:
    """Whether the lasso breaks the promise and offends no fairness: each of its points and moves is looked at."""
    system, frames = found.system, found.successors.frames
    interpreter = Interpreter(system, found.successors.ghosts)
    assert trace.loop is not None
    assert trace.violates_at is not None
    points = [start, *(move.after for move in moves if move.after is not None)]
    p = asked.p if isinstance(asked, LeadsTo) else TRUE
    assert isinstance(asked, LeadsTo) or trace.violates_at == 0
    if not true_in(p, system, frames, points[trace.violates_at]):
        return False
    if any(true_in(asked.q, system, frames, at) for at in points[trace.violates_at :]):
        return False
    loop = points[trace.loop :]
    met = {deed for move in moves[trace.loop :] for deed in _deeds(interpreter, asked.fair, move)}
    return loop[0] == loop[-1] and not any(
        _offended(deed, met, [_possible(interpreter, asked.fair, at) for at in loop]) for deed in _known(found, asked)
    )


def _possible(interpreter: Interpreter, fair: Iterable[Fairness], at: Configuration) -> set[Deed]:
    return {
        deed
        for move in interpreter.moves(at)
        if move.after != at
        for deed in _deeds(interpreter, fair, move)
    }


def _known(found: Exploration, asked: LeadsTo | Eventually) -> set[Deed]:
    """Every deed that is possible anywhere in what was found."""
    interpreter = Interpreter(found.system, found.successors.ghosts)
    unpack = found.successors.layout.unpack
    return {deed for packed in found.search.order for deed in _possible(interpreter, asked.fair, unpack(packed))}


def _offended(deed: Deed, met: set[Deed], possible: Sequence[set[Deed]]) -> bool:
    where = [deed in here for here in possible]
    return deed not in met and (all(where) or (deed[0].strength == "strong" and any(where)))
