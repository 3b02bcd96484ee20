"""What a run touched: rows that never fired, values that variables took, bounds that were met."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from checker.packed.layout import EndBits
from checker.packed.successors import Successors
from checker.pairs.ends import Ends
from checker.results.answers import Coverage
from checker.rows.configuration import is_bound
from checker.search.breadth_first import Search
from checker.search.clock import Clock, OutOfTime
from checker.search.truth import InViews
from spec.notation.nodes import End
from spec.notation.systems import ENDS, System

MOMENT = 0.05
"""Seconds for counting values where the time is over."""


def coverage(successors: Successors, search: Search, clock: Clock) -> Coverage:
    """The coverage of a search; where its time is over, values are counted for a moment more."""
    never, rows = _never_fired(successors.system, successors.fired)
    counted = ValueCounts(successors)
    if isinstance(search.order, InViews):
        counted.count_views(*search.order.views())
        counted.looked = len(search.order)
    else:
        counted.count(search.order, clock)
    looked = counted.looked if counted.looked < len(search.order) else None
    return Coverage(never, rows, counted.taken(), tuple(sorted(successors.cuts)), looked)


def coverage_of_pairs(ends: Ends) -> Coverage:
    """The coverage of an upper bound: more rows, values and bounds than in any run, perhaps, and no fewer."""
    never, rows = _never_fired(ends.system, {end: ends.tables[end].fired for end in ENDS})
    locals_of: dict[End, set[int]] = {end: {one.bits for one in ends.tables[end].locals} for end in ENDS}
    values = _values({end: ends.tables[end].bits for end in ENDS}, locals_of, {})
    return Coverage(never, rows, values, tuple(sorted(ends.cuts)))


def _never_fired(system: System, fired: Mapping[End, int]) -> tuple[tuple[str, ...], int]:
    """The rows of both ends that did not fire, and how many there are in all."""
    never, rows = list[str](), 0
    for end in ENDS:
        for place, row in enumerate(system.machine(end).rows):
            if system.limit(end, row.on) == 0:  # the scenario leaves its event out
                continue
            rows += 1
            if not fired[end] >> place & 1:
                never.append(f"{end}.{row.name}")
    return tuple(never), rows


class ValueCounts:
    """The local states and the contents of the channels that were seen."""

    def __init__(self, successors: Successors) -> None:
        self.successors, self.looked = successors, 0
        self.locals: dict[End, set[int]] = {end: set() for end in ENDS}
        self.ways: dict[End, set[int]] = {end: set() for end in ENDS}

    def count(self, order: Sequence[int], clock: Clock) -> None:
        """Look at these configurations, as many as there is time for."""
        layout = self.successors.layout
        masks = [(self.locals[end], layout.ends[end].whole.mask) for end in ENDS]
        masks += [(self.ways[end], layout.ways[end].bits.mask) for end in ENDS]
        over = clock.deadline is not None and time.perf_counter() > clock.deadline - MOMENT
        try:
            for some in Clock(time.perf_counter() + MOMENT if over else clock.deadline).slices(len(order), ""):
                for seen, mask in masks:
                    seen.update([packed & mask for packed in order[some.start : some.stop]])
                self.looked += len(some)
        except OutOfTime:
            pass

    def count_views(self, *views: Sequence[int]) -> None:
        """Look at all configurations that these views of A and of B were seen in."""
        layout = self.successors.layout
        for end, seen in zip(ENDS, views, strict=True):
            own, way = layout.ends[end].whole.mask, layout.ways[end].bits.mask
            self.locals[end] |= {view & own for view in seen}
            self.ways[end] |= {view & way for view in seen}

    def taken(self) -> tuple[tuple[str, int], ...]:
        """How many values each variable took, the most first."""
        return _values(self.successors.layout.ends, self.locals, self.ways)


def _values(
    bits_of: Mapping[End, EndBits], locals_of: Mapping[End, set[int]], ways: Mapping[End, set[int]]
) -> tuple[tuple[str, int], ...]:
    taken: list[tuple[str, int]] = []
    for end in ENDS:
        bits, locals_ = bits_of[end], locals_of[end]
        taken.append((f"{end}.state", len({bits.state.get(local) for local in locals_})))
        for var, field in bits.fields.items():
            if not is_bound(var):
                taken.append((f"{end}.{var.name}", len({field.get(local) for local in locals_})))
    taken += [(f"channel to {end}", len(contents)) for end, contents in ways.items()]
    return tuple(sorted(taken, key=lambda pair: -pair[1]))
