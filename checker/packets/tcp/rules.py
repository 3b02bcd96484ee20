"""TCP for the judge of captures: what the table's rows leave to the numbers on the wire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from checker.packets.judging import At, Fields, Observed
from checker.packets.reading.sequence import SPACE, ahead
from checker.packets.tcp.calls import Calls
from checker.packets.tcp.readings import Readings
from checker.packets.tcp.thinkable import ACK, COSTS, COSTS_SEEN, NO_CONNECTION, RST, SYN
from checker.packets.tcp.windows import MOST_WINDOW
from spec.notation.machines import Machine
from spec.notation.rows import Row
from spec.notation.systems import Start
from spec.tcp.variables import SYN_RECEIVED, Segment

MOST_QUEUED: Final = 1 << 31
PARAMETERS: Final[Mapping[str, int]] = {
    "BUFFER": MOST_WINDOW,
    "WINDOWS": MOST_WINDOW,
    "QUEUE": MOST_QUEUED,
    "DATA": MOST_WINDOW,
    "OCTETS": 0,
    "DELAYED": 1,
    "HOLDS": 0,  # what comes too early is kept by the judge, however much it is
    "REOPENS": 0,
    "RELAXED": 0,
    "AFTER": 0,
    "CONGESTED": 0,
    "STALE": 0,
    "FOLLOWS_HELD": 0,
    "LARGEST": 0,
    "FAST_OPEN": 0,
}
VARYING: Final = (
    "BUFFER",
    "OCTETS",
    "REOPENS",
    "RELAXED",
    "AFTER",
    "CONGESTED",
    "STALE",
    "FOLLOWS_HELD",
    "LARGEST",
    "FAST_OPEN",
)
"""Those of them that differ from packet to packet."""
OPENING: Final = (*NO_CONNECTION, SYN_RECEIVED.value)


@dataclass
class TcpRules(Calls, Readings):
    """One end of one connection, with the table that it is judged by."""

    machine: type[Machine]
    begins: Sequence[tuple[Start, int]]
    message = Segment
    modulus = SPACE
    parameters = PARAMETERS
    varying = VARYING
    costs = COSTS
    costs_seen = COSTS_SEEN

    def numbers(self, place: int) -> Sequence[int]:
        """Those of the SYNs that the end sends next, and the last one before."""
        return self.wire.numbers[place]

    def starts(self) -> Sequence[tuple[Start, int]]:
        """Where the end may stand before the first segment, and how far-fetched that is."""
        return self.begins

    def is_due(self, rows: Sequence[Row]) -> bool:
        """A SYN is answered, always; what kernels limit the rate of are ACKs and resets."""
        return any(row.to is SYN_RECEIVED for row in rows)

    def matches(self, would: Fields, packet: Observed) -> bool:
        """Whether numbers, bits and octets are the same; the window is the end's own affair, and what a reset tells."""
        seen = packet.fields
        told = () if seen["CTL"] & RST else ("DATA",)  # RFC 9293 3.5.3: data may say why
        acked = would["ACK"] == seen["ACK"] or not seen["CTL"] & ACK or packet.absent
        return acked and all(would[name] == seen[name] for name in ("SEQ", "CTL", *told))

    def pinned(self, at: At, packet: Observed) -> Mapping[str, int]:
        """What the end tells of its own window; who opened does not matter any more once it is open."""
        seen = packet.fields
        if not packet.sent or seen["CTL"] & RST or packet.absent:
            return {}
        return {**self._edge(at, seen), "PASSIVE": at.values["PASSIVE"] if at.state in OPENING else 0}

    def _edge(self, at: At, seen: Fields) -> Mapping[str, int]:
        """The right edge never moves back (3.8.6, SHLD-14)."""
        if not seen["CTL"] & ACK:
            return {"RCV.WND": seen["WND"]}
        told = ahead(seen["ACK"] + seen["WND"], at.values["RCV.NXT"])
        edge = told if seen["CTL"] & SYN else max(told, at.values["RCV.WND"])
        return {"RCV.WND": min(max(edge, 0), MOST_WINDOW)} if at.state not in NO_CONNECTION else {}
