"""Time whole lives of a connection, decided by pairs of local states: ``python tests/benchmarks/life.py [NAME ...]``.

Each model is decided in a process of its own, over a network that loses, repeats and reorders without a bound; printed
are the pairs of local states, the seconds of wall and of processor time, the memory, and the verdicts.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Mapping

from checker.verdicts.bounds import bounds
from spec.notation import LOSSY, Model, Property, System, fresh
from spec.notation.systems import Limits
from spec.tcp.properties.closing import closes
from spec.tcp.properties.opening import agreement
from spec.tcp.systems import ANY, allowing, listening
from spec.tcp.variables import (
    ABORT,
    ACTIVE_OPEN,
    CLOSE,
    DELAYED_ACK,
    PASSIVE_OPEN,
    RECEIVE,
    RETRANSMIT,
    SEND,
    TRANSMIT,
    TWO_MSL,
    USER_TIMEOUT,
)

ASKED: Mapping[str, Property] = {"agreement": agreement, "closes": closes}
ALWAYS: Limits = {RECEIVE: ANY, TRANSMIT: ANY, RETRANSMIT: ANY, TWO_MSL: ANY}
OPENS: Limits = {**ALWAYS, ("A", ACTIVE_OPEN): 1, CLOSE: 1}
GIVES_UP: Limits = {ABORT: 1, USER_TIMEOUT: 1, DELAYED_ACK: ANY}
REOPENS: Limits = {**ALWAYS, ("A", ACTIVE_OPEN): 2, ("B", PASSIVE_OPEN): 2, SEND: 1, CLOSE: 2, ABORT: 2}

SYSTEMS: Mapping[str, System] = {
    "one octet each way": allowing({**OPENS, SEND: 1}, start={"B": listening()}, channel=LOSSY),
    "and aborts": allowing({**OPENS, SEND: 1, ABORT: 1}, start={"B": listening()}, channel=LOSSY),
    "two octets each way": allowing({**OPENS, SEND: 2, ABORT: 1}, start={"B": listening()}, channel=LOSSY),
    "and gives up": allowing(
        {**OPENS, SEND: 2, **GIVES_UP}, start={"B": listening()}, channel=LOSSY, params={"DELAYED": 1}
    ),
    "both reopen": allowing(REOPENS, isn={"A": fresh(100, 200), "B": fresh(300, 400)}, channel=LOSSY),
}


def decided(name: str) -> str:
    """A row of the table."""
    begun = time.perf_counter()
    model = Model(SYSTEMS[name], ASKED)
    found = bounds(model.system, model.properties)
    wall, work = time.perf_counter() - begun, time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    said = "; ".join(f"{one} {answer!r}" for one, answer in found.answers.items())
    return f"| {name} | {found.pairs:,} | {wall:.1f} | {work:.1f} | {memory:.0f} MB | {said} |"


def main(names: list[str]) -> None:
    """Print the table."""
    print("| connection | pairs | seconds | of a processor | memory | verdicts |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name in names or SYSTEMS:
        subprocess.run([sys.executable, "-m", "tests.benchmarks.life", "--one", name], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(decided(sys.argv[2]))
    else:
        main(sys.argv[1:])
