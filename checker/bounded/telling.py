"""A run that the solver gave, taken by the reference interpreter step by step and put into words."""

from __future__ import annotations

from collections.abc import Sequence

from checker.configuration import Configuration
from checker.describe import Words
from checker.interpret import Interpreter, Move
from checker.literal_replay import NotReplayed, step_of
from checker.results import Packet, Point, Step, Trace
from spec.notation.systems import ENDS


def told(interpreter: Interpreter, run: Sequence[Configuration], title: str, *, violates: bool) -> Trace:
    """The run as a trace; NotReplayed where the interpreter cannot take it."""
    words = Words(interpreter.frames)
    points = [words.point(one) for one in run]
    if run[0] != interpreter.start():
        raise NotReplayed("it begins elsewhere")
    steps = [
        _step(words, interpreter, run[place], _taken(interpreter, run, place), points[place], points[place + 1])
        for place in range(len(run) - 1)
    ]
    return Trace(points[0], tuple(steps), title, violates_at=len(steps) if violates else None)


def _taken(interpreter: Interpreter, run: Sequence[Configuration], place: int) -> Move:
    """The interpreter's step from one to the next: of those that send least the first."""
    moves = [one for one in interpreter.moves(run[place]) if one.after == run[place + 1]]
    if not moves:
        raise NotReplayed(f"step {place + 1} cannot be taken")
    return min(moves, key=lambda one: len(one.sent) + len(one.peer_sent))


def _step(words: Words, interpreter: Interpreter, at: Configuration, move: Move, before: Point, after: Point) -> Step:
    expired = tuple(_expired(words, interpreter, at)) if move.action == "tick" else ()
    return step_of(words, move, before, after, expired)


def _expired(words: Words, interpreter: Interpreter, at: Configuration) -> list[Packet]:
    """The messages whose lifetime ends with a tick."""
    found: list[Packet] = []
    for to in reversed(ENDS):
        oldest = interpreter.system.way(to).oldest
        found += [words.packet(to, one) for one in at.towards(to) if oldest is not None and one.age == oldest]
    return found
