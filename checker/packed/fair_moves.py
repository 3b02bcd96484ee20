"""The steps of a system, labelled with the demands of fairness that each meets.

As in :mod:`checker.packed.successors` what an end does happens in one view, and is worked out once for each view; a
tick and a forgery are looked at in each state anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from checker.packed.fair_actions import FairActions
from checker.packed.successors import Successors
from checker.packed.transition import Happening
from spec.notation.ends import peer
from spec.notation.nodes import End
from spec.notation.systems import ENDS

Labelled = tuple[list[tuple[int, int]], int, bool]
Moves = Callable[[int], Labelled]
"""For a packed state: the steps that change it, each with the demands that it meets; the demands that could be met
there, by steps that a bound cuts off too; whether there are such."""

MetInView = Callable[[End, int], tuple[list[int], int, bool]]
"""For an end and a view: the demands that each step of its own meets, in order; those that would be met by what a bound
of its own cuts off; whether there is such."""


def met_in_view(successors: Successors, actions: FairActions) -> MetInView:
    """What the steps of a view meet."""

    def met(end: End, view: int) -> tuple[list[int], int, bool]:
        steps, meets, has_cut = _sorted(actions, end, view, successors.in_view(end, view))
        return [mask for _, mask in steps], meets, has_cut

    return met


def _sorted(
    actions: FairActions, end: End, view: int, happenings: Iterable[Happening]
) -> tuple[list[tuple[Happening, int]], int, bool]:
    """What no bound of its own cuts off, with what it meets; what the rest would meet; whether there is a rest."""
    steps, meets, has_cut = list[tuple[Happening, int]](), 0, False
    for one in happenings:
        mask = actions.mask(end, view, one)
        if one.cut:
            meets, has_cut = meets | mask, True
        else:
            steps.append((one, mask))
    return steps, meets, has_cut


def moves(successors: Successors, actions: FairActions) -> Moves:
    """The labelled steps of a system."""
    ways = successors.layout.ways
    masked = ways["A"].universe is not None and ways["B"].universe is not None
    if masked and successors.by_views and not successors.beyond_the_ends:
        return _Masked(successors, actions).of
    return _Placed(successors, actions).of


class _Placed:
    """Some way has places, so that what is sent is put in its place; or there is a tick, or an attacker."""

    def __init__(self, successors: Successors, actions: FairActions) -> None:
        self.successors, self.actions = successors, actions
        self.views = {end: successors.layout.view(end) for end in ENDS}
        self.known: dict[tuple[End, int], list[int]] = {}
        self.ticks: dict[tuple[int, int], int] = {}

    def of(self, packed: int) -> Labelled:
        """The steps from one state."""
        steps: list[tuple[int, int]] = []
        enabled, bounded = 0, False
        for end, one, mask in self._every(packed):
            after, cut = self.successors.after(end, packed, one)
            if cut:
                enabled, bounded = enabled | mask, True
            elif after != packed:
                steps.append((after, mask))
                enabled |= mask
        return steps, enabled, bounded

    def _every(self, packed: int) -> Iterator[tuple[End, Happening, int]]:
        for end in ENDS:
            for one, mask in zip(self.successors.happenings(end, packed), self._masks(end, packed), strict=True):
                yield end, one, mask
        for end, one in self.successors.beyond(packed):
            yield end, one, self._tick(one) if one.action == "tick" else 0  # no fairness makes an attacker act

    def _masks(self, end: End, packed: int) -> list[int]:
        view = packed & self.views[end]
        found = self.known.get((end, view)) if self.successors.by_views else None
        if found is None:
            happenings = self.successors.happenings(end, packed)
            found = self.known[end, view] = [self.actions.mask(end, packed, one) for one in happenings]
        return found

    def _tick(self, tick: Happening) -> int:
        """What a tick meets depends on the rows that fire in it alone."""
        rows = tick.fired, tick.peer_fired
        if rows not in self.ticks:
            self.ticks[rows] = self.actions.mask("A", 0, tick)
        return self.ticks[rows]


View = tuple[list[tuple[int, int, int]], int, bool]
"""What a view toggles, sends and meets; the demands that are met by what a bound cuts off; whether there is such."""


class _Masked:
    """Both ways are masks: a step is two operations."""

    def __init__(self, successors: Successors, actions: FairActions) -> None:
        self.successors, self.actions = successors, actions
        self.a_mask, self.b_mask = successors.layout.view("A"), successors.layout.view("B")
        self.a_views: dict[int, View] = {}
        self.b_views: dict[int, View] = {}

    def of(self, packed: int) -> Labelled:
        """The steps from one state."""
        a = self.a_views.get(packed & self.a_mask) or self._view("A", packed, self.a_views, self.a_mask)
        b = self.b_views.get(packed & self.b_mask) or self._view("B", packed, self.b_views, self.b_mask)
        steps: list[tuple[int, int]] = []
        enabled = a[1] | b[1]
        for happenings, _, _ in (a, b):
            for toggles, sent, mask in happenings:
                after = (packed ^ toggles) | sent
                if after != packed:
                    steps.append((after, mask))
                    enabled |= mask
        return steps, enabled, a[2] or b[2]

    def _view(self, end: End, packed: int, keep: dict[int, View], mask: int) -> View:
        bit = self.successors.layout.ways[peer(end)].bit
        happened, enabled, bounded = _sorted(self.actions, end, packed, self.successors.happenings(end, packed))
        steps: list[tuple[int, int, int]] = []
        for one, met in happened:
            sent = 0
            for key in one.sent:
                sent |= bit[key]
            steps.append((one.toggles, sent, met))
        found = keep[packed & mask] = steps, enabled, bounded
        return found
