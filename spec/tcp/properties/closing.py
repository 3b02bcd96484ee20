"""What connection management promises about closing, and what people say that it does."""

from __future__ import annotations

from spec.notation import (
    A,
    Always,
    AlwaysPossible,
    B,
    Cheapest,
    Fairness,
    LeadsTo,
    NeverStuck,
    Sometimes,
    nothing_in_flight,
    strong,
    weak,
)
from spec.tcp.properties.fairness import RETRANSMISSION, Fair
from spec.tcp.variables import (
    ACK,
    BUFFER,
    CLOSE,
    CLOSE_WAIT,
    CLOSED,
    CLOSING,
    ESTABLISHED,
    FIN,
    FIN_WAIT_1,
    FIN_WAIT_2,
    IRS,
    LAST_ACK,
    LISTEN,
    RCV,
    RETRANSMIT,
    RST,
    SEG,
    SND,
    TIME_WAIT,
    rcv,
)
from spec.tcp.variants.watched import closed, closed_first, closed_owing

HEARD_FIN = (CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT)
"""States in which the peer's FIN has come."""
both_there = ~A.is_in(CLOSED, LISTEN) & ~B.is_in(CLOSED, LISTEN)
a_fin_acked = A[SND.FIN & (SND.UNA == SND.NXT)].called("A's FIN is acknowledged")
b_fin_acked = B[SND.FIN & (SND.UNA == SND.NXT)].called("B's FIN is acknowledged")
a_closed, b_closed = A.is_in(CLOSED), B.is_in(CLOSED)
both_gone = a_closed & b_closed

# What is possible

closes = Sometimes("A closes first, B after it: A in TIME-WAIT, B CLOSED", A.is_in(TIME_WAIT) & B.is_in(CLOSED))
all_gone = Sometimes("both ends are CLOSED", A.is_in(CLOSED) & B.is_in(CLOSED))
both_time_wait = Sometimes("both ends are in TIME-WAIT", A.is_in(TIME_WAIT) & B.is_in(TIME_WAIT))
half_closed = Sometimes("A has closed, B has not, for now", A.is_in(FIN_WAIT_2) & B.is_in(CLOSE_WAIT))
merged = Sometimes(
    "B's FIN and its ACK of A's FIN travel in one segment",
    A.is_in(FIN_WAIT_1) & B.is_in(LAST_ACK) & A.gets(rcv(FIN | ACK)),
)
half_open = Sometimes("B is ESTABLISHED while A is CLOSED", A.is_in(CLOSED) & B.is_in(ESTABLISHED))
a_fin_is_acked = Sometimes("A's FIN is acknowledged while B is still there", a_fin_acked & both_there)
both_heard = Sometimes("each end has the other's FIN", A.is_in(*HEARD_FIN) & B.is_in(*HEARD_FIN))
b_heard = Sometimes("B has A's FIN, and its user has not closed", B.is_in(CLOSE_WAIT))
b_last = Sometimes("B's user has closed after A", B.is_in(LAST_ACK))

# What the ACK of a FIN says

time_wait_closed = Always(
    "an end in TIME-WAIT has sent a FIN, and it was acknowledged",
    A.is_in(TIME_WAIT).implies(a_fin_acked) & B.is_in(TIME_WAIT).implies(b_fin_acked),
    closes,
)
fin_acked_fin_heard = Always(
    "A's FIN is acknowledged only if B has received it, and all data before it",
    (a_fin_acked & both_there).implies(B.is_in(*HEARD_FIN) & (B[RCV.NXT] == A[SND.NXT])),
    a_fin_is_acked,
)
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

# Half a close

reads_after_close = Sometimes(
    "A's user has closed, and reads what B's user sends afterwards",
    A.is_in(FIN_WAIT_2)
    & B.is_in(CLOSE_WAIT)
    & A[(RCV.NXT.since(IRS) == 2) & (RCV.WND == BUFFER)]
    & B[SND.UNA == SND.NXT],
)
# for an A whose user reads nothing before it closes: data that was read before would count too
takes_when_deaf = Sometimes(
    "after close() A's TCP takes data of B's",
    A.is_in(FIN_WAIT_1, FIN_WAIT_2) & A[RCV.DEAF & (RCV.NXT.since(IRS) >= 2)],
)
refuses_when_deaf = Sometimes(
    "after close() A's TCP answers B's data with a reset",
    a_closed & B.is_in(CLOSE_WAIT) & B.gets(rcv(RST)) & B[SND.UNA != SND.NXT],
)
acknowledged_and_gone = Sometimes(
    "A's TCP has acknowledged B's data, A's user has not read it, and A resets",
    a_closed & B.gets(rcv(RST)) & B[SND.UNA == SND.NXT],
)

