"""The pictures whose DOT text and text twin are kept, letter by letter, in the folder ``expected``.

``python -m tests.diagrams.gallery`` writes them anew: look at what changed before it is committed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from diagrams.graphs.view import View
from diagrams.knowledge.evidence import why_not
from diagrams.knowledge.table import table
from diagrams.rendering.picture import Picture
from diagrams.sequence.chart import charts
from tests.diagrams import figure5, known, runs
from tests.diagrams.opening import OLD_SYN, Now, Opening, fooled, two_way

EXPECTED = Path(__file__).with_name("expected")


def quotient() -> Picture:
    graph = Opening(start=Now(flight=(OLD_SYN,)))
    run = graph.trace(lambda now: now.a == now.b == "ESTABLISHED", "completes")
    return View(graph).group_by("A.state", "B.state").along(run).picture()


def violated() -> Picture:
    graph = Opening("two-way", start=Now(flight=(OLD_SYN,)), loses=False, answer_in="ESTABLISHED")
    return View(graph).group_by("A.state", "B.state", "B.IRS").along(fooled(graph)).picture()


def around() -> Picture:
    return View(two_way()).around(fooled(two_way())).picture()


def partial() -> Picture:
    return View(Opening(most=5, complete=False)).picture()


GALLERY: Mapping[str, Callable[[], Picture]] = {
    "machine-opening": figure5.OPENING.picture,
    "machine-figure-5": figure5.FIGURE_5.picture,
    "graph-every-state": lambda: View(two_way()).along(fooled(two_way())).picture(),
    "graph-quotient": quotient,
    "graph-violated": violated,
    "graph-around": around,
    "graph-partial": partial,
    "chart-violated": lambda: charts(fooled(two_way()))[0],
    "chart-lost-and-repeated": lambda: charts(runs.lost_and_repeated())[0],
    "chart-simultaneous-open": lambda: charts(runs.simultaneous_open())[0],
    "chart-set-channel": lambda: charts(runs.in_a_set())[0],
    "chart-lasso": lambda: charts(runs.without_end())[0],
    "chart-chinese": lambda: charts(runs.in_chinese())[0],
    "chart-by-the-clock": lambda: charts(runs.by_the_clock())[0],
    "knowledge-handshake": lambda: table(known.handshake()),
    "knowledge-with-losses": lambda: table(known.with_losses()),
    "knowledge-evidence": lambda: why_not(known.handshake(), "A knows that B knows it", 1, known.chain()),
    "chart-page-2": lambda: charts(runs.long_one())[1],
}


def main() -> None:
    EXPECTED.mkdir(exist_ok=True)
    for name, make in GALLERY.items():
        picture = make()
        (EXPECTED / f"{name}.dot").write_text(picture.dot(), encoding="utf-8")
        (EXPECTED / f"{name}.txt").write_text(picture.text() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
