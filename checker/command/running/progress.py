"""How far a search has come, on standard error: one line that is rewritten, or a line every ten seconds."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from types import TracebackType
from typing import TextIO

from checker.search.breadth_first import Progress

FIRST = 0.5
"""Seconds after which a terminal shows anything: most searches are over by then."""
PLAIN = 10.0
"""Seconds between two lines where there is no terminal."""


class ProgressLine:
    """Watches a search; a context manager, which wipes the line away at the end."""

    def __init__(self, name: str, stream: TextIO | None = None) -> None:
        self.name = name
        # there is none where the shell closed it: 2>&-
        self.stream: TextIO = stream or getattr(sys, "stderr", None) or io.StringIO()
        self.rewrites = self.stream.isatty() and os.environ.get("TERM") != "dumb"
        self.due = FIRST if self.rewrites else PLAIN
        self.shown = False

    def __call__(self, progress: Progress) -> None:
        """Tell of the progress, if it is time to."""
        if progress.seconds >= self.due:
            self.write(progress_text(self.name, progress), progress.seconds)

    def write(self, text: str, seconds: float) -> None:
        """Write the line, if it is time to."""
        if seconds < self.due:
            return
        if self.rewrites:
            import shutil  # with all that packs files: only where it is needed

            room = shutil.get_terminal_size().columns - 1
            self.stream.write(f"\r{text[:room]}\x1b[K")
            self.shown = True
        else:
            self.stream.write(text + "\n")
            self.due = seconds + PLAIN
        self.stream.flush()

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wipe()

    def wipe(self) -> None:
        """Take the line away, if there is one."""
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()


class Tellers:
    """Watches many searches, some at a time, and tells of the first of those."""

    def __init__(self, names: Sequence[str], stream: TextIO | None = None) -> None:
        self.names, self.line = names, ProgressLine("", stream)
        self.begun, self.done = time.monotonic(), 0
        self.running: dict[int, Progress] = {}

    def tell(self, place: int, progress: Progress) -> None:
        """One of them has come so far."""
        self.running[place] = progress
        first = min(self.running)
        text = progress_text(self.names[first], self.running[first])
        self.line.write(f"{self.done} of {len(self.names)} models  {text}", time.monotonic() - self.begun)

    def finished(self, place: int) -> None:
        """One of them is done."""
        self.running.pop(place, None)
        self.done += 1

    def __enter__(self) -> Tellers:
        return self

    def __exit__(self, *_: object) -> None:
        self.line.wipe()


def progress_text(name: str, progress: Progress) -> str:
    """The line.

    >>> progress_text("closing", Progress(31204, 90000, 4, 9880, 2.0, (1, 4, 80, 400, 30719)))
    'closing  31,204 states  depth 4  queue 9,880 growing  16 k/s  2 s  no estimate yet'
    """
    rate = progress.states / max(progress.seconds, 1e-6)
    left = rest(progress)
    parts = [
        name,
        f"{progress.states:,} states",
        f"depth {progress.depth}",
        f"queue {progress.queue:,} {'shrinking' if shrunk(progress.levels[:-1], 1) else 'growing'}",
        f"{rate / 1000:,.0f} k/s" if rate >= 1000 else f"{rate:,.0f}/s",
        f"{progress.seconds:.0f} s",
        "no estimate yet" if left is None else f"about {max(left, 1):.0f} s left",
    ]
    return "  ".join(parts)


def shrunk(levels: Sequence[int], times: int) -> bool:
    """Whether each of the last levels is smaller than the one before it.

    >>> shrunk((1, 9, 8, 7), 2), shrunk((1, 9, 8, 7), 3)
    (True, False)
    """
    last = levels[-times - 1 :]
    return len(last) == times + 1 and all(later < earlier for earlier, later in pairwise(last))


def rest(progress: Progress) -> float | None:
    """The seconds left, None before the levels have shrunk three times.

    Levels rise and fall once, so those to come are taken to be as large as those on the way up.
    """
    done = progress.levels[:-1]  # the last one is still growing
    if not shrunk(done, 3):
        return None
    mirrored = sum(size for size in done[: done.index(max(done))] if size < done[-1])
    expanded = progress.states - progress.queue
    return (progress.queue + mirrored) * progress.seconds / max(expanded, 1)
