"""Work on many things, some at a time in processes of their own; the results in order, what they tell in one line."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from checker.command.running.progress import Tellers
from checker.search.breadth_first import Watch

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Item, Watch | None], Result]
"""What is done with an item; whoever is given nobody to tell of its progress tells of it himself."""


def together(
    work: Work[Item, Result], items: Sequence[Item], names: Sequence[str], jobs: int, last: Callable[[Result], bool]
) -> Iterator[tuple[Item, Result]]:
    """Each item with its result, in order; none is begun after Ctrl-C, or after a result that is a last one.

    Those that were begun then give what was found until then.
    """
    jobs = min(jobs, len(items))
    if jobs < 2 or not hasattr(os, "fork"):
        for item in items:
            result = work(item, None)
            yield item, result
            if last(result):
                break
        return
    from checker.command.running.workers import Workers  # who checks one model does not wait for what many need

    with Tellers(names) as tellers, Workers(work, items, jobs) as workers:
        for place, result in workers.results(tellers):
            workers.stopping = workers.stopping or last(result)
            yield items[place], result
