"""The weakest conditions under which a verdict is this one and no other."""

from __future__ import annotations

from collections.abc import Sequence

from checker.joining.distances import Distances, union
from checker.joining.proof import Prover


def weakest(ways: Sequence[Distances], others: Sequence[Distances]) -> tuple[Distances, ...]:
    """Of these sets of placements each with only that part of it that tells it from the others; one is enough.

    What is about one pair alone is put together, as arcs.
    """
    prover = Prover()
    kept: list[Distances] = []
    for way in sorted(ways, key=lambda one: len(one.of)):
        if not any(prover.follows(way.assumed(), one.assumed()) for one in kept):
            kept.append(_narrowed(prover, way, others))
    return _together(kept)


def _narrowed(prover: Prover, way: Distances, others: Sequence[Distances]) -> Distances:
    """The set without what is said of pairs that make no difference."""
    for pair in list(way.of):
        rest = Distances({one: left for one, left in way.of.items() if one != pair}, way.others)
        near = [other.assumed() for other in others if not rest.excludes(other)]
        if not near or prover.apart(rest.assumed(), near):
            way = rest
    return way


def _together(kept: Sequence[Distances]) -> tuple[Distances, ...]:
    alone: dict[object, Distances] = {}
    found: list[Distances] = []
    for one in kept:
        if len(one.of) != 1 or one.others:
            found.append(one)
            continue
        ((pair, left),) = one.of.items()
        if pair in alone:
            alone[pair].of[pair] = union(alone[pair].of[pair], left)
        else:
            alone[pair] = Distances(dict(one.of))
            found.append(alone[pair])
    return tuple(found)
