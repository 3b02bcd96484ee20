"""What the lightest run to a goal weighs: a search that looks first where a run has least to go in all.

A*: Hart, Nilsson and Raphael 1968; an upper bound says what is left at least, and where no goal can be reached.  A
state is left out where one of the same pair was met that is no further away and covers it.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple

from checker.pairs.distances import Weight
from checker.pairs.goals import Asked
from checker.pairs.joined import Split
from checker.pairs.moves import At, Content, Moves
from checker.search.clock import Clock


class TooManyStates(Exception):
    """As many states were looked at as were allowed."""


class Found(NamedTuple, Generic[Content]):
    """What was found."""

    looked: int
    """How many states were looked at."""
    weight: Weight | None = None
    """Of the lightest run; None: there is none."""
    run: Sequence[At[Content]] = ()
    """Its states, in the steps of the search."""


def lightest(
    moves: Moves[Content], split: Split, goal: Asked, to_go: Mapping[int, Weight], most: int, clock: Clock
) -> Found[Content]:
    """The lightest run to the goal that is met first, and how many states were looked at.

    ``to_go``: what is left at least, for each node of an upper bound that leads to the goal.  TooManyStates, OutOfTime.
    """
    clock.begin("states looked at on the way to a goal")
    start = moves.start()
    best: dict[tuple[int, Content], Weight] = {(start.node, start.content): 0}
    came: dict[tuple[int, Content], At[Content]] = {}
    met: dict[int, list[tuple[Weight, Content]]] = {}
    queue: list[tuple[Weight, Weight, int, At[Content]]] = []
    if start.node in to_go:
        queue.append((to_go[start.node], to_go[start.node], 0, start))
    looked = 0
    while queue:
        _, left, _, at = heapq.heappop(queue)
        far, pair = best[at.node, at.content], split.pair(at.node)
        before = met.setdefault(pair, [])
        if any(nearer <= far and moves.covers(more, at.content) for nearer, more in before):
            continue
        if looked >= most:
            raise TooManyStates
        before.append((far, at.content))
        looked += 1
        clock.tick()
        if not left and goal(pair, moves.flying(at.content)):
            return Found(looked, far, _run(came, at))
        for after in moves.steps(at):
            then = to_go.get(after.node)
            if then is None:
                continue
            paid, state = far + after.paid, (after.node, after.content)
            if paid < best.get(state, paid + 1):
                best[state], came[state] = paid, at
                heapq.heappush(queue, (paid + then, then, len(best), after))
    return Found(looked)


def _run(came: Mapping[tuple[int, Content], At[Content]], last: At[Content]) -> list[At[Content]]:
    run = [last]
    while before := came.get((run[-1].node, run[-1].content)):
        run.append(before)
    return run[::-1]
