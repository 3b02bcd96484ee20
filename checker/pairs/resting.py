"""Pairs of local states in which nothing can happen once nothing is in flight."""

from __future__ import annotations

from checker.pairs.end_table import NO_MESSAGE
from checker.pairs.ends import NOTHING, Ends, Flying
from checker.pairs.goals import Asked, Goal
from spec.notation.systems import ENDS


def stuck(ends: Ends, done: Asked, *, certain: bool) -> Goal:
    """Nothing is in flight, no end can do anything, and not all is done.

    ``certain``: no bound of the search cuts anything off there.
    """

    def still(pair: int, _: Flying) -> bool:
        if any(True for _ in ends.forgeries(pair, NOTHING)):
            return False
        for side in ends.sides:
            own = pair & side.mask
            side.table.moves(own, NO_MESSAGE)
            if not side.table.resting(own) or (certain and side.table.cut(own) & NO_MESSAGE):
                return False
        return not done(pair, NOTHING)

    def true(pair: int, flying: Flying) -> bool:
        return flying == NOTHING and still(pair, flying)

    return Goal(true, still, grows=False, empties=ENDS)
