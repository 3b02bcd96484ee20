"""What the verdicts about opening are held against: what must break each, and the bounds raised by one."""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import Change, any_of, limited, more_numbers, once_more, one_more_place, struck, variant
from spec.tcp.connection import Tcp
from spec.tcp.systems import FAR_OLD_SYN, OLD_SYN, listening
from spec.tcp.variables import ABORT, ACTIVE_OPEN, PASSIVE_OPEN, RETRANSMIT, SEND, TRANSMIT
from spec.tcp.variants.mutants import NeverRepeatsSynAck
from spec.tcp.variants.openings import NoReset, TwoWay
from spec.tcp.variants.unnumbered import SynWithoutNumber

AN_OLD_SYN = variant(in_flight=(OLD_SYN,), name="an old SYN in flight")
TAKES_FIRST_SYN = variant(B=TwoWay)
TAKES_OLD_SYN = TAKES_FIRST_SYN & AN_OLD_SYN
A_TAKES_ANY_ACK = struck("syn_sent_bad_ack", end="A").called("A takes any SYN,ACK for its own")
B_TAKES_ANY_ACK = struck("syn_sent_bad_ack", end="B").called("B takes any SYN,ACK for its own")
TAKES_ANY_ACK = A_TAKES_ANY_ACK & AN_OLD_SYN
"""Figure 8 without the reset: A takes the answer to the old SYN for the answer to its own."""
LOOKS_AT_NO_ACK = struck("syn_sent_bad_ack", "syn_received_bad_ack") & AN_OLD_SYN
"""Nor does an end in SYN-RECEIVED look what an ACK acknowledges."""
SYN_UNNUMBERED = variant(A=SynWithoutNumber, B=SynWithoutNumber, name="a SYN takes no number")
NO_TIMERS = limited(RETRANSMIT, 0)
NO_SYN_ACK_TIMER = variant(B=NeverRepeatsSynAck)
NO_RESET = variant(A=NoReset, in_flight=(FAR_OLD_SYN,), name="A is NoReset, another old SYN")
FORGETS_THE_LAST = variant(start={"B": listening()}, name="B has forgotten the last number")
WAITS_FOR_THE_THIRD = variant(B=Tcp, name="B waits for a second message")
NO_ANSWER_AGAIN = struck("syn_again", end="B")
NOTHING_TO_SEND = limited(SEND, 0)

MUTANTS: Mapping[str, Change] = {
    "agreement": TAKES_ANY_ACK,
    "not_a_ghost": TAKES_OLD_SYN,
    "was_there": TAKES_FIRST_SYN,
    "a_first": TAKES_FIRST_SYN,
    "can_complete": NO_TIMERS,
}
"""By the property's name, where B waits for the third segment."""


def broken(*names: str) -> Mapping[str, Change]:
    """The mutants of these properties."""
    return {name: MUTANTS[name] for name in names}


A_SENDS = (limited(SEND, 1, "A") & limited(TRANSMIT, 1, "A")).called("A sends an octet")
A_GIVES_UP_ONCE = (limited(ABORT, 1, "A") & once_more(ACTIVE_OPEN) & more_numbers(A=200, B=500)).called(
    "A gives up and opens again"
)
ANY_NUMBER = variant(isn={"A": any_of(100, 200), "B": any_of(300, 400)})
ONE_REPETITION = limited(RETRANSMIT, 1)
ANOTHER_NUMBER = more_numbers(B=500)
LISTENS_AGAIN = limited(PASSIVE_OPEN, 1, "B")
MORE_TO_SEND = once_more(SEND, TRANSMIT)
ONE_MORE_PLACE = one_more_place()
