"""What connection management promises about closing, about text, and about windows; and what people say it does."""

from __future__ import annotations

from spec.notation import A, Always, AlwaysPossible, B, Cheapest, NeverStuck, Sometimes, nothing_in_flight
from spec.tcp.variables import (
    ACK,
    CLOSE_WAIT,
    CLOSED,
    CLOSING,
    ESTABLISHED,
    FIN,
    FIN_WAIT_1,
    FIN_WAIT_2,
    LAST_ACK,
    LISTEN,
    RCV,
    SND,
    TIME_WAIT,
    eof,
    rcv,
)

HEARD_FIN = (CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT)
"""States in which the peer's FIN has come."""
both_there = ~A.is_in(CLOSED, LISTEN) & ~B.is_in(CLOSED, LISTEN)
a_fin_acked = A[SND.FIN & (SND.UNA == SND.NXT)].called("A's FIN is acknowledged")

# what is possible

closes = Sometimes("A closes first, B after it: A in TIME-WAIT, B CLOSED", A.is_in(TIME_WAIT) & B.is_in(CLOSED))
all_gone = Sometimes("both ends are CLOSED", A.is_in(CLOSED) & B.is_in(CLOSED))
both_time_wait = Sometimes("both ends are in TIME-WAIT", A.is_in(TIME_WAIT) & B.is_in(TIME_WAIT))
half_closed = Sometimes("A has closed, B has not, for now", A.is_in(FIN_WAIT_2) & B.is_in(CLOSE_WAIT))
text_after_fin = Sometimes(
    "A has closed and still takes text of B",
    A.is_in(FIN_WAIT_2) & B.is_in(CLOSE_WAIT) & B[SND.UNA == SND.NXT] & A[RCV.WND < 2],
)
merged = Sometimes(
    "B's FIN and its ACK of A's FIN travel in one segment",
    A.is_in(FIN_WAIT_1) & B.is_in(LAST_ACK) & A.gets(rcv(FIN | ACK)),
)
window_shut = Sometimes("A has text to send, and B's window is shut", A[SND.QUEUE > 0] & A[SND.WND == 0])
text_held = Sometimes("B holds text that came out of order", B[RCV.HELD > 0])
text_held_by_a = Sometimes("A holds text that came out of order", A[RCV.HELD > 0])
read_end = Sometimes("B's user reads the end of A's text: read() returns 0", B[eof])

# P42, P26
a_fin_is_acked = Sometimes("A's FIN is acknowledged while B is still there", a_fin_acked & both_there)
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
fin_acked_fin_heard = Always(
    "A's FIN is acknowledged only if B has received it, and all text before it",
    (a_fin_acked & both_there).implies(B.is_in(*HEARD_FIN) & (B[RCV.NXT] == A[SND.NXT])),
    a_fin_is_acked,
)

# P25
end_after_everything = Always(
    "B's user reads the end only after A's FIN, and all text before it, has come",
    (B[eof] & both_there).implies(B.is_in(*HEARD_FIN) & (A[SND.FIN])),
    read_end,
)

# P27, P33
time_wait_closed = Always(
    "an end in TIME-WAIT has sent a FIN, and it was acknowledged",
    A.is_in(TIME_WAIT).implies(a_fin_acked) & B.is_in(TIME_WAIT).implies(B[SND.FIN & (SND.UNA == SND.NXT)]),
    closes,
)

# what may still happen
can_close = AlwaysPossible(
    "whatever has happened, both ends can still get to CLOSED", A.is_in(CLOSED) & B.is_in(CLOSED)
)
no_dead_end = NeverStuck(
    "nobody waits for ever where nothing can happen", A.is_in(CLOSED, LISTEN) & B.is_in(CLOSED, LISTEN)
)
close_cost = Cheapest(
    "from ESTABLISHED to TIME-WAIT and CLOSED, nothing left in flight",
    A.is_in(TIME_WAIT) & B.is_in(CLOSED) & nothing_in_flight,
)
still_established = Sometimes("B is ESTABLISHED while A is CLOSED", A.is_in(CLOSED) & B.is_in(ESTABLISHED))
