"""Fairness over literal moves: what the reference interpreter's moves meet.  Slow, and meant to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker.reference.interpreter import Interpreter, Move
from checker.rows.configuration import Configuration
from checker.rows.evaluate import Reader, holds
from spec.notation.events import Call
from spec.notation.fairness import Does, Fairness, Fires, Gets, Passes

Deed = tuple[Fairness, object]
"""One thing that must not be neglected; for EVERYTHING there is one for each event and message."""


def deeds(interpreter: Interpreter, fair: Iterable[Fairness], at: Configuration, move: Move) -> Iterator[Deed]:
    """What a move from a configuration meets of the fairness."""
    for one in fair:
        match one.what:
            case Does(end=end, event=event):
                sort = "call" if isinstance(event, Call) else "timer"
                if (move.end, move.action, move.event) == (end, sort, event.name):
                    yield one, None
            case Fires(end=end, row=row):
                if row in [fired.name for fired in (move.fired if move.end == end else move.peer_fired)]:
                    yield one, None
            case Gets(end=end):
                arrives = move.end == end and move.action in ("deliver", "duplicate")
                if arrives and _of_kind(interpreter, one.what, at, move):
                    yield one, None
            case Passes():
                if move.action == "tick":
                    yield one, None
            case _:
                if move.action == "tick":
                    yield one, "tick"
                elif move.action not in ("lose", "forge"):
                    sort = move.action if move.message is None else "gets"
                    # a message is the same however old it is
                    said = None if move.message is None else (move.message.kind, move.message.values)
                    yield one, (move.end, sort, move.event, said)


def _of_kind(interpreter: Interpreter, what: Gets, at: Configuration, move: Move) -> bool:
    assert move.message is not None
    frame = interpreter.frames[move.end]
    kind = frame.kinds[move.message.kind]
    if kind is not what.event.message:
        return False
    fields = {field.name: value for field, value in zip(kind.fields, move.message.values, strict=True)}
    bits = fields[what.event.field.name] if what.event.field is not None else 0
    receiver = dict(zip(frame.slots, at.local(move.end).values, strict=True))
    there = holds(what.where, Reader(interpreter.system, receiver, fields))
    return bits & what.event.mask == what.event.mask and there


def possible(interpreter: Interpreter, fair: Sequence[Fairness], at: Configuration) -> set[Deed]:
    """What could be met there, by moves that change something."""
    moves = [move for move in interpreter.moves(at) if move.after != at]
    return {deed for move in moves for deed in deeds(interpreter, fair, at, move)}


def offended(
    interpreter: Interpreter, fair: Sequence[Fairness], loop: Sequence[Configuration], moves: Sequence[Move]
) -> set[Deed]:
    """What a run neglects that visits these configurations by these moves for ever."""
    met = {deed for at, move in zip(loop, moves, strict=False) for deed in deeds(interpreter, fair, at, move)}
    could = [possible(interpreter, fair, at) for at in loop]
    ever = {deed for here in could for deed in here}
    return {deed for deed in ever - met if deed[0].strength == "strong" or all(deed in here for here in could)}
