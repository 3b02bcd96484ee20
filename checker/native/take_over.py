"""When the native engine takes over from Python, if ever: large searches only, and only where it can be compiled."""

from __future__ import annotations

from collections.abc import Callable

from checker.native.heap import Space
from checker.search import Limits, Search
from checker.successors import Successors

AFTER = 4_000
"""States that Python meets first: a search that ends before that never hears of llvmlite."""


class TakeOver:
    """The native engine, waiting for its turn; satisfies :class:`checker.search.Faster`."""

    def __init__(self, successors: Successors, after: int = AFTER, *, in_python: bool = False) -> None:
        """``in_python``: run the kernels without compiling them, to see whether both do the same."""
        self.successors, self.after, self.in_python = successors, after, in_python
        self.why_not = "" if successors.by_views else "what its ends know is asked for"
        self.began: int | None = None
        """After how many states it took over."""
        self.spaces: tuple[Space, ...] = ()

    def ready(self, found: Search) -> bool:
        """Whether there are enough states, and it can be done here."""
        return not self.why_not and len(found.order) >= self.after and self._can()

    def _can(self) -> bool:
        from checker.native.machine_code import NoCompiler, compiled, interpreted

        try:
            self._kernels = interpreted() if self.in_python else compiled()
        except NoCompiler as error:
            self.why_not = str(error)
        return not self.why_not

    def go_on(self, found: Search, last: int, limits: Limits, look: Callable[[], None]) -> None:
        """Search on, from where Python stopped."""
        from checker.native.engine import PairSearch

        self.began = len(found.order)
        search = PairSearch(self.successors, found, last, limits, self._kernels)
        search.run(look)
