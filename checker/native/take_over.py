"""When the native engine takes over from Python, if ever: large searches only, and only where it can be compiled."""

from __future__ import annotations

import time
from collections.abc import Callable

from checker.native import machine_code
from checker.native.engine import Figures, PairSearch
from checker.search import Limits, Search
from checker.successors import Successors

AFTER = 4_000
"""States that Python meets first: a search that ends before that never hears of llvmlite."""


class TakeOver:
    """The native engine, waiting for its turn; satisfies :class:`checker.search.Faster`."""

    def __init__(self, successors: Successors, after: int) -> None:
        """``after``: how many states Python meets first."""
        self.successors, self.after = successors, after
        self.why_not = "" if successors.by_views else "what its ends know is asked for"
        self.began: int | None = None
        """After how many states it took over."""
        self.figures: Figures | None = None
        self.loading = 0.0
        """Seconds for having the kernels, compiled or read."""

    def ready(self, found: Search) -> bool:
        """Whether there are enough states, and it can be done here."""
        return len(found.order) >= self.after and self.able()

    def able(self) -> bool:
        """Whether it can be done here; if not, ``why_not`` says why."""
        if not self.why_not:
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
        search = PairSearch(self.successors, found, last, limits, self._kernels)
        try:
            search.run(look)
        finally:
            self.figures = search.figures()
