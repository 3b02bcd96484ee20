"""What may happen over sets without a capacity, where nothing that is in flight stands in the way of anything.

Two ways to step through such a system.  :class:`KeptMoves` loses nothing, and a copy always stays where it may: what
can be done with less in flight can be done with more (well-structured systems: Abdulla and Jonsson 1996, Finkel and
Schnoebelen 2001), so shortest runs are as short as those of the whole graph.  :class:`SetMoves` takes the system as it
stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, NamedTuple, Protocol, TypeVar

from checker.packed.python_source import Step
from checker.pairs.distances import STEP, Weight, weight
from checker.pairs.end_table import NO_MESSAGE
from checker.pairs.ends import Ends, Flying, Side, sent_by
from checker.pairs.joined import Split
from checker.pairs.packing import Packing
from checker.rows.configuration import Configuration
from spec.notation.channels import Channel, Hop, Store

Content = TypeVar("Content")
"""What is known of a state besides its node: what is in flight, or the whole packed configuration."""


class At(NamedTuple, Generic[Content]):
    """A state: the node of the upper bound to which it belongs, what else is known, and what the step to it weighs."""

    node: int
    content: Content
    paid: Weight = 0


class Moves(Protocol[Content]):
    """The steps of a system from state to state."""

    def start(self) -> At[Content]:
        """The state that it starts in."""
        ...

    def steps(self, at: At[Content]) -> Iterator[At[Content]]:
        """What may happen there, in the order in which a search of the whole graph takes it."""
        ...

    def flying(self, content: Content) -> Flying:
        """What is in flight."""
        ...

    def unpacked(self, at: At[Content]) -> Configuration:
        """The state itself."""
        ...

    def covers(self, more: Content, less: Content) -> bool:
        """Whether all that may happen in one state may happen in another of the same pair."""
        ...


def unbounded_sets(ends: Ends) -> bool:
    """Whether both ways are sets without a capacity, and there is no time."""
    return not ends.ticks and all(is_unbounded_set(ends.system.way(side.end)) for side in ends.sides)


def is_unbounded_set(way: Channel) -> bool:
    """Whether nothing that is in flight there stands in the way of anything."""
    return way.store is Store.SET and way.capacity is None and way.lifetime is None


def repeats(way: Channel) -> bool:
    """Whether a copy may stay of what is delivered."""
    return Hop.DUPLICATE in way.hops


class _OverSets:
    """What both have in common."""

    def __init__(self, packing: Packing, split: Split, *, by_cost: bool = False) -> None:
        self.packing, self.ends, self.split, self.by_cost = packing, packing.ends, split, by_cost

    def start(self) -> At[Flying]:
        """The state that the system starts in."""
        pair, flying = self.ends.start()
        return At(pair | self.split.of(flying), flying)

    def flying(self, content: Flying) -> Flying:
        """What is in flight."""
        return content

    def unpacked(self, at: At[Flying]) -> Configuration:
        """The state itself."""
        return self.packing.configuration(self.split.pair(at.node), at.content)

    def covers(self, more: Flying, less: Flying) -> bool:
        """Whether the one has at least as much in flight."""
        return not less[0] & ~more[0] and not less[1] & ~more[1]

    def _at(self, node: int, flying: Flying, cost: int) -> At[Flying]:
        return At(node | self.split.of(flying), flying, weight(cost, by_cost=self.by_cost))

    def _forgeries(self, at: At[Flying]) -> Iterator[At[Flying]]:
        for after, then in self.ends.forgeries(at.node, at.content):
            yield self._at(after, then, 0)


class KeptMoves(_OverSets):
    """Nothing is lost, and a copy always stays where it may."""

    def steps(self, at: At[Flying]) -> Iterator[At[Flying]]:
        """What may happen there that leads to another pair, or puts something in flight."""
        for side in self.ends.sides:
            stays = repeats(self.ends.system.way(side.end))
            rest, fly, there = at.node & ~side.mask, at.content[side.place], at.content[1 - side.place]
            for target, needs, sent, cost in side.table.moves(at.node & side.mask, fly):
                met, more = needs & fly, there | sent
                if met:
                    for left in (fly,) if stays or met & NO_MESSAGE else _without_each(fly, met):
                        yield self._at(rest | target, (left, more) if side.place == 0 else (more, left), cost)
        yield from self._forgeries(at)


def _without_each(flying: int, some: int) -> Iterator[int]:
    """What is left without the first of some messages, without the second, ..."""
    while some:
        bit = some & -some
        some ^= bit
        yield flying ^ bit


class SetMoves(_OverSets):
    """Every step of the system as it stands; ``losses``: those too by which something is only taken away."""

    def __init__(self, packing: Packing, split: Split, *, by_cost: bool = False, losses: bool = True) -> None:
        super().__init__(packing, split, by_cost=by_cost)
        self.losses = losses

    def steps(self, at: At[Flying]) -> Iterator[At[Flying]]:
        """What may happen there, in the order in which a search of the whole graph takes it."""
        for side in self.ends.sides:
            for _, step in side.table.steps.called(side.table.local(at.node & side.mask).bits):
                yield from self._stepped(side, at, step, gone=0)
            for bit in side.table.received.bits(at.content[side.place]):
                yield from self._hops(side, at, bit)
        yield from self._forgeries(at)

    def _hops(self, side: Side, at: At[Flying], bit: int) -> Iterator[At[Flying]]:
        for hop in self.ends.system.way(side.end).hops:
            gone = 0 if hop is Hop.DUPLICATE else bit
            steps = () if hop is Hop.LOSE else side.table.arrivals(at.node & side.mask, bit)
            for step in steps:
                yield from self._stepped(side, at, step, gone)
            if not steps and gone and self.losses:
                yield At(at.node, sent_by(side, at.content, 0, gone), STEP)

    def _stepped(self, side: Side, at: At[Flying], step: Step, gone: int) -> Iterator[At[Flying]]:
        if step[0] >= 0:
            target, sent, cost = side.table.after(at.node & side.mask, step)
            yield self._at(at.node & ~side.mask | target, sent_by(side, at.content, sent, gone), cost)


__all__ = ["STEP", "At", "Content", "KeptMoves", "Moves", "SetMoves", "unbounded_sets"]
