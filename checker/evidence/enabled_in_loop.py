"""What could happen in the loop of a lasso and does not, and why fairness does not force it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from checker.reference.fairness import deeds
from checker.reference.interpreter import Move
from checker.reference.replay import NotReplayed, Replayed, packets, replayed, step_of
from checker.results.answers import Verdict
from checker.results.runs import Step
from checker.rows.wording import Wording
from checker.verdicts.exploration import Exploration
from checker.verdicts.exploring import explore
from spec.notation.events import Call, Timer
from spec.notation.fairness import Does, Fairness, weak
from spec.notation.liveness import Eventually, LeadsTo, Promise

MOST_STATES = 10_000
"""States of a search under one fairness more."""
UNASKED = "no fairness asks for it"
ELSEWHERE = "its fairness is met by another step, or asks for it only where it stays possible"


def enabled_in_loop(found: Exploration, name: str) -> Mapping[Step, str]:
    """Each step that changes something and is possible in the loop, yet not taken there: why it need not be taken.

    Empty where the property is no liveness property, holds, or asks who knows what.
    """
    asked, trace = found.properties[name], found.answers[name].trace
    if not isinstance(asked, LeadsTo | Eventually) or trace is None or trace.loop is None:
        return {}
    try:
        run = replayed(found.system, found.successors.ghosts, asked, trace, found.worlds)
    except NotReplayed:
        return {}
    return _left_out(run, asked, trace.loop)


def forced_by(found: Exploration, name: str, steps: Iterable[Step]) -> Iterator[Fairness]:
    """The fairness, of one call or timer among these steps, under which the property holds; by a search each."""
    asked = found.properties[name]
    assert isinstance(asked, LeadsTo | Eventually)
    for step in steps:
        events = [one for one in found.system.machine(step.end).events() if isinstance(one, Call | Timer)]
        for event in (one for one in events if one.name == step.event and step.action in ("call", "timer")):
            fairness = weak(Does(step.end, event))
            with_it = replace(asked, fair=(*asked.fair, fairness))
            answer = explore(found.system, {name: with_it}, worlds=found.worlds, max_states=MOST_STATES).answers[name]
            if answer.verdict is Verdict.HOLDS:
                yield fairness


def _left_out(run: Replayed, asked: Promise, loop: int) -> Mapping[Step, str]:
    words = Wording(run.interpreter.frames)
    taken = {_happening(words, move) for move in run.moves[loop:]}
    last = len(run.points) - 1
    found: dict[object, tuple[Step, str]] = {}
    for at in run.points[loop:] if loop == last else run.points[loop:last]:
        for move in run.interpreter.moves(at):
            happening = _happening(words, move)
            harm = move.action in ("lose", "forge")  # nobody asks for that
            if harm or move.after in (None, at) or happening in taken or happening in found:
                continue
            wanted = any(True for _ in deeds(run.interpreter, asked.fair, at, move))
            assert move.after is not None
            step = step_of(words, move, words.point(at), words.point(move.after))
            found[happening] = (step, ELSEWHERE if wanted else UNASKED)
    return dict(found.values())


def _happening(words: Wording, move: Move) -> object:
    return move.end, move.action, move.event, packets(words, move)[0]
