"""The bounded engine held to the pinned verdicts, over the whole catalogue: a table, and status 1 where they differ.

``python tests/bounded/catalogue.py [SECONDS [MODEL ...]]``: so many seconds for each model, 30 where none are given.
``run`` is the longest run that is pinned; all runs of ``seen`` steps were looked at; ``shown`` are the pinned runs that
were found; ``closed`` the properties without a run of which it was established that there is none.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from time import process_time

from checker.bounded.explorer import Bounded, explore_bounded
from checker.results import Verdict
from spec.catalogue import MODELS
from tests.bounded.agreement import differences
from tests.bounded.pinned import decided, model, pinned, states
from tests.engines.found import Said

SECONDS = 30.0
LEAST = 8
"""Runs are looked at up to the longest that is pinned, and at least to so many steps."""


def line(name: str, seconds: float) -> tuple[str, bool]:
    """One model's line, and whether nothing is different."""
    one = model(name)
    properties, judge = decided(one), pinned(name)
    if not properties:
        return f"{name:<30} -", True
    longest = max((verdict.steps or 0 for verdict in judge.values()), default=0)
    begun = process_time()
    found = explore_bounded(one.system, properties, depth=max(longest, LEAST), timeout=seconds)
    wrong = differences(found, judge, properties)
    told = _told(name, found, judge, longest, process_time() - begun)
    return "\n    ".join([told, *(f"{name}: {what}" for name, what in wrong.items())]), not wrong


def _told(name: str, found: Bounded, judge: Mapping[str, Said], longest: int, seconds: float) -> str:
    runs = [one for one in judge.values() if one.steps is not None]
    shown = sum(one.steps is not None for one in found.answers.values())
    closed = sum(one.verdict is not Verdict.NOT_ESTABLISHED for one in found.answers.values()) - shown
    end = "no deeper" if found.complete else found.cut or "nothing is open" if shown == len(judge) else found.cut
    return (
        f"{name:<30} {states(name):>8,} {longest:>3} {found.depth:>4} {shown:>3}/{len(runs):<3} "
        f"{closed:>3}/{len(judge) - len(runs):<3} {found.questions:>5} {seconds:>6.1f}  {end}"
    )


def main(arguments: list[str]) -> int:
    """Print the table; the exit status."""
    seconds = float(arguments[0]) if arguments else SECONDS
    names = arguments[1:] or list(MODELS)
    print(f"{'model':<30} {'states':>8} {'run':>3} {'seen':>4} {'shown':>7} {'closed':>7} {'asked':>5} {'CPU s':>6}")
    fine = True
    for name in names:
        text, same = line(name, seconds)
        fine &= same
        print(text, flush=True)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
