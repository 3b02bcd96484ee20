"""A counterexample with numbers put in, taken by the reference interpreter step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from checker.numbers.exploration.explored import Found, Symbolic, watched
from checker.numbers.exploration.numbers_put_in import carried, happened
from checker.numbers.exploration.replay import Run, Seen, Ways
from checker.numbers.exploration.states import PlacedState
from checker.numbers.free_numbers import with_numbers
from checker.numbers.words import Base
from checker.reference.formulas import true_in
from checker.reference.interpreter import Interpreter
from checker.reference.replay import step_of
from checker.results.runs import Step, Trace
from checker.rows.configuration import Carried
from checker.rows.wording import Wording
from spec.notation.channels import Store
from spec.notation.formulas import Bool
from spec.notation.nodes import End
from spec.notation.systems import ENDS


def concrete(found: Symbolic, where: Found, numbers: Mapping[Base, int], title: str, shows: Bool) -> Trace:
    """The run to that state with these numbers.  LookupError if the reference interpreter cannot take it."""
    interpreter = Interpreter(with_numbers(found.interpreter.system, numbers), found.ghosts)
    words = Wording(interpreter.frames)
    at = interpreter.start()
    points, steps = [words.point(at)], list[Step]()
    for taken in _run(found, interpreter, where, numbers, shows).moves(at):
        assert taken.after is not None
        at = taken.after
        points.append(words.point(at))
        steps.append(step_of(words, taken, points[-2], points[-1]))
    if not true_in(shows, interpreter.system, interpreter.frames, at):
        raise LookupError("the run with these numbers does not show it")
    return Trace(points[0], tuple(steps), title, violates_at=len(steps))


def _run(found: Symbolic, interpreter: Interpreter, where: Found, numbers: Mapping[Base, int], shows: Bool) -> Run:
    """What happens on the way there, and what the formula has to find in flight."""
    steps = [Seen(happened(one, numbers), _ways(found, at, numbers)) for one, at in found.path(where, numbers)]
    asked = watched([shows])
    left: Ways = {end: way for end, way in _ways(found, where.at, numbers).items() if end in asked}
    return Run(interpreter, steps, left, found.successors.network.may_take)


def _ways(found: Symbolic, at: PlacedState, numbers: Mapping[Base, int]) -> Ways:
    """What is in flight there; in a set, each message once."""
    places, ways = found.successors.places, dict[End, Counter[Carried]]()
    for end in ENDS:
        messages = [carried(places.messages[end][one], numbers) for one in places.ways[end][at.towards(end)]]
        is_set = places.system.way(end).store is Store.SET
        ways[end] = Counter(dict.fromkeys(messages, 1) if is_set else messages)
    return ways
