"""The first of all lightest runs to a goal, of the system as it stands.

Of all lightest runs a search of the whole graph, breadth first, shows the one that comes first in the order of its
steps; so does this.  It goes deep first and in that order, never further than what a lightest run may weigh (iterative
deepening: Korf 1985), and does not try again what failed with no less in flight.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, NamedTuple

from checker.pairs.distances import SENT, STEP, Weight
from checker.pairs.end_table import NO_MESSAGE
from checker.pairs.goals import Goal
from checker.pairs.joined import Split
from checker.pairs.moves import At, Content, Moves
from checker.search.clock import Clock
from spec.notation.systems import ENDS

NEVER: Weight = 1 << 62
"""More than any run weighs."""

MOST = 300_000
"""States that are looked at for one run, once and again; where that is not enough, another lightest run has to do."""


class NotSoon(Exception):
    """Of all lightest runs it cannot be said soon which is the first."""


class _Failed(NamedTuple, Generic[Content]):
    """From here so much to spend was not enough; so much more may be."""

    content: Content
    left: Weight
    lacks: Weight


class FirstRun(Generic[Content]):
    """The search for the first lightest run."""

    def __init__(
        self, moves: Moves[Content], split: Split, goal: Goal, to_go: Mapping[int, Weight], clock: Clock
    ) -> None:
        self.moves, self.split, self.goal, self.to_go, self.clock = moves, split, goal, to_go, clock
        self._failed: dict[int, list[_Failed[Content]]] = {}
        self._looked = 0
        self._emptied = [ENDS.index(end) for end in goal.empties]

    def run(self, least: Weight) -> tuple[Weight, list[At[Content]]]:
        """What it weighs, and its states, the start first; there has to be one.

        ``least``: no run weighs less.  OutOfTime, NotSoon.
        """
        self.clock.begin("states looked at for the first run")
        start = self.moves.start()
        total = max(least, self._to_go(start))
        while True:
            found = self._from(start, total)
            if isinstance(found, list):
                return total, found[::-1]
            assert found < NEVER, "there is a run"
            total += found

    def _from(self, at: At[Content], left: Weight) -> list[At[Content]] | Weight:
        """The rest of the run, the end first, spending all that is left; or how much that lacks at least."""
        if left == 0 and self.goal.true(self.split.pair(at.node), self.moves.flying(at.content)):
            return [at]
        if left % SENT == 0:
            return STEP
        self._looked += 1 + len(self._failed.get(at.node, ()))
        if self._looked > MOST:
            raise NotSoon
        lacks = self._known_to_lack(at, left)
        if lacks is not None:
            return lacks
        self.clock.tick()
        lacks = NEVER
        for after in self.moves.steps(at):
            needed = after.paid + self._to_go(after)
            found = needed - left if needed > left else self._from(after, left - after.paid)
            if isinstance(found, list):
                return [*found, at]
            lacks = min(lacks, found)
        self._failed.setdefault(at.node, []).append(_Failed(at.content, left, lacks))
        return lacks

    def _known_to_lack(self, at: At[Content], left: Weight) -> Weight | None:
        for content, spent, lacks in self._failed.get(at.node, ()):
            covered = content == at.content or (self.goal.grows and self.moves.covers(content, at.content))
            if left <= spent and covered:
                return lacks if lacks >= NEVER else lacks + spent - left
        return None

    def _to_go(self, at: At[Content]) -> Weight:
        """What is left to spend at least: a step takes away one message at most."""
        left = self.to_go.get(at.node, NEVER)
        if not self._emptied:
            return left
        flying = self.moves.flying(at.content)
        there = sum((flying[place] & ~NO_MESSAGE).bit_count() for place in self._emptied)
        return left // SENT * SENT + max(left % SENT, there)
