"""Why a run of an upper bound may be none of the system: it takes a message that nobody sent on its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from checker.pairs.distances import STEP, Weight, weight
from checker.pairs.ends import Ends, Flying, Side, sent_by
from checker.pairs.joined import Joined
from checker.search.clock import Clock


class _Step(NamedTuple):
    """A step of the bound: the node after it, who takes it, the messages of which it needs one, and those it sends."""

    after: int
    side: Side | None
    """None where no end does: a forgery, or a tick."""
    needs: int
    sent: int


def unsent(joined: Joined, to_go: Mapping[int, Weight], clock: Clock, *, by_cost: bool) -> tuple[int, int] | None:
    """The end (its place) and the messages to it of which the bound's lightest run to a goal takes one unsent.

    None where each was sent, or may have been.
    """
    ends, split = joined.ends, joined.split
    pair, flying = ends.start()
    node, sent = pair | split.of(flying), _all_sent(ends, pair, flying)
    while to_go[node]:
        clock.tick()
        step = next(_lightest(joined, to_go, node, by_cost=by_cost))
        if step.side is not None and not step.needs & sent[step.side.place]:
            return step.side.place, step.needs
        # what was forged, or grew older, is granted
        sent = joined.at(step.after) if step.side is None else sent_by(step.side, sent, step.sent)
        node = step.after
        sent = _all_sent(ends, split.pair(node), sent)
    return None


def _lightest(joined: Joined, to_go: Mapping[int, Weight], node: int, *, by_cost: bool) -> Iterator[_Step]:
    """The steps from a node with which lightest runs begin; those alike are one."""
    for side in joined.ends.sides:
        flying = joined.at(node)
        found: dict[tuple[int, int], int] = {}
        for target, needs, sent, cost in side.table.moves(node & side.mask, flying[side.place]):
            if needs & flying[side.place]:
                after = node & ~side.mask | target | joined.split.of(sent_by(side, flying, sent))
                if to_go.get(after, -1) + weight(cost, by_cost=by_cost) == to_go[node]:
                    found[after, sent] = found.get((after, sent), 0) | needs & flying[side.place]
        yield from (_Step(after, side, needs, sent) for (after, sent), needs in found.items())
    for after, _ in joined.no_end(node):
        if to_go.get(after, -1) + STEP == to_go[node]:
            yield _Step(after, None, 0, 0)


def _all_sent(ends: Ends, pair: int, flying: Flying) -> Flying:
    """What can be in flight at a pair without leaving it, beginning with that."""
    while True:
        before = flying
        for side in ends.sides:
            for target, needs, sent, _ in side.table.moves(pair & side.mask, flying[side.place]):
                if target == pair & side.mask and needs & flying[side.place]:
                    flying = sent_by(side, flying, sent)
        if flying == before:
            return flying
