"""A counterexample with numbers put in, taken by the reference interpreter step by step."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import replace

from checker.configuration import Carried, Configuration
from checker.describe import Words
from checker.interpret import Interpreter, Move
from checker.literal_replay import packets
from checker.property_reader import true_in
from checker.results import FiredRow, Point, Step, Trace
from checker.symbolic.explorer import Symbolic
from checker.symbolic.numbers import MODULUS, Base, Word
from spec.notation.properties import Always
from spec.notation.rows import Row
from spec.notation.systems import System


def concrete(
    system: System, found: Symbolic, place: int, numbers: Mapping[Base, int], title: str, asked: Always
) -> Trace:
    """The run to that state with these numbers.  LookupError if the reference interpreter cannot take it."""
    interpreter = Interpreter(_numbered(found.interpreter.system, numbers), found.ghosts)
    words = Words(interpreter.frames)
    at = interpreter.start()
    points, steps = [words.point(at)], list[Step]()
    for _, move in found.path(place)[1:]:
        assert move is not None
        at, taken = _taken(interpreter, at, move, numbers)
        points.append(words.point(at))
        steps.append(_step(words, taken, points[-2], points[-1]))
    if true_in(asked.formula, interpreter.system, interpreter.frames, at):
        raise LookupError("the run with these numbers does not break the property")
    return Trace(points[0], tuple(steps), title, violates_at=len(steps))


def _numbered(system: System, numbers: Mapping[Base, int]) -> System:
    made = copy(system)
    isn = {
        end: replace(rule, values=tuple(_number(one, numbers) for one in rule.values))
        for end, rule in system.isn.items()
    }
    start = {
        end: replace(one, values=tuple((var, _number(value, numbers)) for var, value in one.values))
        for end, one in system.start.items()
    }
    flying = tuple(
        replace(one, values=tuple(_number(value, numbers) for value in one.values)) for one in system.in_flight
    )
    for name, value in {"isn": isn, "start": start, "in_flight": flying}.items():
        object.__setattr__(made, name, value)
    return made


def _number(value: int, numbers: Mapping[Base, int]) -> int:
    if not isinstance(value, Word):
        return value
    return (sum(times * numbers[base] for base, times in value.bases) + value.offset) % MODULUS


def _carried(one: Carried | None, numbers: Mapping[Base, int]) -> Carried | None:
    return one and replace(one, values=tuple(_number(value, numbers) for value in one.values))


def _taken(
    interpreter: Interpreter, at: Configuration, move: Move, numbers: Mapping[Base, int]
) -> tuple[Configuration, Move]:
    """The interpreter's own step of that name."""
    message = _carried(move.message, numbers)
    for one in interpreter.moves(at):
        same = (one.action, one.end, one.event, one.message) == (move.action, move.end, move.event, message)
        if same and one.fired == move.fired and one.after is not None:
            return one.after, one
    raise LookupError(f"with these numbers {move.event or move.action} cannot happen at {move.end}")


def _step(words: Words, move: Move, before: Point, after: Point) -> Step:
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
    )


def _rows(rows: tuple[Row, ...]) -> tuple[FiredRow, ...]:
    return tuple(FiredRow(row.name, row.rfc) for row in rows)
