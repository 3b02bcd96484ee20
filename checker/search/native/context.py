"""Where what the kernels share stands: the words of a context, and the forms of entries.

A configuration is a *pair*: the number of A's view, and 32 bits further up the number of B's.  Where a word is kept for
each end, A's comes first, and B's stands ``SIDE`` further on.
"""

from __future__ import annotations

SIDE = 8
"""How far B's words stand behind A's."""

ROWS = 0
"""Of each view where its entries begin, where its own end, those of forgers, those of ticks; 0 where not yet known."""
ENTRIES = 1
PUT = 2
"""What becomes of a view where messages are sent to it: a row of entries for each view."""
SENT = 3
"""How long such a row is: how many tuples of messages may be sent there."""
FULL = 4
"""1 where a full channel to this end has cut something off."""
CLASSES = 5
"""For each view, which of those that a formula tells apart."""

ORDER = 16
"""The pairs in the order in which they were met."""
PARENTS = 17
"""For each of them, the place of the one before it; ``NO_PARENT`` at a start."""
MET = 18
"""How many were met."""
ROOM = 19
"""How many there is room for."""
MOST = 20
"""How many may be met at most."""
PLACE = 21
"""The first that was not expanded."""
LAST = 22
"""Where its level ends."""
LEVELS = 23
"""Where each level begins."""
DEPTH = 24
"""How many levels there are."""
LEVELS_ROOM = 25
DEPTH_MOST = 26
"""The level that is not expanded."""
TRANSITIONS = 27
BUDGET = 28
"""How many transitions are followed before the kernel looks up."""
STUCK = 29
STUCK_MET = 30
STUCK_ROOM = 31
TICKS = 32
"""1 where time passes."""
TOP = 33
"""For each view of A, which block holds each 512 views of B; 0 where none does yet."""
STRIDE = 34
BLOCKS = 35
"""512 bits each: which pairs were met."""
BLOCKS_MADE = 36
BLOCKS_ROOM = 37
ASKED = 38
"""What the kernel does not know: entries as :func:`checker.search.native.meeting.ask` writes them."""
ASKED_MET = 39
AHEAD = 40
"""How many further pairs are looked at for what is not known."""
FROM = 41
TO = 42
"""The places that a kernel looks at."""
CLASS_COUNT = 43
"""How many classes of B's views there are."""
TRUE = 44
"""For each pair of classes an octet."""
FOUND = 45
LESS = 46
"""How many entries of the pair that is expanded are no transitions."""
GOOD = 47
"""As BLOCKS: which pairs are noted, because a goal can be reached from them."""
DOWN = 48
"""1 where places are looked at from the last to the first."""
LOG = 49
"""Pairs that were new where a part of the level was expanded ahead, in order: they are met when its turn comes."""
LOGGED_OF = 50
"""Of each place of that part how many transitions there are, how many pairs of the log are its, and where they begin.

Where it says 0, nothing is known of the place, or nothing can happen there: it is expanded when its turn comes."""
LOG_MET = 51
LOG_ROOM = 52
"""0 where pairs are met at once."""
RECENT = 53
"""Pairs that were noted in the log not long ago, and need not be noted again; 0 where there is none."""
WORDS = 64

LOW = 0xFFFFFFFF
NO_PARENT = 0xFFFFFFFF
CUT_OFF = 0xFFFFFFFF
"""In place of the view after a tick: a bound cuts it off."""
SENT_SHIFT = 32
SENT_BITS = 0x0FFFFFFF
"""An entry of a view: the number of the view after it, and of the messages that are sent."""
MOVES = 1 << 61
"""In an entry of a tick: something happens at this end, or grows old on the way to it."""
UNFIRED = 1 << 62
"""In an entry: it was not followed yet, as far as is known."""
B_ASKS = 1 << 63
"""In what is asked (SIDE << 60): about a view of B."""
PUT_ASKED = 1 << 62
"""In what is asked: what becomes of the view where messages are sent to it."""

UNKNOWN = 0
FULL_CHANNEL = 1
BEING_ASKED = 2
FIRST = 3
"""Entries of ``PUT``: these three, and from here on the numbers of views."""
ASKED_ROOM = 4096
RECENT_ROOM = 16384
LOGGED_SHIFT = 20
LOGGED_BITS = 0xFFFFF
"""A word of LOGGED_OF: 20 bits, 20 bits, and the rest."""

NOT_ASKED = 0
OCCURS = 1
FALSE = 2
TRUE_THERE = 3
"""A formula in a pair of classes."""

GO_ON = 0
NO_ROOM = 1
MISSING = 2
AT_MOST = 3
AT_DEPTH = 4
LOOK = 5
FINISHED = 6
"""Why a kernel stops: something has to grow, Python is asked, a bound, it is time to look up, all is expanded."""
