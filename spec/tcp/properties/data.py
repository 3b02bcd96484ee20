"""What connection management promises about data: in order, before the FIN, acknowledged in the end."""

from __future__ import annotations

from dataclasses import replace

from spec.notation import (
    A,
    Always,
    AlwaysPossible,
    B,
    Eventually,
    Fairness,
    LeadsTo,
    Sometimes,
    strong,
    weak,
)
from spec.tcp.properties.closing import (
    HEARD_FIN,
    a_fin_is_acked,
    b_heard,
    both_gone,
    both_heard,
    both_there,
)
from spec.tcp.properties.fairness import ANYTHING_WEAK, Fair
from spec.tcp.properties.opening import b_established
from spec.tcp.variables import (
    ACK,
    BUFFER,
    CLOSE_WAIT,
    ESTABLISHED,
    FIN_WAIT_2,
    IRS,
    ISS,
    LAST_ACK,
    RCV,
    RETRANSMIT,
    SEG,
    SEND,
    SND,
    SYN_RECEIVED,
    SYN_SENT,
    TIME_WAIT,
    TRANSMIT,
    eof,
    opened,
    rcv,
)
from spec.tcp.variants.watched import took, wrote

# What is possible

text_after_fin = Sometimes(
    "A has closed and still takes data of B",
    A.is_in(FIN_WAIT_2) & B.is_in(CLOSE_WAIT) & B[SND.UNA == SND.NXT] & A[RCV.WND < 2],
)
window_shut = Sometimes("A has data to send, and B's window is shut", A[SND.QUEUE > 0] & A[SND.WND == 0])
acked_when_shut = AlwaysPossible(
    "A has room: what B has sent can still be acknowledged, though B's window is shut",
    B[SND.UNA == SND.NXT],
    where=B[(SND.UNA != SND.NXT) & (RCV.WND == 0)] & A[RCV.WND > 0],
)
text_held = Sometimes("B holds data that came out of order", B[RCV.HELD > 0])
text_held_by_a = Sometimes("A holds data that came out of order", A[RCV.HELD > 0])

fin_sent_beyond = Sometimes("A's FIN is sent beyond B's window", A[SND.FIN & (SND.NXT.since(SND.UNA) > SND.WND)])
fin_sent = Sometimes("A has sent its FIN", A[SND.FIN])
fin_within_window = Always(
    "A's FIN is within B's window", A[SND.FIN].implies(A[SND.NXT.since(SND.UNA) <= SND.WND]), fin_sent
)
fin_is_taken = AlwaysPossible("A has sent its FIN: B can still take it", B.is_in(CLOSE_WAIT), where=A[SND.FIN])

# Data of an opening that nobody made

kept_with_syn = Sometimes(
    "B keeps the data of a SYN, and has not handed it over",
    B.is_in(SYN_RECEIVED) & B[(RCV.HELD > 0) & (RCV.NXT == IRS + 1)],
)
taken_with_syn = Sometimes(
    "B has handed over the data of A's SYN, and A does not know B's number yet",
    A.is_in(SYN_SENT) & B.is_in(SYN_RECEIVED) & (B[IRS] == A[ISS]) & (B[RCV.NXT] == A[SND.NXT]),
)
old_data = Always(
    "B hands its user no octet of a connection that A did not open",
    (B.is_in(SYN_RECEIVED, ESTABLISHED, CLOSE_WAIT) & ~A[opened].has(B[IRS])).implies(B[RCV.NXT] == B[IRS] + 1),
    reached=b_established,
)

# Numbers in order, both ways

numbers_in_order = Always(
    "SND.UNA =< RCV.NXT of the peer =< SND.NXT, both ways",
    both_there.implies(
        (A[SND.UNA] <= B[RCV.NXT])
        & (B[RCV.NXT] <= A[SND.NXT])
        & (B[SND.UNA] <= A[RCV.NXT])
        & (A[RCV.NXT] <= B[SND.NXT])
    ),
    a_fin_is_acked,
)

# read() returns 0

