"""Where stands what the kernels of promises need, behind the words of the search's own context."""

from __future__ import annotations

from checker.search.native import context as at

_FIRST = at.WORDS

LABELS = _FIRST
"""Of each entry of an end's views the set of demands that it meets, by number; B's stand ``at.SIDE`` further on."""
VIEW_MEETS = _FIRST + 1
"""Of each view the demands that what a bound cuts off there would meet, as bits."""
VIEW_BOUNDED = _FIRST + 2
"""Of each view 1 if a bound cuts something off there."""
MASKS = _FIRST + 16
"""The sets of demands as bits, by number."""
BOUNDED = _FIRST + 17
"""1 where a bound cuts something off in a state that waits."""
PAIRS = _FIRST + 18
"""The pairs that wait, the nearest first."""
PARENTS = _FIRST + 19
"""The one before each, by number, or the complement of its place in the search where it begins to wait there."""
NUMBERS = _FIRST + 20
"""For each bit of BLOCKS the number of its pair among those that wait, and one more; 0 where it does not."""
MET = _FIRST + 21
ROOM = _FIRST + 22
STARTS = _FIRST + 23
"""Of each where its steps begin."""
TARGETS = _FIRST + 24
"""Where each step leads."""
MEETS = _FIRST + 25
"""The demands that each step meets, by number."""
STEPS = _FIRST + 26
STEPS_ROOM = _FIRST + 27
ENABLED = _FIRST + 28
"""Of each the demands that could be met there, as bits."""
BEGUN = _FIRST + 29
"""The places in the search where the waiting begins."""
INDEX = _FIRST + 30
"""Of each when it was first met by depth first search; 0: not yet."""
LEAST = _FIRST + 31
"""The least index that it is known to lead back to."""
NEXT_STEP = _FIRST + 32
PART = _FIRST + 33
"""Of each its strong component, from 1 on; 0: not yet known."""
PARTS = _FIRST + 34
"""How many there are."""
PATH = _FIRST + 35
PATH_SIZE = _FIRST + 36
OPEN = _FIRST + 37
"""Those that were met and have no component yet, in the order in which they were met."""
OPEN_SIZE = _FIRST + 38
COUNT = _FIRST + 39
ROOT = _FIRST + 40
COULD = _FIRST + 41
"""Of each component the demands that could be met in some state."""
ALWAYS = _FIRST + 42
"""Those that could be met in every state."""
ARE_MET = _FIRST + 43
"""Those that some step within meets."""
WORDS = _FIRST + 44

COMPLEMENT = 2**64 - 1
DONE = 7
"""All components are found."""
