"""From which pairs a goal can be reached, without a list of the transitions.

The transitions of every pair that is not known yet to reach a goal are followed anew, from the last place to the
first, then from the first to the last, and so on until nothing changes.  A breadth-first order makes that short: where
a run to a goal goes on to later places, one pass downwards sees all of it, and where it goes back, one pass upwards.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from checker.search.clock import Clock
from checker.search.native import context as at
from checker.search.native.heap import Buffer
from checker.search.native.machine_code import Kernels

SLICE = 1 << 15
"""Places that a kernel looks at in a moment, each with all of its transitions."""


class NativeBackwards:
    """Pairs that are noted because a goal can be reached from them."""

    def __init__(self, context: Buffer, kernels: Kernels, size: int, expanded: int) -> None:
        """``expanded``: the places from there on lead nowhere, as far as is known."""
        self.context, self.c, self.kernels, self.size, self.expanded = context, context.words, kernels, size, expanded
        self.good = Buffer(64, self.c[at.BLOCKS_MADE] * 8)
        self.c[at.GOOD] = self.good.address

    def _run(self, kernel: str, low: int, high: int) -> int:
        self.c[at.FROM], self.c[at.TO] = low, high
        return self.kernels[kernel](self.context.address)

    def reached(self, goals: Iterable[int], clock: Clock) -> bytearray:
        """For each place 1 if a goal can be reached from it, else 0."""
        places = array("I", goals)
        found = Buffer(32, len(places))
        found.copy_in(places.tobytes())
        self.c[at.FOUND] = found.address
        self._run("note_places", 0, len(places))
        down, news = True, 1
        while news:
            news, down = self._pass(clock, down), not down
        return self._written()

    def _pass(self, clock: Clock, down: bool) -> int:
        """Look at each place once; how many were new."""
        self.c[at.DOWN], news = int(down), 0
        for some in clock.slices(self.expanded, "states from which a goal was looked for", SLICE):
            low, high = some.start, some.stop
            if down:
                low, high = self.expanded - high, self.expanded - low
            news += self._run("note_leading", low, high)
        return news

    def _written(self) -> bytearray:
        noted = Buffer(8, self.size)
        self.c[at.TRUE] = noted.address
        self._run("write_noted", 0, self.size)
        return bytearray(noted.copy_out(0, self.size))
