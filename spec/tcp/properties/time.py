"""What TIME-WAIT, quiet time and the checks of RFC 5961 promise: about late segments, other incarnations, attackers."""

from __future__ import annotations

from spec.notation import A, Always, AlwaysPossible, B, Sometimes, nothing_in_flight
from spec.tcp.variables import (
    ACK,
    CLOSED,
    ESTABLISHED,
    FIN,
    LAST_ACK,
    RST,
    TIME_WAIT,
    alien_ack,
    alien_rst,
    alien_text,
    incarnation,
    quiet,
    rcv,
)

# P29, P31: A closes first
a_is_done = Sometimes("A has waited and is CLOSED", A.is_in(CLOSED))
late_fin = Always("no FIN is under way to A once A is CLOSED", A.is_in(CLOSED).implies(~A.gets(rcv(FIN))), a_is_done)
last_ack_on_its_way = Sometimes(
    "B waits in LAST-ACK for an ACK that is on its way", B.is_in(LAST_ACK) & B.gets(rcv(ACK))
)
no_reset = Always(
    "no reset reaches B while it waits for the last ACK",
    B.is_in(LAST_ACK).implies(~B.gets(rcv(RST))),
    last_ack_on_its_way,
)

# P28, P30: silence
silence = Sometimes(
    "A has waited and is CLOSED, nothing is in flight, and B still waits for the last ACK",
    A.is_in(CLOSED) & B.is_in(LAST_ACK) & nothing_in_flight,
)
assassinated = Sometimes("a reset is under way to A in TIME-WAIT", A.is_in(TIME_WAIT) & A.gets(rcv(RST)))
both_close = AlwaysPossible(
    "whatever has happened, both ends can still get to CLOSED", A.is_in(CLOSED) & B.is_in(CLOSED)
)

# P32: what one incarnation takes of another
second = Sometimes("B is ESTABLISHED in the second incarnation", B.is_in(ESTABLISHED) & B[incarnation == 2])
own_text = Always("no end takes text of another incarnation", ~A[alien_text] & ~B[alien_text], second)
own_acks = Always("no end takes an ACK of another incarnation for one of this", ~A[alien_ack] & ~B[alien_ack], second)
own_resets = Always("no end is reset by a segment of another incarnation", ~A[alien_rst] & ~B[alien_rst], second)

# Quiet time
text_meets_quiet = Sometimes("text is under way to B, which has crashed and is quiet", B[quiet] & B.gets(rcv(ACK)))
quiet_is_silent = Always("in its quiet time B answers nothing", B[quiet].implies(~A.gets(rcv(RST))), text_meets_quiet)
half_open_found = Sometimes("A learns that B has lost the connection", A.is_in(CLOSED))

# An attacker who sees nothing
challenged = Sometimes("B has asked A whether that was meant", A.gets(rcv(ACK)))
b_gone = Sometimes("B has lost its connection", B.is_in(CLOSED))
b_stays = Always("B stays ESTABLISHED, whatever an attacker sends", B.is_in(ESTABLISHED), challenged)