takes_after_close = Sometimes(
    "A, whose FIN is acknowledged, takes data of B's", A.is_in(FIN_WAIT_2) & A[RCV.NXT.since(IRS) >= 2]
)
neither_open = Sometimes(
    "B has sent its FIN, and A's has come before: neither direction is open", B.is_in(LAST_ACK) & A[SND.FIN]
)
last_ack_is_closed = Always(
    "B in LAST-ACK has sent its FIN and has A's: neither direction is open",
    B.is_in(LAST_ACK).implies(B[SND.FIN] & (A[SND.FIN] | A.is_in(CLOSED))),
    b_last,
)
fin_wait_after_ack = Always(
    "A is in FIN-WAIT-1 or FIN-WAIT-2 only where its FIN is acknowledged",
    A.is_in(FIN_WAIT_1, FIN_WAIT_2).implies(a_fin_acked),
    Sometimes("A is in FIN-WAIT-2", A.is_in(FIN_WAIT_2)),
)

# The price, and FIN and ACK in one segment

close_cost = Cheapest(
    "from ESTABLISHED to TIME-WAIT and CLOSED, nothing left in flight",
    A.is_in(TIME_WAIT) & B.is_in(CLOSED) & nothing_in_flight,
)
three_segments = Cheapest(
    "A in TIME-WAIT, B CLOSED, nothing in flight", A.is_in(TIME_WAIT) & b_closed & nothing_in_flight
)
both_at_once = Cheapest(
    "both in TIME-WAIT, nothing in flight", A.is_in(TIME_WAIT) & B.is_in(TIME_WAIT) & nothing_in_flight
)

closed_between = Sometimes("B's user closed after A's FIN came, and before its ACK left", B[closed_owing])
apart = Sometimes(
    "B's user closed before the ACK of A's FIN had left, and that ACK leaves alone, or with data",
    B[closed_owing] & A.is_in(FIN_WAIT_2) & B.is_in(CLOSE_WAIT),
)
ack_saved = Always(
    "where B's user closes between A's FIN and its ACK, no segment but B's FIN acknowledges A's",
    B[closed_owing].implies(~A.is_in(FIN_WAIT_2)),
    closed_between,
)

# The kernel's order and the user's

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

# CLOSE-WAIT

close_wait_is_passive = Always(
    "B in CLOSE-WAIT has not closed, and A has", B.is_in(CLOSE_WAIT).implies(B[~closed] & A[closed_first]), b_heard
)
stays_in_close_wait = Always(
    "B, whose user does not close, does not leave CLOSE-WAIT, and A waits in FIN-WAIT-2",
    B.is_in(ESTABLISHED, CLOSE_WAIT) & A.is_in(ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2),
    user_may_wait,
)
left_by_user_alone = Always(
    "B, whose user does not close, does not leave CLOSE-WAIT", B.is_in(ESTABLISHED, CLOSE_WAIT), b_heard
)
nobody_waits_for_ever = NeverStuck("nobody waits for ever for the other's user", both_gone)
left_by_close = AlwaysPossible(
    "from CLOSE-WAIT, LAST-ACK can still be reached", B.is_in(LAST_ACK), where=B.is_in(CLOSE_WAIT)
)

# What may still happen

can_close = AlwaysPossible(
    "whatever has happened, both ends can still get to CLOSED", A.is_in(CLOSED) & B.is_in(CLOSED)
)
no_dead_end = NeverStuck("nobody waits for ever where nothing can happen", A.is_in(CLOSED) & B.is_in(CLOSED, LISTEN))
early_dead_end = Sometimes(
    "A in FIN-WAIT-2, B in CLOSING, nothing in flight", A.is_in(FIN_WAIT_2) & B.is_in(CLOSING) & nothing_in_flight
)

# An abort

reset_frees = Always(
    "nobody waits where one end aborts", ~A.is_in(TIME_WAIT) & ~B.is_in(TIME_WAIT), Sometimes("both CLOSED", both_gone)
)

# What happens in the end: CLOSE-WAIT waits for the application, and with it the peer

fins_arrive: Fair = (strong(A.gets(rcv(FIN))), strong(B.gets(rcv(FIN))))
network_and_timers: Fair = (*fins_arrive, strong(A.gets(rcv(ACK))), strong(B.gets(rcv(ACK))), *RETRANSMISSION)


def _leaves_close_wait(*fair: Fairness) -> LeadsTo:
    return LeadsTo("a B in CLOSE-WAIT gets to LAST-ACK", B.is_in(CLOSE_WAIT), B.is_in(LAST_ACK), fair)


def _leaves_fin_wait_2(*fair: Fairness) -> LeadsTo:
    return LeadsTo("an A in FIN-WAIT-2 gets to TIME-WAIT", A.is_in(FIN_WAIT_2), A.is_in(TIME_WAIT), fair)


close_wait_unaided = _leaves_close_wait(*network_and_timers)
close_wait_ends = _leaves_close_wait(weak(B.does(CLOSE)))
fin_wait_2_unaided = _leaves_fin_wait_2(*network_and_timers)
fin_wait_2_ends = _leaves_fin_wait_2(strong(A.gets(rcv(FIN))), weak(B.does(RETRANSMIT)), weak(B.does(CLOSE)))
last_ack_ends = LeadsTo(
    "a B in LAST-ACK gets to CLOSED",
    B.is_in(LAST_ACK),
    B.is_in(CLOSED),
    (
        strong(A.gets(rcv(FIN))),
        strong(B.gets(rcv(ACK)), where=~SEG.CTL.has(FIN)),
        strong(B.gets(rcv(RST))),
        weak(B.does(RETRANSMIT)),
    ),
)
