"""Ctrl-C at a random moment of every verb: ``python tests/benchmarks/interrupts.py 100 [SEED]``.

Each has to end with 130 (or by the signal, which a shell shows as 130), in half a second where the processors are idle,
and without a traceback; one that was through before has to have ended as it always does.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("list",),
    ("check", "three-way"),
    ("check", "three-way", "-v"),
    ("check", "lossy", "-p", "M=4", "-p", "OPENS=2"),
    ("check", "--all-numbers", "three-way-reopen"),
    ("check", "closing", "--engine", "python"),
    ("pairs", "three-way"),
    ("sweep", "lossy", "agreement", "M"),
    ("why", "fin-ack"),
    ("trace", "two-way", "was_there"),
    ("draw", "closing", "--group", "A.state,B.state", "-o", "-"),
    ("knows", "who-knows"),
    ("conditions", "reused-isn"),
    ("prove", "octets-of-a"),
    ("prove", "table-6"),
    ("export", "three-way"),
    ("walk", "closing", "--seed", "1"),
    ("claims", "S1.9"),
    ("claims",),
    ("mutate", "listen_syn"),
    ("scenario", "figure-13"),
)
EARLIEST = 0.2
"""Seconds in which Python itself starts, before anything of ours is read."""
LATEST = 6.0
"""Seconds after which it is pressed at the latest."""
BAD = ("Traceback", "gave up", "error of handwave's own", "Exception ignored")


@dataclass(frozen=True, slots=True)
class Pressed:
    """One interrupt, and what came of it."""

    words: tuple[str, ...]
    after: float
    took: float
    status: int
    said: str

    @property
    def fault(self) -> str:
        """What is wrong with it; empty where nothing is."""
        shown = next((bad for bad in BAD if bad in self.said), "")
        if shown:
            return f"says '{shown}'"
        if self.took < 0:
            return ""
        return "" if self.status in (130, -signal.SIGINT) else f"ends with {self.status}"


def press(words: tuple[str, ...], after: float) -> Pressed:
    """Start it, press Ctrl-C so many seconds later, and wait."""
    begun = [sys.executable, "-m", "checker", *words]
    with subprocess.Popen(begun, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        try:
            _, said = process.communicate(timeout=after)
            return Pressed(words, after, -1.0, process.returncode, said)
        except subprocess.TimeoutExpired:
            pass
        pressed = time.perf_counter()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
        return Pressed(words, after, time.perf_counter() - pressed, process.returncode, said)


def main(count: int, seed: int) -> int:
    """The exit status: how many went wrong."""
    choose, wrong, took = random.Random(seed), 0, list[float]()
    for number in range(count):
        words = COMMANDS[number % len(COMMANDS)]
        one = press(words, EARLIEST + choose.uniform(0.0, LATEST) ** 2 / LATEST)
        wrong += bool(one.fault)
        took += [one.took] * (one.took >= 0)
        if one.fault or one.took > 0.5:
            print(f"{' '.join(words)}, after {one.after:.2f} s: {one.took:.2f} s, {one.fault or 'slow'}", flush=True)
            print("\n".join(f"    {line}" for line in one.said.splitlines()[-3:]), flush=True)
    took.sort()
    middle = f"{took[len(took) // 2]:.2f} s in the middle, {took[-1]:.2f} s at most" if took else "none came in time"
    print(f"{count} interrupts, seed {seed}: {wrong} wrong, {len(took)} came before the end; {middle}")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
