"""What articles say about the end of a connection, and what can be said instead: P27 to P36, as properties."""

from __future__ import annotations

from spec.notation import A, Always, AlwaysPossible, B, Cheapest, NeverStuck, Sometimes, nothing_in_flight
from spec.tcp.properties.closing import both_time_wait, closes
from spec.tcp.properties.closing_claims import a_closed, b_closed, both_gone
from spec.tcp.variables import CLOSED, CLOSING, FIN, FIN_WAIT_2, LAST_ACK, LISTEN, RST, SND, TIME_WAIT, rcv
from spec.tcp.variants.watched import closed_first, was_reset

b_closes_first = Sometimes("B closes first, A after it: B in TIME-WAIT, A CLOSED", B.is_in(TIME_WAIT) & a_closed)

# P27: who waits
waits_who_closed_first = Always(
    "an end in TIME-WAIT closed before the other's FIN came to it",
    A.is_in(TIME_WAIT).implies(A[closed_first]) & B.is_in(TIME_WAIT).implies(B[closed_first]),
    closes,
)
one_waits = Always(
    "where only one end closed first, only that end waits",
    (A[closed_first] & ~B[closed_first]).implies(~B.is_in(TIME_WAIT))
    & (B[closed_first] & ~A[closed_first]).implies(~A.is_in(TIME_WAIT)),
    closes,
)
only_one_waits = Always("never are both ends in TIME-WAIT", ~both_time_wait.formula, closes)
both_wait = AlwaysPossible(
    "where both closed first, both can still get to TIME-WAIT",
    both_time_wait.formula,
    where=A[closed_first] & B[closed_first],
)
over_when_waiting = Always(
    "when A is in TIME-WAIT the closing is over: B is CLOSED", A.is_in(TIME_WAIT).implies(b_closed), closes
)
gone_when_acked = Always(
    "as soon as A has acknowledged B's FIN, A is CLOSED",
    ~A.is_in(TIME_WAIT),
    Sometimes("B's FIN is acknowledged", b_closed),
)

# P28, P30: what the wait is good for, and what silence says
b_can_close = AlwaysPossible("B's last ACK can still come", b_closed, where=B.is_in(LAST_ACK))
fin_again = Sometimes(
    "B's FIN comes again to A in TIME-WAIT", A.is_in(TIME_WAIT) & B.is_in(LAST_ACK) & A.gets(rcv(FIN))
)
ended_in_silence = Sometimes("A's 2 MSL are over, and nothing is in flight", a_closed & nothing_in_flight)
quiet = Sometimes("A waits, and nothing is in flight", A.is_in(TIME_WAIT) & nothing_in_flight)
quiet_proves = Always(
    "while A waits and nothing is in flight, B is CLOSED",
    (A.is_in(TIME_WAIT) & nothing_in_flight).implies(b_closed),
    quiet,
)
silence_proves = Always(
    "A's 2 MSL are over, and nothing is in flight: then B is CLOSED",
    (a_closed & nothing_in_flight).implies(b_closed),
    ended_in_silence,
)

# P31: no TIME-WAIT
b_acked = Sometimes("B is CLOSED", b_closed)
never_reset = Always("B, which has sent its FIN, is never reset", ~B[was_reset], b_acked)
never_assassinated = Always("A's TIME-WAIT is never ended by a reset", ~A[was_reset], closes)

# P33: whose port is free at once
passive_never_waits = Always("B, whose user closes after A's, is never in TIME-WAIT", ~B.is_in(TIME_WAIT), closes)
active_waits = Sometimes("A, which closed first, holds its port while B's is free", A.is_in(TIME_WAIT) & b_closed)
reset_frees = Always(
    "nobody waits where one end aborts", ~A.is_in(TIME_WAIT) & ~B.is_in(TIME_WAIT), Sometimes("both CLOSED", both_gone)
)

# P34: CLOSE before ESTABLISHED
no_dead_end = NeverStuck("nobody waits for ever where nothing can happen", A.is_in(CLOSED) & B.is_in(CLOSED, LISTEN))
early_dead_end = Sometimes(
    "A in FIN-WAIT-2, B in CLOSING, nothing in flight", A.is_in(FIN_WAIT_2) & B.is_in(CLOSING) & nothing_in_flight
)

# P35: both close at once
both_at_once = Cheapest(
    "both in TIME-WAIT, nothing in flight", A.is_in(TIME_WAIT) & B.is_in(TIME_WAIT) & nothing_in_flight
)

# P36: close() with text unread
acknowledged_and_gone = Sometimes(
    "A's TCP has acknowledged B's text, A's user has not read it, and A resets",
    a_closed & B.gets(rcv(RST)) & B[SND.UNA == SND.NXT],
)
