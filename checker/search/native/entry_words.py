"""A number for each entry of an end's views, where Python says them view by view."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

from checker.search.native import context as at
from checker.search.native.heap import Buffer
from checker.search.native.words import Words, words32


def by_entry(c: Words, side: int, views: Sequence[int], said: Callable[[int], Sequence[int]]) -> Buffer:
    """The numbers where the entries stand; ``said``: those of a view's own entries, in order.

    A view to which nobody came has no entries, and is not asked about.
    """
    rows = words32(c[at.ROWS + side])
    every = array("I", bytes(4 * max(1, *(rows[4 * number + 1] for number in range(len(views))))))
    for number, view in enumerate(views):
        low, high = rows[4 * number], rows[4 * number + 1]
        if low:
            found = array("I", said(view))
            if len(found) != high - low:
                raise LookupError(f"{len(found)} numbers for {high - low} entries")
            every[low:high] = found
    kept = Buffer(32, len(every))
    kept.copy_in(every.tobytes())
    return kept
