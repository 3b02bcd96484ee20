"""Time whole processes on the yardstick: ``python tests/benchmarks/yardstick.py [--large] [--runs N]``.

Prints for each size the median wall time from process start to verdict, the ratio to the smallest size in the same run,
states and transitions a second of the search, and the peak memory of the process.  Nothing is asserted: a busy machine
makes every figure worse, and ratios of one run are what can be compared.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time

HELP = ("--help",)
SIZES = ((2, 1), (2, 2), (3, 2))
LARGE = ((4, 2),)


def timed(words: tuple[str, ...]) -> tuple[float, str]:
    """Seconds from process start to end, and what it printed."""
    begin = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "checker", *words], capture_output=True, text=True, check=False)
    return time.perf_counter() - begin, done.stdout


def peak() -> float:
    """MiB of the largest child so far."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Print one line a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="also M=4 OPENS=2, 8.3 million states")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    print(f"handwave --help: {statistics.median(timed(HELP)[0] for _ in range(given.runs)):.2f} s")
    first = 0.0
    for m, opens in (*SIZES, *(LARGE if given.large else ())):
        words = ("check", "lossy", "-p", f"M={m}", "-p", f"OPENS={opens}", "--json", "--vacuity", "off")
        runs = [timed(words) for _ in range(given.runs)]
        wall = statistics.median(seconds for seconds, _ in runs)
        first = first or wall
        found = json.loads(runs[-1][1])
        seconds = max(found["seconds"], 1e-6)
        print(
            f"M={m} OPENS={opens}: {found['states']:>9,} states {found['transitions']:>11,} transitions "
            f"{wall:7.2f} s ({wall / first:6.1f} x)  {found['states'] / seconds:>9,.0f} states/s "
            f"{found['transitions'] / seconds:>10,.0f} transitions/s  {peak():5.0f} MiB"
        )


if __name__ == "__main__":
    main()
