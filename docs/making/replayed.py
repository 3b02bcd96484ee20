"""Play runs of opening and closing against the kernel of this machine; write the table of docs/packets.md.

python -m docs.making.replayed     as root, on Linux
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence

from checker.command.verbs.replay import PATIENCE, asked, kernel_name, run_of
from checker.packets.live import CannotPlay, Played, TableEnd, missing, played
from checker.packets.tcp.tables import TABLES
from docs.making.pages import ROOT
from spec.notation.machines import Machine
from spec.notation.nodes import End
from spec.notation.systems import ENDS

FIGURES = ("06", "07", "08", "08-syn-first", "09", "09-refused", "10", "11", "12", "13")
RUNS: Sequence[str] = (
    *(f"figure-{number}" for number in FIGURES),
    "refused",
    "syn-again",
    "old-syn-in-window",
    "data-on-syn",
    "data-on-syn-ack",
    "close-in-syn-received",
    "resets-in-syn-sent",
    "resets-in-syn-received",
    "resets-when-open",
    "resets-unheeded",
    "resets-unanswered",
    "abort-calls",
    "acks-too-old-and-too-new",
    "wrong-acks-in-last-ack",
    "half-close",
    "three-segment-close",
    "close-after-peer",
    "close-both-ways",
    "close-both-ways-unread",
    "lost-fin",
    "lost-last-ack",
    "fin-again-in-time-wait",
    "reopened-from-time-wait",
    "rfc1337-h3-rfc5961",
    "attacker-reset-793 b_gone",
    "attacker-reset-exact b_gone",
    "attacker-syn-793 b_gone",
    "two-way was_there",
    "two-way-old-data old_data",
)


def main() -> int:
    """Write the table; 2 where nothing can be played."""
    if lacks := missing():
        print(f"nothing can be played here: {lacks}", file=sys.stderr)
        return 2
    page = ROOT / "docs" / "packets.md"
    text = page.read_text("utf-8")
    table = "\n".join(_table())
    page.write_text(re.sub(r"(<!-- kernel -->\n).*?(?=<!-- end of kernel -->)", rf"\g<1>{table}\n", text, flags=re.S))
    return 0


def _table() -> Iterator[str]:
    alike: dict[str, list[str]] = {}
    rows: list[str] = []
    for run in RUNS:
        for end in ENDS:
            (own, name), (linux, _) = (_against(run, end, machine) for machine in (None, TABLES["linux"]))
            if own.parted is not None:
                rows.append(f"| `{run}` | {end}, `{name}` | {_departure(own)} | {_agrees(linux)} |")
            elif own.rounds and linux.parted is None:
                alike.setdefault(run, []).append(end)
    listed = ", ".join(f"`{run}` {' and '.join(ends)}" for run, ends in alike.items())
    yield f"{kernel_name()} does as both tables do in {listed}. 2 MSL were not waited for.\n"
    yield "| run | the kernel's end, its table | step | the kernel | the table | `linux` |"
    yield "| --- | --- | --- | --- | --- | --- |"
    yield from rows


def _against(run: str, end: End, machine: type[Machine] | None) -> tuple[Played, str]:
    trace, system = run_of(asked([*run.split(), "--kernel", end]))
    try:
        done = played(trace, TableEnd(system, end, machine), PATIENCE)
    except CannotPlay as why:
        done = Played((), str(why))
    return done, system.machine(end).__name__


def _departure(done: Played) -> str:
    last = done.rounds[-1]
    kernel, table = ("; ".join(lines) or "nothing" for lines in (last.kernel, last.table))
    return f"{last.step} | {kernel} | {table}".replace("<", "&lt;")


def _agrees(done: Played) -> str:
    return "as the kernel" if done.parted is None else "as the table"


if __name__ == "__main__":
    sys.exit(main())
