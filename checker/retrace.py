"""A trace walked once more by the reference interpreter, which knows nothing of the engine that found it."""

from __future__ import annotations

from checker.configuration import Configuration
from checker.describe import Describer
from checker.interpret import Interpreter, Move
from checker.results import End, Point, Step, Trace
from checker.successors import Successors


def retraced(successors: Successors, trace: Trace) -> bool:
    """Whether the reading rule, taken literally, allows every step of the trace, from the start."""
    reference = Interpreter(successors.system, successors.ghosts)
    describer = Describer(successors)
    before = reference.start()
    if _point(describer, before) != trace.start:
        return False
    for step in trace.steps:
        after = next((one for one in _after(reference, describer, before, step)), None)
        if after is None:
            return False
        before = after
    return True


def _after(reference: Interpreter, describer: Describer, before: Configuration, step: Step) -> list[Configuration]:
    """Where such a step leads; nowhere, or to one configuration."""
    return [
        move.after
        for move in reference.moves(before)
        if move.after is not None and _same(describer, move, step) and _point(describer, move.after) == step.after
    ]


def _same(describer: Describer, move: Move, step: Step) -> bool:
    other: End = "B" if move.end == "A" else "A"
    return (
        (move.action, move.end, move.event) == (step.action, step.end, step.event)
        and (None if move.message is None else describer.packet(move.end, move.message)) == step.packet
        and tuple(describer.packet(other, sent) for sent in move.sent) == step.sent
        and tuple(row.name for row in move.fired) == tuple(row.name for row in step.rows)
    )


def _point(describer: Describer, configuration: Configuration) -> Point:
    return describer.point(describer.layout.pack(configuration))
