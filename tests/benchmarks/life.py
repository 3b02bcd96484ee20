"""Time whole lives of a connection, as a user types it: ``python tests/benchmarks/life.py [NAME ...]``.

Each is ``handwave check tests/benchmarks/life.py:NAME``, a process of its own, over a network that loses, repeats and
reorders without a bound.  Printed are the pairs of local states, the seconds of wall and of processor time, the memory,
and the verdicts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Any

from spec.notation import LOSSY, Model, Numbers, Property, fresh
from spec.notation.nodes import End
from spec.notation.systems import Limits, Start
from spec.tcp.properties.closing import closes
from spec.tcp.properties.opening import agreement
from spec.tcp.systems import ANY, allowing, listening
from spec.tcp.variables import (
    ABORT,
    ACTIVE_OPEN,
    CLOSE,
    CLOSE_BOTH,
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
BOTH_OPEN: Limits = {**ALWAYS, **GIVES_UP, ACTIVE_OPEN: 1, PASSIVE_OPEN: 1, SEND: 2, CLOSE: 1, CLOSE_BOTH: 1}
UNCOUNTED: Limits = {
    **BOTH_OPEN,
    **dict.fromkeys((ACTIVE_OPEN, PASSIVE_OPEN, CLOSE, CLOSE_BOTH, ABORT, USER_TIMEOUT), ANY),
}
REOPENS: Limits = {**ALWAYS, ("A", ACTIVE_OPEN): 2, ("B", PASSIVE_OPEN): 2, SEND: 1, CLOSE: 2, ABORT: 2}
DELAYED = {"DELAYED": 1}
LISTENS: Mapping[End, Start] = {"B": listening()}
NUMBERS: Mapping[End, Numbers] = {"A": fresh(100, 200), "B": fresh(300, 400)}

life = Model(allowing({**OPENS, SEND: 1}, start=LISTENS, channel=LOSSY), ASKED, about="one octet each way")
life2 = Model(allowing({**OPENS, SEND: 1, ABORT: 1}, start=LISTENS, channel=LOSSY), ASKED, about="and aborts")
life3 = Model(allowing({**OPENS, SEND: 2, ABORT: 1}, start=LISTENS, channel=LOSSY), ASKED, about="two octets each way")
life4 = Model(
    allowing({**OPENS, **GIVES_UP, SEND: 2}, start=LISTENS, channel=LOSSY, params=DELAYED),
    ASKED,
    about="and gives up",
)
life5 = Model(allowing(BOTH_OPEN, channel=LOSSY, params=DELAYED), ASKED, about="and both open")
life7 = Model(
    allowing(UNCOUNTED, channel=LOSSY, params=DELAYED),
    ASKED,
    about="both open, give up and close as often as they like",
)
life6 = Model(allowing(REOPENS, isn=NUMBERS, channel=LOSSY), ASKED, about="one octet each way, and both reopen")
NAMES = ("life", "life2", "life3", "life4", "life5", "life6", "life7")


def decided(name: str) -> str:
    """A row of the table."""
    command = [sys.executable, "-m", "checker", "check", f"{__file__}:{name}", "--json", "--vacuity", "off"]
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        found: Any = json.load(process.stdout)
        used = os.wait4(process.pid, 0)[2]
        process.returncode = 0
    wall, work, memory = time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    said = "; ".join(f"{one['name']} {one['verdict']}" for one in found["properties"])
    about = globals()[name].about
    return f"| {name}: {about} | {found['pairs']:,} | {wall:.1f} | {work:.1f} | {memory:.0f} MB | {said} |"


def main(names: list[str]) -> None:
    """Print the table."""
    print("| connection | pairs | seconds | of a processor | memory | verdicts |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name in names or NAMES:
        print(decided(name), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
