"""Every model of the catalogue, whole and by its bounds: ``python tests/benchmarks/catalogue.py [--write] [NAME ...]``.

For each: its states, the pairs of local states that are reached and those of the upper bound, the seconds of a
processor that each way takes (in a process of its own, in which everything is imported), the properties that the
bounds decide, and why not the others.  With ``--write`` a summary goes into the documentation.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from checker.command.choosing.models import choose
from checker.pairs.moves import unbounded_sets
from checker.verdicts.bounds import bounds
from checker.verdicts.exploring import explore
from spec.catalogue import MODELS

PAGE = Path(__file__).resolve().parents[2] / "docs/pairs.md"
BEGIN, END = "<!-- catalogue -->\n", "<!-- end of catalogue -->"
SIZES = ((0, 1_000), (1_000, 10_000), (10_000, 10**9))
"""States, from and below."""
FEW = 15
"""So many models are listed by name."""
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Whole:
    """What the whole graph gave; ``seconds``: of a processor."""

    states: int
    pairs: int
    """Of local states, as far as they were reached."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Bounded:
    """What the bounds gave."""

    pairs: int
    """Of the upper bound; 0 where there is none."""
    decided: int
    left: tuple[str, ...]
    """Why not, for each property that they leave to the whole graph."""
    seconds: float
    sets: bool = False
    """Whether both ways are sets without a capacity."""


def whole(name: str) -> Whole:
    """The model explored."""
    model, begun = choose(name, ()).model, time.process_time()
    found = explore(model, whole=True)
    seconds, layout = time.process_time() - begun, found.successors.layout
    more = (*layout.histories.values(), *layout.forged)
    mask = sum(bits.whole.mask for bits in layout.ends.values()) | sum(bits.mask for bits in more)
    return Whole(found.states, len({packed & mask for packed in found.search.order}), seconds)


def bounded(name: str) -> Bounded:
    """The model bounded."""
    model, begun = choose(name, ()).model, time.process_time()
    if model.worlds:
        return Bounded(0, 0, ("it may be one of several systems",) * len(model.properties), 0.0)
    found = bounds(model.system, model.properties)
    seconds = time.process_time() - begun
    sets = found.ends is not None and unbounded_sets(found.ends)
    return Bounded(found.pairs, len(found.answers), tuple(found.undecided.values()), seconds, sets)


def line(name: str, all_: Whole, some: Bounded) -> str:
    """A row of the table."""
    pairs = "-" if not some.pairs else f"{some.pairs:,}" + (" not exact" if some.pairs > all_.pairs else "")
    why = "; ".join(f"{why} ({number})" for why, number in Counter(some.left).items())
    decided = f"{some.decided} of {some.decided + len(some.left)}"
    seconds = f"{all_.seconds:.2f} | {some.seconds:.2f}"
    return f"| {name} | {all_.states:,} | {all_.pairs:,} | {pairs} | {seconds} | {decided} | {why} |"


def summary(found: Sequence[tuple[str, Whole, Bounded]]) -> str:
    """What the documentation says."""
    left = Counter(why for _, _, some in found for why in some.left)
    decided = sum(some.decided for _, _, some in found)
    lines = [
        f"`python tests/benchmarks/catalogue.py` prints a line for each of the {len(found)} models of the catalogue.",
        _exact("sets without a capacity", [one for one in found if one[2].sets and one[2].pairs]),
        _exact("other channels", [one for one in found if not one[2].sets and one[2].pairs]),
        f"The bounds decide {decided:,} of {decided + sum(left.values()):,} properties, and leave to the whole graph:",
        "",
        *(f"- {number}: {why};" for why, number in left.most_common()),
        "",
        "| states of the whole graph | models | all that is asked decided | s whole | s by the bounds | median ratio |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for least, most in SIZES:
        these = [(all_, some) for _, all_, some in found if least <= all_.states < most]
        full = [(all_, some) for all_, some in these if not some.left]
        if full:
            a, b = (sum(one[place].seconds for one in full) for place in (0, 1))
            ratio = statistics.median(some.seconds / all_.seconds for all_, some in full)
            cells = [f"{least:,} to {most - 1:,}" if most < 10**9 else f"{least:,} and more", len(these), len(full)]
            lines.append("| " + " | ".join(map(str, [*cells, f"{a:.1f}", f"{b:.1f}", f"{ratio:.2f}"])) + " |")
    return "\n".join(
        [*lines, "", "Seconds are of a processor, of the models of which all that is asked is decided.", ""]
    )


def _exact(channels: str, found: Sequence[tuple[str, Whole, Bounded]]) -> str:
    """In how many of these models the upper bound is exact."""
    loose = [f"{name} {some.pairs:,} for {all_.pairs:,}" for name, all_, some in found if some.pairs > all_.pairs]
    listed = f"\n(not in {', '.join(loose)})" if 0 < len(loose) < FEW else ""
    return f"Over {channels} the upper bound is exact in {len(found) - len(loose)} of {len(found)} models{listed}."


def _alone(work: Callable[[str], Found], name: str) -> Found:
    """The work done in a process of its own, forked from this one."""
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(work, (name,))


def main() -> None:
    """Measure, print, and with ``--write`` write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--write", action="store_true", help="write the summary into docs/pairs.md")
    given = parser.parse_args()
    print("| model | states | pairs | from above | s whole | s by the bounds | decided | left to the whole graph |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
    found: list[tuple[str, Whole, Bounded]] = []
    for name in given.names or MODELS:
        choose(name, ())  # its module is imported here, once
        found.append((name, _alone(whole, name), _alone(bounded, name)))
        print(line(*found[-1]), flush=True)
    text = summary(found)
    print(f"\n{text}")
    if given.write:
        before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}{text}{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