read_end = Sometimes("B's user has read the end of A's data: read() returned 0", B[eof] & both_there)
end_after_everything = Always(
    "B's user reads the end only after A's FIN, and all data before it, has come",
    (B[eof] & both_there).implies(B.is_in(*HEARD_FIN) & (A[SND.FIN])),
    read_end,
)
end_after_all_text = Always(
    "read() returned 0: A's FIN has come, and every octet before it, and all have been read",
    (B[eof] & both_there).implies(B.is_in(*HEARD_FIN) & A[SND.FIN] & (B[RCV.NXT] == A[SND.NXT]) & B[RCV.WND == BUFFER]),
    read_end,
)
end_can_be_read = AlwaysPossible(
    "once A's FIN has come, B's user can still read the end: read() returns 0", B[eof], where=B.is_in(CLOSE_WAIT)
)
end_once_fin_came = Always(
    "once A's FIN has come, nothing but the end is left to read",
    B.is_in(CLOSE_WAIT).implies(B[RCV.WND == BUFFER]),
    b_heard,
)

closes_unread = Sometimes(
    "B waits for its last ACK, and its user has not read all that has arrived", B.is_in(LAST_ACK) & B[RCV.WND < BUFFER]
)
can_read_the_end = AlwaysPossible(
    "in LAST-ACK B's user can still read all that has arrived, and the end of it", B[eof], where=B.is_in(LAST_ACK)
)

# Data before the FIN

all_closed = Sometimes(
    "both ends are CLOSED, and each user had sent something", both_gone & A[wrote > 0] & B[wrote > 0]
)
nothing_lost = Always(
    "an end that has the other's FIN has all that the other's user sent",
    B.is_in(*HEARD_FIN).implies(B[took] == A[wrote]) & A.is_in(*HEARD_FIN).implies(A[took] == B[wrote]),
    both_heard,
)
all_moved = Always(
    "both ends CLOSED: each TCP had all that the other's user sent",
    both_gone.implies((B[took] == A[wrote]) & (A[took] == B[wrote])),
    all_closed,
)
not_all_read = Sometimes(
    "each TCP has everything, and B's user has not read it",
    A.is_in(TIME_WAIT) & B.is_in(LAST_ACK) & (B[took] == A[wrote]) & B[RCV.WND < BUFFER],
)

# What is lost can still arrive

text_waits = Sometimes("an octet of A's is not acknowledged", A[SND.UNA != SND.NXT])
text_can_be_acked = AlwaysPossible(
    "whatever has happened, what A has sent can still be acknowledged", A[SND.UNA == SND.NXT] & A[SND.QUEUE == 0]
)
can_be_acked = AlwaysPossible("whatever has happened, what A sent can still be acknowledged", A[SND.UNA == SND.NXT])

# What is sent is acknowledged in the end: under the fairness that it needs, and under less

one_sent, one_acked = A[ISS + 1 < SND.NXT], A[ISS + 1 < SND.UNA]
text_arrives: Fair = (strong(B.gets(rcv(ACK)), where=SEG.DATA > 0), strong(A.gets(rcv(ACK))))
text_arrives_in_turn: Fair = (
    strong(B.gets(rcv(ACK)), where=(SEG.DATA > 0) & (SEG.SEQ == RCV.NXT)),
    strong(B.gets(rcv(ACK)), where=(SEG.DATA > 0) & (SEG.SEQ < RCV.NXT)),
    strong(A.gets(rcv(ACK)), where=SND.UNA < SEG.ACK),
)
"""What B waits for arrives, what it has to acknowledge again does, and so do new ACKs: no old copy counts for them."""


def _acknowledged(*fair: Fairness) -> LeadsTo:
    return LeadsTo("A's first octet, once sent, is acknowledged", one_sent, one_acked, fair)


text_unaided = _acknowledged()
text_weakly = _acknowledged(*ANYTHING_WEAK)
text_acked = _acknowledged(*text_arrives, weak(A.does(RETRANSMIT)))
all_text_acked = LeadsTo(
    "A's second octet, once sent, is acknowledged",
    A[ISS + 2 < SND.NXT],
    A[ISS + 2 < SND.UNA],
    (*text_arrives, weak(A.does(RETRANSMIT))),
)
text_acked_in_turn = _acknowledged(*text_arrives_in_turn, weak(A.does(RETRANSMIT)))
all_text_acked_in_turn = replace(all_text_acked, fair=(*text_arrives_in_turn, weak(A.does(RETRANSMIT))))
queue_drains = Eventually(
    "A's two octets are sent and acknowledged",
    A[ISS + 2 < SND.UNA],
    (*text_arrives, weak(A.does(RETRANSMIT)), weak(A.does(TRANSMIT)), weak(A.does(SEND))),
)
queue_drains_in_turn = replace(
    queue_drains, fair=(*text_arrives_in_turn, weak(A.does(RETRANSMIT)), weak(A.does(TRANSMIT)), weak(A.does(SEND)))
)
