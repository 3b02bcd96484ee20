"""What was met, as the kernels write it: pairs in order, where each came from, levels, stuck pairs, a set of them."""

from __future__ import annotations

from checker.search.native import context as at
from checker.search.native.heap import Buffer
from checker.search.native.words import Words
from spec.notation.nodes import End

ROOM = 4096
"""States, levels and blocks that there is room for at first, beyond those that Python met."""
BLOCK = 512
"""Views of B in a block."""
WORDS_PER_BLOCK = BLOCK // 64


class Met:
    """Memory for it, which grows where it is used up."""

    def __init__(self, c: Words, pairs: int, levels: int, stuck: int) -> None:
        """Room for so many, and some more."""
        self.c = c
        self.order, self.parents = Buffer(64, pairs + ROOM), Buffer(32, pairs + ROOM)
        self.levels, self.stuck = Buffer(64, levels + ROOM), Buffer(32, stuck + ROOM)
        self.blocks = Buffer(64, 2 * WORDS_PER_BLOCK)
        self.top_rows, self.stride = 1, 1
        self.top = Buffer(32, 1)

    def place(self) -> None:
        """Tell the kernels where everything stands."""
        c = self.c
        c[at.ORDER], c[at.PARENTS], c[at.LEVELS] = self.order.address, self.parents.address, self.levels.address
        c[at.STUCK], c[at.BLOCKS] = self.stuck.address, self.blocks.address
        c[at.TOP], c[at.STRIDE] = self.top.address, self.stride
        c[at.ROOM], c[at.BLOCKS_ROOM] = min(self.order.room, self.parents.room), self.blocks.room // WORDS_PER_BLOCK
        c[at.LEVELS_ROOM], c[at.STUCK_ROOM] = self.levels.room, self.stuck.room

    def fit_top(self, end: End, room: int) -> None:
        """A row for each view of A, in each row a word for each block of views of B."""
        if end == "A":
            self.top.grow(room * self.stride, cleared=True)
            self.top_rows = room
        elif -(-room // BLOCK) > self.stride:
            stride = -(-room // BLOCK)
            self.top.widen(self.top_rows, self.stride, stride, self.top_rows)
            self.stride = stride
        self.place()

    def grow(self) -> None:
        """Make room where it was used up."""
        c = self.c
        if c[at.MET] == c[at.ROOM]:
            self.order.grow()
            self.parents.grow(self.order.room)
        if c[at.DEPTH] == self.levels.room:
            self.levels.grow()
        if c[at.STUCK_MET] == self.stuck.room:
            self.stuck.grow()
        if c[at.BLOCKS_MADE] == c[at.BLOCKS_ROOM]:
            self.blocks.grow()

    @property
    def used(self) -> int:
        """How many octets it came to, without room that is not used yet."""
        return 12 * self.c[at.MET] + 8 * WORDS_PER_BLOCK * self.c[at.BLOCKS_MADE] + self.top.size
