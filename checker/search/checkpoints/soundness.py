"""Whether what a checkpoint says can be so: a file whose checksum is right may still have been made by somebody.

Every number is held to the others, and some of the states to the protocol: the one before leads to each.  Whether
states were left out could only a new search say, and so a checkpoint is read only where it is the user's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from operator import lt

from checker.packed.layout import Layout
from checker.search.checkpoints.file import Saved
from checker.search.checkpoints.pairs import LOW, NO_PARENT, SavedPairs
from spec.notation.systems import ENDS

SAMPLED = 200
"""So many states are held to the protocol, spread evenly."""


def faults(
    saved: Saved,
    order: SavedPairs,
    layout: Layout,
    starts: Sequence[int],
    after: Callable[[int], Sequence[int]],
) -> Iterator[str]:
    """What cannot be so; nothing where all can.  TypeError where a number is none."""
    head, states, first = saved.head, saved.head.states, len(starts)
    if any(pair & LOW >= len(order.a) or pair >> 32 >= len(order.b) for pair in saved.pairs):
        yield "a state has a part that is not there"
        return
    if not 0 < first <= states or order[:first] != list(starts):
        yield "it does not begin where the system starts"
    for end, views in zip(ENDS, (order.a, order.b), strict=True):
        if any(view & ~layout.view(end) for view in views):
            yield f"a state of {end} has bits that mean nothing"
    if any(one != NO_PARENT for one in saved.parents[:first]) or not all(
        map(lt, islice(saved.parents, first, None), range(first, states))
    ):
        yield "a state comes before the one that leads to it"
        return
    if head.levels[:1] != [0] or any(low >= high for low, high in pairwise([*head.levels, states])):
        yield "its levels do not follow each other"
    if not 0 <= head.expanded <= head.last <= states or any(place >= head.expanded for place in saved.stuck):
        yield "more is expanded than was met"
    for place in range(first, states, max(1, states // SAMPLED)):
        if order[place] not in after(order[saved.parents[place]]):
            yield "a state is not one to which the one before leads"
            return
