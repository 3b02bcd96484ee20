"""Disciplines of initial sequence numbers: what RFC 9293 3.4 asks of those who choose them.

What a connection can take for its own is for the window and the ACK to say; these say that an old segment's numbers are
not among it.
"""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import EARLIER, ISN, Assumption, assuming
from spec.tcp.variables import SEG

CLOCK_DRIVEN = assuming(
    "ISNs come from a clock that has not come round: every number of an old segment lies before every new ISN (3.4.1)",
    (SEG.SEQ < ISN.THEIRS) & (SEG.ACK <= ISN.OURS) & (EARLIER.OURS < ISN.OURS),
)
CLOCK_AHEAD = assuming(
    "the clock of the ISNs runs faster than octets are sent: a new ISN lies 16 or more beyond an earlier one (3.4.1)",
    EARLIER.OURS + 16 <= ISN.OURS,
)
NOT_REPEATED = assuming(
    "no ISN is chosen again within an MSL: no segment that is left begins with one, or acknowledges one (3.4.2)",
    (SEG.SEQ != ISN.THEIRS) & (SEG.ACK != ISN.OURS + 1) & (EARLIER.OURS != ISN.OURS),
)
NO_OLD_ACK = assuming("no old ACK acknowledges the ISN of a new connection", SEG.ACK != ISN.OURS + 1)

DISCIPLINES: Mapping[str, Assumption] = {
    "clock-driven": CLOCK_DRIVEN,
    "clock-ahead": CLOCK_AHEAD,
    "not-repeated": NOT_REPEATED,
    "no-old-ack": NO_OLD_ACK,
}
