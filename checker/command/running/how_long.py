"""About how long a long command will take, said before it begins."""

from __future__ import annotations

import os
import time
from math import ceil

CATALOGUE = 7_500
"""How much longer than a piece of work the whole catalogue takes: 95 s where a piece takes 12.7 ms."""


def about(pieces: int, jobs: int) -> str:
    """How long so many pieces of work take on this machine as it is now, in so many processes."""
    return in_words(pieces * min(_piece() for _ in range(3)) / min(jobs, os.cpu_count() or 1))


def _piece() -> float:
    """The seconds that a little work in Python takes."""
    begun, done = time.perf_counter(), 0
    for number in range(300_000):
        done += number & 3
    return time.perf_counter() - begun


def in_words(seconds: float) -> str:
    """Rounded up: nobody waits longer than he was told.

    >>> [in_words(seconds) for seconds in (4, 31, 60, 61, 170)]
    ['about 10 s', 'about 40 s', 'about a minute', 'about 2 minutes', 'about 3 minutes']
    """
    if seconds <= 50:
        return f"about {max(10 * ceil(seconds / 10), 10)} s"
    minutes = ceil(seconds / 60)
    return "about a minute" if minutes == 1 else f"about {minutes} minutes"
