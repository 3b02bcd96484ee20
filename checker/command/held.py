"""Every verb held to ``--timeout`` and ``--memory``, also where the work looks at no clock: Z3, a page, a picture.

A search that has limits of its own meets them first, and says what it found until then; only what goes on long after
that is ended from here.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Set
from types import FrameType

from checker.search.memory import amount, taken

EVERY = 0.1
"""Seconds between two looks."""
SHARE, SECONDS, OCTETS = 1.2, 1.0, 100 * 1024**2
"""What a verb that keeps limits itself may take beyond them for saying what it found: so many times, and so much (of
memory, beyond what the process had at the start, if that was more)."""


class Held:
    """The limits that the process is held to, and which of them was met."""

    met = ""
    """``the bound of 3 s``; empty where none was."""
    _looks = False

    def to(self, seconds: float | None, octets: int | None, *, own: Set[str] = frozenset()) -> None:
        """Look from now on.  ``own``: the limits that the verb keeps itself, with something to say when it meets them.

        KeyboardInterrupt, wherever the process is, as soon as a limit is met.
        """
        if (seconds is None and octets is None) or not hasattr(signal, "setitimer"):
            return  # a verb within a verb leaves the outer one's limits
        self.met = ""
        self._words = (f"the bound of {seconds or 0:g} s", f"the bound of {amount(octets or 0)} of memory")
        begun = taken()  # also for what it imports: here, not in the middle of something
        if seconds is not None and "--timeout" in own:
            seconds = SHARE * seconds + SECONDS
        if octets is not None and "--memory" in own:
            octets = max(int(SHARE * octets), begun) + OCTETS
        self._deadline = None if seconds is None else time.perf_counter() + seconds
        self._most = octets
        self._looks = True
        signal.signal(signal.SIGALRM, self._look)
        signal.setitimer(signal.ITIMER_REAL, EVERY, EVERY)

    def release(self) -> None:
        """Look no more, not even for an alarm that has been given and not been heard yet."""
        self._looks = False
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _look(self, _signal: int, _frame: FrameType | None) -> None:
        if not self._looks:
            return
        late = self._deadline is not None and time.perf_counter() >= self._deadline
        if late or (self._most is not None and taken() > self._most):
            self.release()
            self.met = self._words[0 if late else 1]
            raise KeyboardInterrupt


HELD = Held()
"""This process."""
