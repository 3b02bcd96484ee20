"""What would give knowledge away, or take it; and the bounds of the models of knowledge raised by one."""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import Change, altered, at, limited, more_numbers, one_more_place, variant
from spec.notation.rows import Row
from spec.notation.variables import Assign
from spec.tcp.connection import Tcp
from spec.tcp.properties import knowledge as k
from spec.tcp.systems import listening
from spec.tcp.variables import ACK, CLOSED, RETRANSMIT, SND, SYN, segment
from spec.tcp.variants import remembering as r

ALWAYS_WANTS = variant(start={"A": at(CLOSED, (r.wanted, 1)), "B": listening()}, name="A has always wanted to connect")
OLD_ANSWER = variant(in_flight=(segment("A", SEQ=300, ACK=101, CTL=SYN | ACK),), name="an old SYN,ACK in flight")
OLD_THIRD = variant(in_flight=(segment("B", SEQ=101, ACK=301, CTL=ACK),), name="an old ACK in flight")
OPENING: Mapping[str, Change] = {
    **dict.fromkeys(("b_knows", "a_knows", "b_knows_that", "no_further", "common"), ALWAYS_WANTS),
    **dict.fromkeys(("both_ready", "numbers_known", "x_is_known"), OLD_ANSWER),
    "y_is_known": OLD_THIRD,
}
MORE_NUMBERS = (more_numbers(A=600, B=700),)


def _waits(row: Row) -> Row:
    return row.but(to=row.at[0])


SURE = "the network carries everything, whoever can or cannot"
ABILITIES: Mapping[str, Change] = {
    **dict.fromkeys(("first", "second", "third"), variant(channel=k.NETWORK, name=SURE)),
    "not_yet": altered("B stays in SYN-RECEIVED", "B", syn_received_ack=_waits),
    "nothing_before": altered("A stays in SYN-SENT", "A", syn_sent_syn_ack=_waits),
}
TWO_MESSAGES: Mapping[str, Change] = {
    "a_unsure": altered("A stays in SYN-SENT", "A", syn_sent_syn_ack=_waits),
    "b_knows": variant(A=Tcp, name="A sends a third message"),
}
WIDER = (one_more_place(),)
LAST_ACK: Mapping[str, Change] = {"not_in_time_wait": limited(RETRANSMIT, 1, "A")}
LAST_ACK_LARGER = (limited(RETRANSMIT, 2, "B"),)


def _keeps(row: Row) -> Row:
    """The row without SND.UNA := SEG.ACK."""
    return row.but(do=[one for one in row.do if not (isinstance(one, Assign) and one.var == SND.UNA.var)])


OLD_ACK = segment("A", SEQ=301, ACK=102, CTL=ACK)
LOST_ALIKE: Mapping[str, Change] = {
    "alike": altered("A keeps what is acknowledged", "A", ack_new=_keeps),
    "acknowledged": variant(in_flight=(OLD_ACK,), name="an old ACK in flight"),
}
LOST_ALIKE_LARGER = (limited(RETRANSMIT, 3),)
