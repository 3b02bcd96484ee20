"""A formula over millions of pairs of views: asked once of each pair of classes that occurs among them.

A formula reads a few bits of each view.  Views that have these in common are one class, so that as many questions are
enough as there are pairs of classes; what is left are look-ups, a few nanoseconds each.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from checker.packed.predicates import Predicate
from checker.search.native import context as at
from checker.search.native.heap import Buffer
from checker.search.native.machine_code import Kernels

MOST_PAIRS = 1 << 22
"""So many pairs of classes; a formula that tells more apart is asked of each configuration."""
SLICE = 1 << 16
"""Pairs that a kernel looks at, and Python asks about at worst, in a moment."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Of each view its class, and of each class a view."""

    of: Buffer
    views: Sequence[int]

    @classmethod
    def by(cls, views: Sequence[int], mask: int) -> Classes:
        """Those that have the bits of the mask in common."""
        numbers: dict[int, int] = {}
        of = array("I", (numbers.setdefault(view & mask, len(numbers)) for view in views))
        space = Buffer(32, len(of))
        space.copy_in(of.tobytes())
        return cls(space, list(numbers))


class PairTruth:
    """A formula among pairs of views; satisfies :class:`checker.search.truth.WhereTrue`."""

    slice = SLICE

    def __init__(self, context: Buffer, kernels: Kernels, size: int, a: Classes, b: Classes, true: Predicate) -> None:
        self.context, self.c, self.kernels = context, context.words, kernels
        self.a, self.b, self.size = a, b, size
        self.answers = Buffer(8, len(a.views) * len(b.views))
        self.found = Buffer(32, min(SLICE, size) + 1)  # a kernel writes one more than it counts
        self.true = true

    def _look(self, kernel: str, low: int, high: int) -> int:
        c = self.c
        c[at.CLASSES], c[at.CLASSES + at.SIDE] = self.a.of.address, self.b.of.address
        c[at.CLASS_COUNT], c[at.TRUE], c[at.FOUND] = len(self.b.views), self.answers.address, self.found.address
        c[at.FROM], c[at.TO] = low, high
        return self.kernels[kernel](self.context.address)

    def _answer(self) -> None:
        """Ask of each pair of classes that was met for the first time."""
        answers = bytearray(self.answers.copy_out(0, self.answers.room))
        true, a, b = self.true, self.a.views, self.b.views
        across, place = len(b), answers.find(at.OCCURS)
        while place >= 0:
            answers[place] = at.TRUE_THERE if true(a[place // across] | b[place % across]) else at.FALSE
            place = answers.find(at.OCCURS, place + 1)
        self.answers.copy_in(bytes(answers))

    def settle(self) -> None:
        """Ask of every pair of classes that occurs, and leave in the context where the answers stand."""
        for low in range(0, max(self.size, 1), SLICE):
            if self._look("mark_classes", low, min(low + SLICE, self.size)):
                self._answer()

    def among(self, places: range) -> Sequence[int]:
        """Those of these places at which it is true, in order; no more than a slice of them."""
        if not 0 <= places.start <= places.stop <= self.size or len(places) > SLICE:
            raise IndexError(places)
        if self._look("mark_classes", places.start, places.stop):
            self._answer()
        count = self._look("places_true", places.start, places.stop)
        return array("I", self.found.copy_out(0, count))
