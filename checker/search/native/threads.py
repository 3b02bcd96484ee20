"""Parts of a level that are expanded ahead, by several threads where that is faster, and taken up in their order.

While a part is expanded, nobody writes what others read: a pair that is new in two parts stands in both logs, and is
met once, where it stands first.  So places, parents and counts are the same with and without parts and threads.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from checker.search.native import context as at
from checker.search.native.heap import Buffer
from checker.search.native.machine_code import Kernels

PART = 1 << 15
"""Pairs that a thread expands at a time, at most."""
WORTH = 1 << 12
"""Pairs for which it is worth to start a thread."""
LOGGED = 16
"""Entries in a log for each of them; where more are new, the rest of the part is expanded later."""
TRIAL = 16
"""Every so many rounds one is run the other way, with one thread or with several, to see which is faster now."""
FADES = 0.75
"""How much of what was measured still counts after another round."""
BOTH = 2
MOST = 4
"""Threads."""


@dataclass
class ThreadPace:
    """How long a transition takes with one thread and with several: what is slower now is only tried now and then."""

    spent: dict[bool, tuple[float, float]] = field(default_factory=dict[bool, tuple[float, float]])
    """Seconds and transitions, of late."""
    rounds: int = 0

    def together(self) -> bool:
        """Whether the next round is one for several threads."""
        self.rounds += 1
        if len(self.spent) < BOTH:
            return True not in self.spent
        (alone, by_one), (all_of_them, by_all) = self.spent[False], self.spent[True]
        return (all_of_them * by_one < alone * by_all) ^ (self.rounds % TRIAL == 0)

    def took(self, together: bool, seconds: float, transitions: int) -> None:
        """So long for so many."""
        if transitions:
            before = self.spent.get(together, (0.0, 0.0))
            self.spent[together] = FADES * before[0] + seconds, FADES * before[1] + transitions


class LevelPart:
    """What is expanded ahead: a context of its own, which reads the same tables, and a log."""

    def __init__(self, shared: Buffer, kernels: Kernels) -> None:
        self.shared, self.kernels = shared, kernels
        self.context = Buffer(64, at.WORDS)
        self.c = self.context.words
        self.log, self.logged_of, self.asked = Buffer(64, PART * LOGGED), Buffer(64, PART), Buffer(64, at.ASKED_ROOM)
        self.recent = Buffer(64, at.RECENT_ROOM)

    def begin(self, low: int, high: int) -> None:
        """Have these places to expand."""
        self.low, self.high, self.end = low, high, low
        self.logged_of.clear()
        self.c[at.LOG_MET] = self.c[at.FULL] = self.c[at.FULL + at.SIDE] = 0
        self._have(high)

    def begin_again(self) -> None:
        """Have those places to expand of which nothing was known, now that Python has answered."""
        self._have(self.end)

    def _have(self, high: int) -> None:
        """Have the tables as they are now, and nothing asked."""
        c = self.c
        kept = [(word, c[word]) for word in (at.LOG_MET, at.FULL, at.FULL + at.SIDE)]
        self.context.copy_in(self.shared.copy_out(0, at.WORDS))
        own = ((at.LOG, self.log), (at.LOGGED_OF, self.logged_of), (at.ASKED, self.asked), (at.RECENT, self.recent))
        self.recent.clear()  # a pair that was noted for a place further on has to be noted for one before it too
        for word, value in (*kept, *((word, space.address) for word, space in own)):
            c[word] = value
        c[at.FROM], c[at.TO], c[at.LOG_ROOM] = self.low, high, self.log.room
        c[at.ASKED_MET] = c[at.TRANSITIONS] = 0

    def expand(self) -> None:
        """Expand them, or as many as can be."""
        self.end = max(self.end, self.kernels["expand_ahead"](self.context.address))

    @property
    def whole(self) -> bool:
        """Whether all of them are expanded."""
        return self.end == self.high

    def hand_over(self) -> None:
        """Have the one who meets pairs read this part's log."""
        c = self.shared.words
        c[at.LOG], c[at.LOGGED_OF] = self.log.address, self.logged_of.address
        c[at.FROM], c[at.TO] = self.low, self.end
        for side in (0, at.SIDE):
            c[at.FULL + side] |= self.c[at.FULL + side]


def expand_all(parts: Sequence[LevelPart]) -> None:
    """Expand the parts at once; those for which no thread can be had stay as they are."""
    begun: list[threading.Thread] = []
    try:
        with suppress(RuntimeError):  # there may be no more threads
            for part in parts[1:]:
                begun.append(threading.Thread(target=part.expand, daemon=True))
                begun[-1].start()
        parts[0].expand()
    finally:
        _wait_for(begun)


def _wait_for(threads: Iterable[threading.Thread]) -> None:
    """Until they are done, whoever presses Ctrl-C meanwhile: they write in memory that is given back after that."""
    pressed = False
    for thread in threads:
        while thread.is_alive():
            try:
                thread.join()
            except KeyboardInterrupt:
                pressed = True
    if pressed:
        raise KeyboardInterrupt


def cores() -> int:
    """How many threads are of use: one for each processor of this process, up to a few, as one alone takes up parts."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), MOST)
    return min(os.cpu_count() or 1, MOST)
