"""When the native engine takes over from Python, if ever: large searches only, and only where it can be compiled."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from checker.packed.successors import Successors
from checker.search.breadth_first import Limits, Search
from checker.search.checkpoints.pairs import InPairs
from spec.notation.systems import ENDS

if TYPE_CHECKING:
    from checker.search.native.engine import Figures, PairSearch

AFTER = 4_000
"""States that Python meets first: a search that ends before that never hears of llvmlite."""
STATES_PER_VIEW = 3
"""Working out what happens in a view is Python's part in both engines: with fewer states a view, Python is as fast."""


class TakeOver:
    """The native engine, waiting for its turn; satisfies :class:`checker.search.breadth_first.Faster`."""

    def __init__(self, successors: Successors, after: int, *, patient: bool = False) -> None:
        """``after``: how many states Python meets first; ``patient``: more, as long as Python is as fast."""
        self.successors, self.after, self.patient = successors, after, patient
        self.why_not = "" if successors.by_views else "what its ends know is asked for"
        """Why it can never take over."""
        self.why_later = ""
        """Why it did not when there were states enough."""
        self.began: int | None = None
        """After how many states it took over."""
        self.figures: Figures | None = None
        self._search: PairSearch | None = None
        self.loading = 0.0
        """Seconds for having the kernels, compiled or read."""

    def ready(self, found: Search) -> bool:
        """Whether there are enough states, and it can be done here."""
        return len(found.order) >= self.after and not (self.patient and self._too_early(found)) and self.able()

    def _too_early(self, found: Search) -> bool:
        """Whether most states so far brought a view of their own."""
        if isinstance(found.order, InPairs):
            views = len(found.order.a) + len(found.order.b)
        else:
            masks = (self.successors.layout.view(end) for end in ENDS)
            views = sum(len({packed & mask for packed in found.order}) for mask in masks)
        if views * STATES_PER_VIEW <= len(found.order):
            return False
        self.after = 2 * len(found.order)
        self.why_later = f"{views:,} views in {len(found.order):,} states are too many"
        return True

    def able(self) -> bool:
        """Whether it can be done here; if not, ``why_not`` says why."""
        if not self.why_not:
            from checker.search.native import machine_code  # most searches end before anybody needs it

            begun = time.perf_counter()
            try:
                self._kernels = machine_code.compiled()
                self.loading += time.perf_counter() - begun
            except machine_code.NoCompiler as error:
                self.why_not = str(error)
        return not self.why_not

    def go_on(self, found: Search, last: int, limits: Limits, look: Callable[[], None]) -> None:
        """Search on, from where Python stopped."""
        self.began = len(found.order)
        from checker.search.native.engine import PairSearch

        search = self._search = PairSearch(self.successors, found, last, limits, self._kernels)
        try:
            search.run(look)
        finally:
            self.figures = search.figures()
            self._search = None

    def __getstate__(self) -> dict[str, object]:
        """What it came to: pickled with a result, it searches no more."""
        gone = ("successors", "_kernels", "_search")
        return {name: value for name, value in vars(self).items() if name not in gone}

    def settle(self) -> None:
        """Tell the successors what was followed so far."""
        if self._search is not None:
            self._search.settle()
