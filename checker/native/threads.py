"""Two threads expand one level: each notes what is new in a part of its own, and the parts are met in their order.

While threads expand, nobody writes what they read: a pair that both find new stands in both logs, and is met
once, where it stands first.  So places, parents and counts do not depend on how many threads there are.
"""

from __future__ import annotations

import os
import threading
from array import array
from dataclasses import dataclass, field

from checker.native import context as at
from checker.native.heap import Space
from checker.native.machine_code import Kernels
from checker.native.words import Words

PART = 1 << 13
"""Pairs that a thread expands at a time."""
LOGGED = 16
"""Entries in a log for each of them; where more are new, the rest of the part waits for the next round."""
TRIAL = 16
"""Every so many rounds one is run the other way, with one thread or with two, to see which is faster now."""
BOTH = 2


@dataclass
class Pace:
    """How long a transition takes with one thread and with two: what is slower now is only tried now and then."""

    seconds: dict[bool, float] = field(default_factory=dict[bool, float])
    rounds: int = 0

    def together(self) -> bool:
        """Whether the next round is one for two threads."""
        self.rounds += 1
        if len(self.seconds) < BOTH:
            return True not in self.seconds
        better = self.seconds[True] < self.seconds[False]
        return better ^ (self.rounds % TRIAL == 0)

    def took(self, together: bool, seconds: float, transitions: int) -> None:
        """So long for so many."""
        if transitions:
            self.seconds[together] = seconds / transitions


class Part:
    """What one thread works with: a context of its own, which reads the same tables, and a log."""

    def __init__(self, c: Words, kernels: Kernels) -> None:
        self.shared, self.kernels = c, kernels
        self.context = Space(64, at.WORDS)
        self.c = self.context.words
        self.log, self.parents = Space(64, PART * LOGGED), Space(32, PART * LOGGED)
        self.stuck, self.asked, self.levels = Space(32, PART), Space(64, at.ASKED_ROOM), Space(64, 1)

    def begin(self, low: int, high: int) -> None:
        """Have these places to expand, with the tables as they are now."""
        c = self.c
        for word in range(at.WORDS):
            c[word] = self.shared[word]
        c[at.PLACE], c[at.LAST], c[at.MET] = low, high, high
        c[at.LOG], c[at.LOG_PARENTS] = self.log.address, self.parents.address
        c[at.LOG_MET], c[at.LOG_ROOM] = 0, self.log.room
        c[at.STUCK], c[at.STUCK_MET], c[at.STUCK_ROOM] = self.stuck.address, 0, self.stuck.room
        c[at.ASKED], c[at.ASKED_MET], c[at.TRANSITIONS] = self.asked.address, 0, 0
        c[at.FULL] = c[at.FULL + at.SIDE] = 0
        self.low, self.high = low, high

    def expand(self) -> None:
        """Expand them, or as many as can be."""
        self.kernels["search"](self.context.address)

    @property
    def whole(self) -> bool:
        """Whether all of them are expanded."""
        return self.c[at.PLACE] == self.high

    def stuck_places(self) -> array[int]:
        """Those at which nothing can happen."""
        return array("I", self.stuck.copy_out(0, self.c[at.STUCK_MET]))


def expand_both(first: Part, second: Part) -> None:
    """Expand two parts at once; only the first where no thread can be had."""
    other = threading.Thread(target=second.expand, daemon=True)
    try:
        other.start()
    except RuntimeError:  # there may be no more threads: the second part stays as it was
        first.expand()
        return
    try:
        first.expand()
    finally:
        _wait_for(other)


def _wait_for(thread: threading.Thread) -> None:
    """Until it is done, whoever presses Ctrl-C meanwhile: it writes in memory that is given back after that."""
    pressed = False
    while thread.is_alive():
        try:
            thread.join()
        except KeyboardInterrupt:
            pressed = True
    if pressed:
        raise KeyboardInterrupt


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
