"""Where stands what the kernels of the cheapest run need, behind the words of the search's own context."""

from __future__ import annotations

from checker.search.native import context as at

_FIRST = at.WORDS

COSTS = _FIRST
"""Of each entry of an end's views how many messages it sends; B's stand ``at.SIDE`` further on."""
BEST = _FIRST + 16
"""For each bit of BLOCKS the number of the best way to its pair so far, and one more; 0 where there is none."""
KEYS = _FIRST + 17
"""Of each way its cost, its steps, and its number: the less, the better."""
PAIRS = _FIRST + 18
"""The pair that it leads to."""
PARENTS = _FIRST + 19
"""The way that it goes on from; itself at a start."""
MET = _FIRST + 20
ROOM = _FIRST + 21
QUEUE = _FIRST + 22
"""A heap of keys."""
QUEUED = _FIRST + 23
GOAL = _FIRST + 24
"""The number of the way that was found."""
WORDS = _FIRST + 25

BITS = 16
"""Of a cost, and of a number of steps."""
MOST = 0xFFFF
NUMBER = 32
"""How far up they stand in a key: below is the number."""
FOUND, NOWHERE, TOO_LONG = 8, 9, 10
"""Why a kernel stops: the goal was found, it cannot be reached, a cost or a number of steps is too large."""
