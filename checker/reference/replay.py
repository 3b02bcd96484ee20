"""A trace taken again by the reference interpreter, and the property asked again by its definition.

Nothing of the fast engine takes part: no packing, no compiled row, no compiled formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from checker.reference.fairness import offended
from checker.reference.formulas import true_in
from checker.reference.interpreter import Interpreter, Move
from checker.reference.knowledge import LiteralKnowledge, along, moments
from checker.results.runs import FiredRow, Packet, Point, Step, Trace
from checker.rows.configuration import Configuration
from checker.rows.wording import Wording
from spec.notation.chances import Chance
from spec.notation.ends import peer
from spec.notation.formulas import Bool
from spec.notation.formulas_of import formulas
from spec.notation.knowledge import knows_in
from spec.notation.liveness import Eventually, LeadsTo, Promise
from spec.notation.nodes import End, Var
from spec.notation.properties import Always, AlwaysPossible, Cheapest, NeverStuck, Property, Sometimes
from spec.notation.rows import Row
from spec.notation.systems import System

MOST_POINTS = 2_000
"""Points of which the literal reading of knowledge is asked; where there are more, only the run is taken again."""


class NotReplayed(Exception):
    """The trace is none of the reference interpreter's; the text says where, or what it does not show."""


@dataclass(frozen=True)
class Replayed:
    """A trace as the interpreter took it."""

    interpreter: Interpreter
    points: tuple[Configuration, ...]
    moves: tuple[Move, ...]
    knowledge: LiteralKnowledge | None = None
    """What says who knows what, where the property asks for that and the points are few."""
    places: tuple[int, ...] = ()
    """The run's points among all of them."""
    asked_again: bool = True
    """Whether the property was asked again; what an end knows is not, where there are too many points."""

    def true(self, formula: Bool, place: int) -> bool:
        """Whether a formula is true at that point."""
        if self.knowledge is not None:
            return self.knowledge.true(formula.node, self.places[place])
        return true_in(formula, self.interpreter.system, self.interpreter.frames, self.points[place])


def replayed(
    system: System,
    ghosts: frozenset[tuple[End, Var]],
    asked: Property,
    trace: Trace,
    worlds: Sequence[System] = (),
) -> Replayed:
    """The trace as the interpreter took it; NotReplayed unless it can, and unless it shows what is claimed.

    ``ghosts`` are the history variables that were kept when the trace was found; ``worlds`` the other systems in which
    the run may be one.
    """
    systems = (system, *worlds)
    faults: list[NotReplayed] = []
    for world in range(len(systems)):
        try:
            found = _read(systems, ghosts, asked, _taken(systems[world], ghosts, trace), world)
            if found.asked_again and not shows(found, asked, trace):
                raise NotReplayed("the run can be taken, and does not show it")
        except NotReplayed as fault:
            faults.append(fault)
        else:
            return found
    raise faults[0]


def _taken(system: System, ghosts: frozenset[tuple[End, Var]], trace: Trace) -> Replayed:
    interpreter = Interpreter(system, ghosts)
    words = Wording(interpreter.frames)
    points, moves = [interpreter.start()], list[Move]()
    if words.point(points[0]) != trace.start:
        raise NotReplayed("it begins elsewhere")
    for number, step in enumerate(trace.steps, start=1):
        move = next((one for one in interpreter.moves(points[-1]) if _same(words, one, step)), None)
        if move is None or move.after is None:
            raise NotReplayed(f"step {number} cannot be taken")
        moves.append(move)
        points.append(move.after)
    return Replayed(interpreter, tuple(points), tuple(moves))


def _read(
    systems: Sequence[System], ghosts: frozenset[tuple[End, Var]], asked: Property, run: Replayed, world: int
) -> Replayed:
    """The run with all that its property asks of other runs."""
    views = {part.view for formula in formulas(asked) for part in knows_in(formula.node)}
    if not views:
        return run
    found = moments(systems, ghosts, MOST_POINTS, recall="history" in views)
    if not found.complete:
        return replace(run, asked_again=False)
    places = tuple(found.places[one] for one in along(found, world, run.moves))
    return replace(run, knowledge=LiteralKnowledge(found), places=places)


def packets(words: Wording, move: Move) -> tuple[Packet | None, tuple[Packet, ...]]:
    """The message that a move is about, and those that it sends, in words."""
    packet = words.packet(move.end, move.message) if move.message is not None else None
    sent = [words.packet(peer(move.end), one) for one in move.sent]
    return packet, (*sent, *(words.packet(move.end, one) for one in move.peer_sent))


def step_of(words: Wording, move: Move, before: Point, after: Point, expired: tuple[Packet, ...] = ()) -> Step:
    """A move between two points, in words; ``expired``: the messages whose lifetime ends with it."""
    packet, sent = packets(words, move)
    return Step(
        action=move.action,
        end=move.end,
        event=move.event,
        packet=packet,
        sent=sent,
        rows=_rows(move.fired),
        before=before,
        after=after,
        peer_rows=_rows(move.peer_fired),
        expired=expired,
    )


def _rows(rows: Iterable[Row]) -> tuple[FiredRow, ...]:
    return tuple(FiredRow(row.name, row.rfc) for row in rows)


def _same(words: Wording, move: Move, step: Step) -> bool:
    if move.after is None or (move.action, move.end, move.event) != (step.action, step.end, step.event):
        return False
    packet, sent = packets(words, move)
    rows = [row.name for row in move.fired], [row.name for row in move.peer_fired]
    steps = [row.name for row in step.rows], [row.name for row in step.peer_rows]
    told = (packet, sent, rows) == (step.packet, step.sent, steps)
    return told and words.point(move.after) == step.after


def shows(found: Replayed, asked: Property, trace: Trace) -> bool:
    """Whether the run refutes the property, or is a witness of it."""
    last = len(found.points) - 1
    match asked:
        case Always(formula=formula):
            return not found.true(formula, last)
        case Sometimes(formula=formula) | Cheapest(goal=formula):
            return found.true(formula, last)
        case NeverStuck(done=done):
            return not found.true(done, last) and not found.interpreter.moves(found.points[-1])
        case AlwaysPossible(goal=goal, where=where):
            return not found.true(goal, last) and (where is None or found.true(where, last))
        case LeadsTo() | Eventually():
            return _breaks(found, asked, trace)
        case Chance():
            return False  # no single run shows a probability


def _breaks(found: Replayed, asked: Promise, trace: Trace) -> bool:
    """Whether a lasso breaks a promise and offends no fairness."""
    if trace.loop is None or trace.violates_at is None:
        return False
    begins = found.true(asked.p, trace.violates_at) if isinstance(asked, LeadsTo) else trace.violates_at == 0
    waits = all(found.true(~asked.q, place) for place in range(trace.violates_at, len(found.points)))
    loop, moves = found.points[trace.loop :], found.moves[trace.loop :]
    closes = loop[0] == loop[-1]
    return begins and waits and closes and not offended(found.interpreter, asked.fair, loop, moves)


__all__ = ["NotReplayed", "Replayed", "replayed"]
