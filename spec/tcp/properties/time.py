"""What TIME-WAIT, quiet time and the checks of RFC 5961 promise: who waits, late segments, incarnations, attackers."""

from __future__ import annotations

from spec.notation import (
    TICK,
    A,
    Always,
    AlwaysPossible,
    B,
    Fairness,
    LeadsTo,
    Sometimes,
    nothing_in_flight,
    strong,
    weak,
)
from spec.tcp.guards import quiet
from spec.tcp.properties.closing import a_closed, b_closed, b_fin_acked, both_time_wait, closes
from spec.tcp.variables import (
    ACK,
    CLOSED,
    ESTABLISHED,
    FIN,
    IRS,
    LAST_ACK,
    LISTEN,
    RST,
    SEG,
    SYN_RECEIVED,
    SYN_SENT,
    TIME_WAIT,
    alien_ack,
    alien_rst,
    alien_text,
    incarnation,
    opened,
    rcv,
)
from spec.tcp.variants.watched import closed_first, was_reset

# A SYN in TIME-WAIT (MAY-2)

old_syn_reopens = Sometimes("an old SYN has taken B from TIME-WAIT to SYN-RECEIVED", B.is_in(SYN_RECEIVED))
nobody_listens = Always("B, which never called a passive OPEN, is not in LISTEN", ~B.is_in(LISTEN), old_syn_reopens)
waits_again = AlwaysPossible(
    "B can still get back to TIME-WAIT, as it was", B.is_in(TIME_WAIT) & b_fin_acked, where=B.is_in(SYN_RECEIVED)
)

old_opens_nothing = Always(
    "B leaves TIME-WAIT only for an opening that A has made",
    B.is_in(SYN_RECEIVED, ESTABLISHED).implies(A[opened].has(B[IRS])),
    Sometimes("B is in SYN-RECEIVED", B.is_in(SYN_RECEIVED)),
)
a_can_open = AlwaysPossible(
    "an A that opens again can get to ESTABLISHED, while B's TIME-WAIT lasts",
    A.is_in(ESTABLISHED),
    where=A.is_in(SYN_SENT),
)

# Who waits

b_closes_first = Sometimes("B closes first, A after it: B in TIME-WAIT, A CLOSED", B.is_in(TIME_WAIT) & a_closed)
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
passive_never_waits = Always("B, whose user closes after A's, is never in TIME-WAIT", ~B.is_in(TIME_WAIT), closes)
active_waits = Sometimes("A, which closed first, holds its port while B's is free", A.is_in(TIME_WAIT) & b_closed)

# What the wait is good for, and what silence says

b_can_close = AlwaysPossible("B's last ACK can still come", b_closed, where=B.is_in(LAST_ACK))
fin_again = Sometimes(
    "B's FIN comes again to A in TIME-WAIT", A.is_in(TIME_WAIT) & B.is_in(LAST_ACK) & A.gets(rcv(FIN))
)
ended_in_silence = Sometimes("A's 2 MSL are over, and nothing is in flight", a_closed & nothing_in_flight)
waits_in_silence = Sometimes("A waits, and nothing is in flight", A.is_in(TIME_WAIT) & nothing_in_flight)
quiet_proves = Always(
    "while A waits and nothing is in flight, B is CLOSED",
    (A.is_in(TIME_WAIT) & nothing_in_flight).implies(b_closed),
    waits_in_silence,
)
silence_proves = Always(
    "A's 2 MSL are over, and nothing is in flight: then B is CLOSED",
    (a_closed & nothing_in_flight).implies(b_closed),
    ended_in_silence,
)
silence = Sometimes(
    "A has waited and is CLOSED, nothing is in flight, and B still waits for the last ACK",
    A.is_in(CLOSED) & B.is_in(LAST_ACK) & nothing_in_flight,
)

# No TIME-WAIT, or one that a reset ends (RFC 1337)

b_acked = Sometimes("B is CLOSED", b_closed)
never_reset = Always("B, which has sent its FIN, is never reset", ~B[was_reset], b_acked)
never_assassinated = Always("A's TIME-WAIT is never ended by a reset", ~A[was_reset], closes)
assassinated = Sometimes("a reset is under way to A in TIME-WAIT", A.is_in(TIME_WAIT) & A.gets(rcv(RST)))

# By the clock: A closes first

a_is_done = Sometimes("A has waited and is CLOSED", A.is_in(CLOSED))
late_fin = Always("no FIN is under way to A once A is CLOSED", A.is_in(CLOSED).implies(~A.gets(rcv(FIN))), a_is_done)
b_is_done_too = Always("when A's wait is over, B has the last ACK: it is CLOSED", a_closed.implies(b_closed), a_is_done)
last_ack_on_its_way = Sometimes(
    "B waits in LAST-ACK for an ACK that is on its way", B.is_in(LAST_ACK) & B.gets(rcv(ACK))
)
no_reset = Always(
    "no reset reaches B while it waits for the last ACK",
    B.is_in(LAST_ACK).implies(~B.gets(rcv(RST))),
    last_ack_on_its_way,
)
both_close = AlwaysPossible(
    "whatever has happened, both ends can still get to CLOSED", A.is_in(CLOSED) & B.is_in(CLOSED)
)

# TIME-WAIT ends: by the clock, if time passes


def _leaves_time_wait(*fair: Fairness) -> LeadsTo:
    return LeadsTo("an A in TIME-WAIT gets to CLOSED", A.is_in(TIME_WAIT), A.is_in(CLOSED), fair)


time_wait_unaided = _leaves_time_wait()
time_wait_by_clock = _leaves_time_wait(weak(TICK))
time_wait_heard = _leaves_time_wait(weak(TICK), strong(B.gets(rcv(ACK)), where=~SEG.CTL.has(FIN)))

# What one incarnation takes of another

second = Sometimes("B is ESTABLISHED in the second incarnation", B.is_in(ESTABLISHED) & B[incarnation == 2])
own_text = Always("no end takes data of another incarnation", ~A[alien_text] & ~B[alien_text], second)
own_acks = Always("no end takes an ACK of another incarnation for one of this", ~A[alien_ack] & ~B[alien_ack], second)
own_resets = Always("no end is reset by a segment of another incarnation", ~A[alien_rst] & ~B[alien_rst], second)

# Quiet time

text_meets_quiet = Sometimes("data is under way to B, which has crashed and is quiet", B[quiet] & B.gets(rcv(ACK)))
quiet_is_silent = Always("in its quiet time B answers nothing", B[quiet].implies(~A.gets(rcv(RST))), text_meets_quiet)
half_open_found = Sometimes("A learns that B has lost the connection", A.is_in(CLOSED))

# An attacker who sees nothing

challenged = Sometimes("B has asked A whether that was meant", A.gets(rcv(ACK)))
b_gone = Sometimes("B has lost its connection", B.is_in(CLOSED))
b_stays = Always("B stays ESTABLISHED, whatever an attacker sends", B.is_in(ESTABLISHED), challenged)
