"""From above: for each pair of local states the union of all messages that can be in flight there, to a fixpoint.

What can be done with fewer messages in flight can be done with more, so joining the messages of all ways to a pair
only adds behaviour (abstract interpretation: Cousot and Cousot 1977; view abstraction: Abdulla, Haziza and Holik
2013).  Nothing is ever taken out of a set: a message delivered, lost, or pushed out of a full channel stays.  That is
more than can happen over every channel, so whatever is not in the bound cannot be reached.

Where too much is joined, a pair is split by what was ever sent on the way to it (:class:`Split`); the parts of a pair
are the *nodes* of the bound.  Split by every message, the bound is exact.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from checker.pairs.end_table import TooLarge
from checker.pairs.ends import Ends, Flying, Side, sent_by
from checker.search.clock import Clock


@dataclass(frozen=True)
class Split:
    """Sorts of messages by which pairs are split: whether one of them was ever in flight."""

    shift: int
    """How far up the number of a node says so: its lower bits are the pair."""
    sorts: tuple[tuple[int, int], ...] = ()
    """For each sort the place in :data:`Flying`, and its messages as a set."""

    def of(self, flying: Flying) -> int:
        """The bits of the number of a node that say which sorts are in flight."""
        found = 0
        for number, (place, messages) in enumerate(self.sorts, start=self.shift):
            if flying[place] & messages:
                found |= 1 << number
        return found

    def by(self, place: int, messages: int) -> Split:
        """The same with one sort more."""
        return Split(self.shift, (*self.sorts, (place, messages)))

    def pair(self, node: int) -> int:
        """The pair of a node."""
        return node & (1 << self.shift) - 1

    def node(self, node: int) -> int:
        """The node to which the node of a bound belongs that is split by more sorts."""
        return node & (1 << self.shift + len(self.sorts)) - 1


class Joined:
    """The upper bound of a system: every pair of local states that can be reached is in it, and perhaps some more.

    OutOfBounds where a row leaves the bounds of a counter in some pair of the bound; TooLarge; OutOfTime.
    """

    def __init__(
        self,
        ends: Ends,
        clock: Clock,
        starts: Iterable[tuple[int, Flying]] | None = None,
        split: Split | None = None,
        within: tuple[Split, Container[int]] | None = None,
        most: int | None = None,
    ) -> None:
        """``starts``: pairs to begin with, and what is in flight there, in place of the system's own start.

        ``within``: only what belongs to these nodes of another bound.  ``most``: with more nodes it is TooLarge.
        """
        self.ends, self.split, self._within = ends, split or Split(ends.width), within
        self.flying: tuple[dict[int, int], dict[int, int]] = ({}, {})
        """For each node the messages to A, and to B, joined."""
        self.visits = 0
        """How often a node was looked at, once and again."""
        self._most = most
        self._beyond = bool(ends.forgers or ends.ticks)
        self._fill([ends.start()] if starts is None else starts, clock)

    def __len__(self) -> int:
        return len(self.flying[0])

    def __contains__(self, node: object) -> bool:
        return node in self.flying[0]

    def __iter__(self) -> Iterator[int]:
        return iter(self.flying[0])

    def at(self, node: int) -> Flying:
        """All that can be in flight at a node of the bound."""
        return self.flying[0][node], self.flying[1][node]

    def _fill(self, starts: Iterable[tuple[int, Flying]], clock: Clock) -> None:
        clock.begin("pairs of local states looked at")
        begun = [(pair | self.split.of(flying), flying) for pair, flying in starts]
        work = deque(node for node, flying in begun if self._join(node, flying))
        waits = set(work)
        while work:
            node = work.popleft()
            waits.discard(node)
            for changed in self.changed(node):
                if changed not in waits:
                    waits.add(changed)
                    work.append(changed)
            self.visits += 1
            clock.tick()
            if self._most is not None and len(self) > self._most:
                raise TooLarge(f"there are more than {self._most:,} pairs of local states")

    def changed(self, node: int) -> list[int]:
        """Take every step from a node; the nodes that are new, or where more can be in flight."""
        changed: list[int] = []
        for side in self.ends.sides:
            self._of_end(side, node, changed)
        if self._beyond:
            changed += [after for after, flying in self.no_end(node) if self._join(after, flying)]
        return changed

    def _of_end(self, side: Side, node: int, changed: list[int]) -> None:
        towards, away = self.flying[side.place], self.flying[1 - side.place]
        rest, fly, there = node & ~side.mask, towards[node], away[node]
        out: dict[int, int] = {}
        sorts = bool(self.split.sorts)
        for target, needs, sent, _ in side.table.moves(node & side.mask, fly):
            if needs & fly:
                if sorts:  # what is of different sorts leads to different nodes, and is not joined
                    target |= self.split.of(sent_by(side, (0, 0), sent))
                out[target] = out.get(target, 0) | sent
        for target, sent in out.items():
            after, more = rest | target, there | sent
            if self._within is not None and not self._allowed(after):
                continue
            known = towards.get(after)
            if known is None:
                towards[after], away[after] = fly, more
            elif fly & ~known or more & ~away[after]:
                towards[after] = known | fly
                away[after] |= more
            else:
                continue
            changed.append(after)

    def no_end(self, node: int) -> Iterator[tuple[int, Flying]]:
        """What may happen at no single end: the nodes after it, and what is in flight then."""
        flying = self.at(node)
        for after, then in self.ends.forgeries(node, flying):
            yield after | self.split.of(then), then
        if self.ends.ticks:
            for after, then in self.ends.ticked(node, flying):
                yield after | self.split.of(then), then

    def _allowed(self, node: int) -> bool:
        if self._within is None:
            return True
        split, nodes = self._within
        return split.node(node) in nodes

    def _join(self, node: int, flying: Flying) -> bool:
        """Whether the node is new, or more can be in flight there than was known."""
        new = False
        if not self._allowed(node):
            return new
        for known, some in zip(self.flying, flying, strict=True):
            before = known.get(node, 0)
            if some & ~before:
                known[node], new = before | some, True
        return new
