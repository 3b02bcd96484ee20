"""Two texts side by side, with the lines marked in which they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

BETWEEN = "   |   "
DIFFERENT = "=/="


def beside(left: Sequence[str], right: Sequence[str], width: int | None) -> Iterator[str]:
    """The lines, and ``=/=`` between those that differ; one text below the other where they are too wide.

    Blanks make no difference.

    >>> list(beside(["a", "b"], ["a", "c"], None))
    ['a   |   a', 'b  =/=  c']
    """
    widest = max((len(line) for line in left), default=0)
    needed = widest + len(BETWEEN) + max((len(line) for line in right), default=0)
    if width is not None and needed > width:
        known = {_bare(line) for line in left}
        yield from left
        yield "and"
        yield from (line if _bare(line) in known else f"{line}  {DIFFERENT}" for line in right)
        return
    for one, other in zip_longest(left, right, fillvalue=""):
        sign = BETWEEN if _bare(one) == _bare(other) else f"  {DIFFERENT}  "
        yield f"{one:<{widest}}{sign}{other}".rstrip()


def _bare(line: str) -> str:
    return " ".join(line.split())
