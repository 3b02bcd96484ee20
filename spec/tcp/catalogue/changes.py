"""What the verdicts of several topics are held against: what must break them, and bounds raised by one."""

from __future__ import annotations

from spec.notation import limited, more_numbers, once_more, struck, variant
from spec.tcp.systems import OLD_SYN
from spec.tcp.variables import ABORT, ACTIVE_OPEN, DELAYED_ACK, PASSIVE_OPEN, SEND, TRANSMIT
from spec.tcp.variants.openings import TwoWay
from spec.tcp.variants.unnumbered import FinWithoutNumber

# Mistakes

AN_OLD_SYN = variant(in_flight=(OLD_SYN,), name="an old SYN in flight")
TAKES_FIRST_SYN = variant(B=TwoWay)
TAKES_OLD_SYN = TAKES_FIRST_SYN & AN_OLD_SYN
TAKES_ANY_ACK = struck("syn_sent_bad_ack", end="A").called("A takes any SYN,ACK for its own") & AN_OLD_SYN
"""Figure 8 without the reset: A takes the answer to the old SYN for the answer to its own."""
FIN_UNNUMBERED = variant(A=FinWithoutNumber, B=FinWithoutNumber, name="a FIN takes no number")
LATE_ACKS = variant(params={"DELAYED": 1})

# Bounds raised

A_SENDS = (limited(SEND, 1, "A") & limited(TRANSMIT, 1, "A")).called("A sends an octet")
A_GIVES_UP_ONCE = (limited(ABORT, 1, "A") & once_more(ACTIVE_OPEN) & more_numbers(A=200, B=500)).called(
    "A gives up and opens again"
)
B_LISTENS_AGAIN = limited(PASSIVE_OPEN, 1, "B")
AN_ABORT = limited(ABORT, 1)
ACKS_MAY_WAIT = (LATE_ACKS & limited(DELAYED_ACK, 2)).called("an ACK may wait, twice at most")
