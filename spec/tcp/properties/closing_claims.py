"""What articles say about closing, and what can be said instead: P20 to P26 of the claims, as properties."""

from __future__ import annotations

from spec.notation import A, Always, AlwaysPossible, B, Cheapest, NeverStuck, Sometimes, nothing_in_flight
from spec.tcp.properties.closing import HEARD_FIN, both_there, closes
from spec.tcp.variables import (
    BUFFER,
    CLOSE_WAIT,
    CLOSED,
    ESTABLISHED,
    FIN_WAIT_1,
    FIN_WAIT_2,
    IRS,
    LAST_ACK,
    RCV,
    RST,
    SND,
    TIME_WAIT,
    eof,
    rcv,
)
from spec.tcp.variants.watched import closed, closed_first, closed_owing, took, wrote

a_closed, b_closed = A.is_in(CLOSED), B.is_in(CLOSED)
both_gone = a_closed & b_closed
both_heard = Sometimes("each end has the other's FIN", A.is_in(*HEARD_FIN) & B.is_in(*HEARD_FIN))
b_heard = Sometimes("B has A's FIN, and its user has not closed", B.is_in(CLOSE_WAIT))
b_last = Sometimes("B's user has closed after A", B.is_in(LAST_ACK))

# P20: who sends which FIN, and what its acknowledgement says
fin_acked_at_once = Always(
    "as soon as A's FIN has come, B's TCP has acknowledged it, with its number and one",
    B.is_in(CLOSE_WAIT).implies(B[~RCV.OWED] & (B[RCV.NXT] == A[SND.NXT])),
    b_heard,
)
fin_is_the_users = Always("B has sent a FIN only where its user has closed", B[SND.FIN].implies(B[closed]), b_heard)
user_may_wait = Sometimes("A's FIN is acknowledged, and B's user has not closed", A.is_in(FIN_WAIT_2) & b_heard.formula)
last_ack_closes = Always(
    "B is CLOSED only when its FIN has been acknowledged: by an A that waits, or is gone",
    b_closed.implies(A.is_in(TIME_WAIT, CLOSED)),
    closes,
)

# P21: half close
reads_after_close = Sometimes(
    "A's user has closed, and reads what B's user sends afterwards",
    A.is_in(FIN_WAIT_2)
    & B.is_in(CLOSE_WAIT)
    & A[(RCV.NXT.since(IRS) == 2) & (RCV.WND == BUFFER)]
    & B[SND.UNA == SND.NXT],
)
# for an A whose user reads nothing before it closes: text that was read before would count too
takes_when_deaf = Sometimes(
    "after close() A's TCP takes text of B's",
    A.is_in(FIN_WAIT_1, FIN_WAIT_2) & A[RCV.DEAF & (RCV.NXT.since(IRS) >= 2)],
)
refuses_when_deaf = Sometimes(
    "after close() A's TCP answers B's text with a reset",
    a_closed & B.is_in(CLOSE_WAIT) & B.gets(rcv(RST)) & B[SND.UNA != SND.NXT],
)

# P22: FIN and ACK in one segment
three_segments = Cheapest(
    "A in TIME-WAIT, B CLOSED, nothing in flight", A.is_in(TIME_WAIT) & b_closed & nothing_in_flight
)

# P23: the kernel's order and the user's
closed_after_peer = Sometimes("B's user has closed after A's FIN came", B.is_in(LAST_ACK) & B[~closed_first])
kernel_first = Always(
    "when B's user closes after A's FIN, the ACK of that FIN has left already", B[~closed_owing], closed_after_peer
)
both_closed_first = Sometimes("both users have closed before the other's FIN came", A[closed_first] & B[closed_first])
kernel_always_first = Always(
    "where both users close, the ACK of one FIN has left before the other CLOSE",
    ~both_closed_first.formula & B[~closed_owing],
    closed_after_peer,
)

# P24: CLOSE-WAIT
close_wait_is_passive = Always(
    "B in CLOSE-WAIT has not closed, and A has", B.is_in(CLOSE_WAIT).implies(B[~closed] & A[closed_first]), b_heard
)
stays_in_close_wait = Always(
    "B, whose user does not close, does not leave CLOSE-WAIT, and A waits in FIN-WAIT-2",
    B.is_in(ESTABLISHED, CLOSE_WAIT) & A.is_in(ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2),
    user_may_wait,
)
nobody_waits_for_ever = NeverStuck("nobody waits for ever for the other's user", both_gone)
left_by_close = AlwaysPossible(
    "from CLOSE-WAIT, LAST-ACK can still be reached", B.is_in(LAST_ACK), where=B.is_in(CLOSE_WAIT)
)

# P25: read() returns 0
read_end = Sometimes("B's user has read the end of A's text: read() returned 0", B[eof] & both_there)
end_after_all_text = Always(
    "read() returned 0: A's FIN has come, and every octet before it, and all have been read",
    (B[eof] & both_there).implies(B.is_in(*HEARD_FIN) & A[SND.FIN] & (B[RCV.NXT] == A[SND.NXT]) & B[RCV.WND == BUFFER]),
    read_end,
)
end_once_fin_came = Always(
    "once A's FIN has come, nothing but the end is left to read",
    B.is_in(CLOSE_WAIT).implies(B[RCV.WND == BUFFER]),
    b_heard,
)

# P26: text before the FIN
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

# P43, without fairness: what is lost can still arrive
text_waits = Sometimes("an octet of A's is not acknowledged", A[SND.UNA != SND.NXT])
text_can_be_acked = AlwaysPossible(
    "whatever has happened, what A has sent can still be acknowledged", A[SND.UNA == SND.NXT] & A[SND.QUEUE == 0]
)
