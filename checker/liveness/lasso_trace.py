"""A lasso in the protocol's words, and why it offends no fairness."""

from __future__ import annotations

from itertools import pairwise

from checker.liveness.lasso import Lasso
from checker.packed.describe import Describer
from checker.packed.fair_actions import FairActions
from checker.packed.successors import Successors
from checker.packed.transition import Happening
from checker.results.runs import Step, Trace
from checker.search.breadth_first import Search
from checker.search.pending import PendingGraph
from spec.notation.nodes import End


def lasso_trace(
    successors: Successors, actions: FairActions, search: Search, graph: PendingGraph, found: Lasso, title: str
) -> Trace:
    """The run to the loop and once round it.

    ``violates_at`` is the step after which it waits for ever, ``loop`` the one after which it repeats.
    """
    places = search.path(found.begins)
    before = [search.order[place] for place in places[:-1]]
    run = [*before, *(graph.packed[state] for state in found.run)]
    loop = [(graph.packed[state], mask) for state, mask in found.loop]
    describer = Describer(successors)
    taken = [describer.between(*pair) for pair in pairwise(run)]
    now = run[-1]
    for after, mask in loop:
        taken.append(_meeting(successors, actions, now, after, mask))
        now = after
    points = [describer.point(packed) for packed in (*run, *(after for after, _ in loop))]
    steps: list[Step] = []
    for place, (end, happening) in enumerate(taken):
        steps.append(describer.step(end, happening, points[place], points[place + 1]))
    seen = _places(search, [*run, *(after for after, _ in loop)])
    return Trace(points[0], tuple(steps), title, loop=len(run) - 1, violates_at=len(before), states=seen)


def _places(search: Search, run: list[int]) -> tuple[int, ...]:
    """Where the search met each configuration."""
    wanted = set(run)
    places = {packed: place for place, packed in enumerate(search.order) if packed in wanted}
    return tuple(places[packed] for packed in run)


def _meeting(
    successors: Successors, actions: FairActions, source: int, target: int, mask: int
) -> tuple[End, Happening]:
    """The first transition between the two that meets exactly these demands."""
    for end, happening, after in successors.followed(source):
        if after == target and actions.mask(end, source, happening) == mask:
            return end, happening
    raise LookupError("no such transition leads there")


def allowed(graph: PendingGraph, found: Lasso, trace: Trace, demanded: int) -> str:
    """Why the lasso does not offend a fairness, given its demands as bits."""
    assert trace.loop is not None
    first = trace.loop + 1
    states = [found.run[-1], *(state for state, _ in found.loop[:-1])]
    possible = [graph.enabled_in(state) & demanded for state in states]
    met = [first + place for place, (_, mask) in enumerate(found.loop) if mask & demanded]
    if not any(possible):
        return "it can never happen there"
    if demanded & (demanded - 1):  # several things: each of them is met, or is not possible all along
        return "what can happen there all along happens, the rest is interrupted"
    if met:
        return f"it happens, in step {met[0]}" if len(met) == 1 else f"it happens, in steps {_numbers(met)}"
    impossible = [first - 1 + place for place, could in enumerate(possible) if not could]
    if len(impossible) == 1:
        return f"it cannot happen after step {impossible[0]}"
    return f"it cannot happen after steps {_numbers(impossible)}"


def _numbers(steps: list[int]) -> str:
    return ", ".join(map(str, steps))
