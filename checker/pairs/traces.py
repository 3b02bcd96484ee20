"""A run from pair to pair as a trace, taken step by step by the reference interpreter on the system as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from checker.pairs.ends import Ends
from checker.reference.interpreter import Interpreter, Move
from checker.reference.replay import NotReplayed, Replayed, shows, step_of
from checker.results.runs import Trace
from checker.rows.configuration import Configuration
from checker.rows.wording import Wording
from spec.notation.properties import Property


def trace_of(ends: Ends, points: Sequence[Configuration], title: str, asked: Property, *, violates: bool) -> Trace:
    """The trace.  NotReplayed where the interpreter cannot take the run, or where it does not show what is claimed."""
    interpreter = Interpreter(ends.system, ends.ghosts)
    if points[0] != interpreter.start():
        raise NotReplayed("it begins elsewhere")
    moves = [_move(interpreter, *two) for two in pairwise(points)]
    words = Wording(interpreter.frames)
    said = [words.point(one) for one in points]
    steps = [step_of(words, move, *two) for move, two in zip(moves, pairwise(said), strict=True)]
    trace = Trace(said[0], tuple(steps), title, violates_at=len(steps) if violates else None)
    if not shows(Replayed(interpreter, tuple(points), tuple(moves)), asked, trace):
        raise NotReplayed("the run can be taken, and does not show it")
    return trace


def _move(interpreter: Interpreter, before: Configuration, after: Configuration) -> Move:
    """The step between two configurations: of those that send least, the first."""
    fit = [move for move in interpreter.moves(before) if move.after == after]
    if not fit:
        raise NotReplayed("a step cannot be taken")
    return min(fit, key=lambda move: len(move.sent))
