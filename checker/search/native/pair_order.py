"""The configurations that a native search met, in order; each is put together from its views when it is looked at."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

from checker.packed.layout import Layout
from checker.packed.predicates import Predicate, bits_read
from checker.search.checkpoints.pairs import SavedPairs
from checker.search.clock import Clock
from checker.search.lazy_sequence import ByPlace
from checker.search.native import context as at
from checker.search.native.backwards import NativeBackwards
from checker.search.native.heap import Buffer
from checker.search.native.machine_code import Kernels, NoCompiler
from checker.search.native.view_classes import MOST_PAIRS, Classes, PairTruth
from checker.search.pending import PendingGraph
from checker.search.truth import CostsInView, Waits
from spec.notation.formulas import Bool

SLICE = 1 << 16
"""Pairs that are copied at a time."""
LARGE = 1 << 20
"""Pairs that a kernel looks at in a moment."""


class PairOrder(ByPlace):
    """Packed configurations by place."""

    def __init__(
        self,
        pairs: Buffer,
        size: int,
        a: Sequence[int],
        b: Sequence[int],
        context: Buffer,
        kernels: Kernels,
        kept: Sequence[Buffer],
    ) -> None:
        """``kept``: what else the kernels read by way of the context."""
        self.pairs, self.size, self.a, self.b, self.context, self.kernels = pairs, size, a, b, context, kernels
        self.kept = kept

    def __len__(self) -> int:
        return self.size

    def at(self, place: int) -> int:
        """The configuration of that place."""
        pair = self.pairs.words[place]
        return self.a[pair & at.LOW] | self.b[pair >> 32]

    def between(self, low: int, high: int) -> list[int]:
        """Those from that place on, below the other."""
        numbers = array("I", self.pairs.copy_out(low, high))
        a, b = self.a, self.b
        # a view of A's holds nothing of B's, nor the other way round
        return [a[one] | b[other] for one, other in zip(numbers[::2], numbers[1::2], strict=True)]

    def octets(self, low: int, high: int) -> bytes:
        """The pairs from that place on, below the other."""
        return self.pairs.copy_out(low, high)

    def truth(self, layout: Layout, formula: Bool, true: Predicate) -> PairTruth | None:
        """Where a formula is true among them; None where it tells too much apart."""
        mask = bits_read(layout, formula)
        a, b = Classes.by(self.a, mask), Classes.by(self.b, mask)
        if len(a.views) * len(b.views) > MOST_PAIRS:
            return None
        return PairTruth(self.context, self.kernels, self.size, a, b, true)

    def can_reach(self, goals: Iterable[int], expanded: int, clock: Clock) -> bytearray:
        """For each place 1 if some goal can be reached from it, else 0; places from ``expanded`` on lead nowhere."""
        return NativeBackwards(self.context, self.kernels, self.size, expanded).reached(goals, clock)

    def waiting(self, waits: Waits, levels: Sequence[int], clock: Clock, found: PendingGraph) -> bool:
        """Fill the graph of those in which a promise is open; False where that is too much for words."""
        over = self.truth(waits.layout, waits.over, waits.is_over)
        if over is None:
            return False
        from checker.search.native.waiting import PairWaiting, TooManyDemands

        try:
            pairs = PairWaiting(self.context, {"A": self.a, "B": self.b}, over, waits.met)
        except (TooManyDemands, NoCompiler):
            return False
        pairs.fill(waits.begun, levels, clock)
        pairs.tell(found)
        found.packed = PairOrder(pairs.pairs, len(found.parents), self.a, self.b, self.context, self.kernels, self.kept)
        found.strong = list(pairs.parts(clock))
        return True

    def cheapest(
        self, layout: Layout, goal: Bool, true: Predicate, costs: CostsInView, starts: int, clock: Clock
    ) -> tuple[tuple[int, ...], int] | None:
        """The run to the goal that sends the fewest messages, and how many; None where that is too much for words."""
        known = self.truth(layout, goal, true)
        if known is None:
            return None
        from checker.search.native.cheapest import PairWays, TooLong

        try:
            run, cost = PairWays(self.context, {"A": self.a, "B": self.b}, known, costs).cheapest(starts, clock)
        except (TooLong, NoCompiler):
            return None
        return tuple(self.a[pair & at.LOW] | self.b[pair >> 32] for pair in run), cost

    def views(self) -> tuple[list[int], list[int]]:
        """The views of A and of B that occur among them."""
        a, b = self.views_at(self.size)
        return [self.a[one] for one in a], [self.b[one] for one in b]

    def views_at(self, size: int) -> tuple[list[int], list[int]]:
        """The numbers of the views of A and of B that occur among the first of them."""
        c, marked = self.context.words, (Buffer(8, len(self.a)), Buffer(8, len(self.b)))
        c[at.TRUE], c[at.FOUND] = (one.address for one in marked)
        for low in range(0, size, LARGE):
            c[at.FROM], c[at.TO] = low, min(low + LARGE, size)
            self.kernels["mark_views"](self.context.address)
        a, b = ([number for number, seen in enumerate(one.copy_out(0, one.room)) if seen] for one in marked)
        return a, b

    def __reduce__(self) -> tuple[type[SavedPairs], tuple[list[int], list[int], array[int]]]:
        """Pickled as what a checkpoint keeps: no kernel goes with it."""
        return SavedPairs, (list(self.a), list(self.b), array("Q", self.octets(0, self.size)))

    def __iter__(self) -> Iterator[int]:
        for low in range(0, self.size, SLICE):
            yield from self.between(low, min(low + SLICE, self.size))


class ParentPlaces(ByPlace):
    """For each place the one before it; -1 at a start."""

    def __init__(self, places: Buffer, size: int) -> None:
        self.places, self.size = places, size

    def __len__(self) -> int:
        return self.size

    def at(self, place: int) -> int:
        """The place before that one."""
        parent = self.places.words[place]
        return -1 if parent == at.NO_PARENT else parent

    def __reduce__(self) -> tuple[type[array[int]], tuple[str, list[int]]]:
        return array, ("q", self[:])

    def octets(self, low: int, high: int) -> bytes:
        """The places before those from that one on, below the other."""
        return self.places.copy_out(low, high)
