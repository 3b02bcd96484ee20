"""How long deciding may take, and what was covered when the time was over."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from checker.search.memory import NO_MEMORY, taken

LOOK_EVERY = 1024
"""Things looked at between two looks at the clock."""
SLICE = 8192
"""The same where each takes much less than a microsecond."""
GRACE = 0.1
"""Seconds for saying what is known, after Ctrl-C or a bound."""


class OutOfTime(Exception):
    """The time is over."""


@dataclass
class Clock:
    """Raises OutOfTime once the deadline (of ``time.perf_counter``) has passed; looks now and then."""

    deadline: float | None = None
    why: str = "the time limit"
    """What sets the deadline."""
    doing: str = ""
    """What is being counted, such as ``states looked at``."""
    done: int = 0
    size: int | None = None
    interrupted: bool = False
    memory: int | None = None
    """The most bytes that the process may have; None: any number."""
    looks: int | None = None
    """So many times ticks may still lead to a look; None: any number of times."""
    _lap: float | None = None

    @classmethod
    def within(cls, seconds: float | None) -> Clock:
        """A clock that begins to run now; without a limit where none is given."""
        deadline = None if seconds is None else time.perf_counter() + seconds
        return cls(deadline, why="the time limit" if seconds is None else f"the bound of {seconds:g} s")

    def begin(self, doing: str, size: int | None = None) -> None:
        """Count something else from now on; ``size``: how many there are, where that is known.  Looks at once."""
        self.doing, self.done, self.size = doing, 0, size
        self.look()

    def tick(self) -> None:
        """To be called for each thing looked at."""
        self.done += 1
        if self.done % LOOK_EVERY == 0:
            if self.looks is not None:
                self.looks -= 1
                if self.looks < 0:
                    raise OutOfTime
            self.look()

    def slices(self, size: int, doing: str, each: int = 0) -> Iterator[range]:
        """The numbers below the size in ranges of so many each (0: as usual), each after a look at the clock."""
        self.begin(doing, size)
        each = each or SLICE
        for low in range(0, size, each):
            yield range(low, min(low + each, size))
            self.done = min(low + each, size)
            self.look()

    def look(self) -> None:
        """Look at once, at the memory too: where there is too little of it, no more time is left."""
        if self.memory is not None and taken() > self.memory:
            self.why = NO_MEMORY
            raise OutOfTime
        if self.deadline is not None and time.perf_counter() >= (self._lap or self.deadline):
            raise OutOfTime

    def share(self, parts: int) -> None:
        """Where no more than a moment is left: give the next task one part of it."""
        left = self.left
        self._lap = None
        if left is not None and left <= GRACE:
            self._lap = time.perf_counter() + left / parts

    @property
    def left(self) -> float | None:
        """The seconds that are left; None: any number."""
        return None if self.deadline is None else max(self.deadline - time.perf_counter(), 0.0)

    def interrupt(self) -> None:
        """Somebody pressed Ctrl-C: a moment is left."""
        if not self.interrupted:
            self.interrupted, self.why, self.deadline = True, "Ctrl-C", time.perf_counter() + GRACE
            self._lap = None

    @property
    def covered(self) -> str:
        """How far it came: ``: 8,192 of 10,000 states looked at``; empty where nothing was begun."""
        if not self.doing or not self.done:
            return ""
        return f": {self.done:,}{'' if self.size is None else f' of {self.size:,}'} {self.doing}"
