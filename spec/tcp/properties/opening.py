"""What connection management promises about opening, and what people say that it promises.

The network may always lose.  It is held to deliver each *kind* of segment, if that is sent again and again (strong
fairness); that it is sent again is for the timers (weak fairness).
"""

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
    strong,
    weak,
)
from spec.tcp.properties.fairness import ANYTHING_WEAK, RETRANSMISSION, Fair
from spec.tcp.variables import (
    ACK,
    CLOSED,
    ESTABLISHED,
    FIN_WAIT_1,
    IRS,
    ISS,
    LISTEN,
    RCV,
    RETRANSMIT,
    RST,
    SND,
    SYN,
    SYN_RECEIVED,
    SYN_SENT,
    USER_TIMEOUT,
    entered,
    opened,
    rcv,
)

both = (A.is_in(ESTABLISHED) & B.is_in(ESTABLISHED)).called("both ESTABLISHED")
same_numbers = ((A[IRS] == B[ISS]) & (B[IRS] == A[ISS])).called("each has the other's ISN")
acknowledged = (A[SND.UNA == SND.NXT] & B[SND.UNA == SND.NXT]).called("both SYNs are acknowledged")

# What is possible

completes = Sometimes("the opening completes: both ESTABLISHED, each with the other's ISN", both & same_numbers)
b_established = Sometimes("B gets to ESTABLISHED", B.is_in(ESTABLISHED))
a_alone = Sometimes("A is ESTABLISHED, and B has not heard of it", A.is_in(ESTABLISHED) & B.is_in(LISTEN))
half_way = Sometimes(
    "A is ESTABLISHED while B still waits in SYN-RECEIVED", A.is_in(ESTABLISHED) & B.is_in(SYN_RECEIVED)
)
old_syn_taken = Sometimes("B answers an opening that A did not make", B.is_in(SYN_RECEIVED) & ~A[opened].has(B[IRS]))
simultaneous = Sometimes(
    "each end takes the other's SYN while it is opening", A.is_in(SYN_RECEIVED) & B.is_in(SYN_RECEIVED)
)
close_waits = Sometimes(
    "B's user has closed in SYN-RECEIVED, and the CLOSE waits behind data", B.is_in(SYN_RECEIVED) & B[SND.CLOSING]
)
a_gave_up = Sometimes("A is CLOSED while its ACK is still on its way", A.is_in(CLOSED) & B.gets(rcv(ACK)))

# Who waits where, with which numbers

syn_sent = Sometimes("A has sent its SYN, and waits", A.is_in(SYN_SENT))
syn_answered = Sometimes("B has A's SYN, and has answered it", B.is_in(SYN_RECEIVED))
syn_is_next = Always(
    "A in SYN-SENT has sent one number, its SYN's",
    A.is_in(SYN_SENT).implies(A[(SND.UNA == ISS) & (SND.NXT == ISS + 1)]),
    syn_sent,
)
answer_acks_syn = Always(
    "B in SYN-RECEIVED expects A's SYN and one: J + 1",
    B.is_in(SYN_RECEIVED).implies((B[IRS] == A[ISS]) & (B[RCV.NXT] == A[ISS] + 1)),
    syn_answered,
)
waits_in_listen = Always(
    "B stays in LISTEN until A's SYN has come", B.is_in(LISTEN) | A[opened].has(B[IRS]), syn_answered
)
together = Always("when A is ESTABLISHED, so is B", A.is_in(ESTABLISHED).implies(B.is_in(ESTABLISHED)), b_established)
# true until somebody sends data, which takes the next numbers
numbers_known = Always(
    "both ESTABLISHED: each acknowledges the other's initial number and one",
    both.implies((A[RCV.NXT] == B[ISS] + 1) & (B[RCV.NXT] == A[ISS] + 1)),
    completes,
)

# Both ends agree (RFC 9293 3.4.1, 3.5)

agreement = Always(
    "both ESTABLISHED: each has the other's initial sequence number", both.implies(same_numbers), completes
)
a_first = Always(
    "B is never ESTABLISHED while A is still in SYN-SENT", ~(A.is_in(SYN_SENT) & B.is_in(ESTABLISHED)), half_way
)

closes_when_open = Always(
    "B is in FIN-WAIT-1 with data queued only where its SYN is acknowledged",
    (B.is_in(FIN_WAIT_1) & B[SND.QUEUE > 0]).implies(B[SND.UNA != ISS]),
    close_waits,
)

# An opening that nobody made

not_a_ghost = Always(
    "B is ESTABLISHED only with a number that A opened with",
    B.is_in(ESTABLISHED).implies(A[opened].has(B[IRS])),
    b_established,
)

# The peer was there: the history form, and the naive one

was_there = Always(
    "B is ESTABLISHED only with numbers with which A is, or was, ESTABLISHED",
    B.is_in(ESTABLISHED).implies(A[entered].has(B[IRS], B[ISS])),
    b_established,
)
not_alone = Always(
    "B is never ESTABLISHED while A is CLOSED", B.is_in(ESTABLISHED).implies(~A.is_in(CLOSED)), b_established
)

# What may still happen

can_complete = AlwaysPossible("whatever has happened, the opening can still complete", both & same_numbers)
never_stuck = NeverStuck(
    "nothing is in flight and no timer runs only where both ends are ESTABLISHED, or neither has begun",
    both | (A.is_in(CLOSED) & B.is_in(CLOSED, LISTEN)),
)
not_left_alone = NeverStuck("B is not left for ever in a connection that A does not have", both | ~B.is_in(ESTABLISHED))

# The price

cost = Cheapest("both ESTABLISHED, both SYNs acknowledged", both & same_numbers & acknowledged)

# What happens in the end: each under the fairness that it needs, and under less

syns_arrive: Fair = (strong(B.gets(rcv(SYN))), strong(A.gets(rcv(SYN | ACK))))
acks_arrive: Fair = (strong(B.gets(rcv(ACK))),)


def _a_opens(*fair: Fairness) -> LeadsTo:
    return LeadsTo("an A in SYN-SENT gets to ESTABLISHED", A.is_in(SYN_SENT), A.is_in(ESTABLISHED), fair)


opens_unaided = _a_opens()
opens_weakly = _a_opens(*ANYTHING_WEAK)
opens = _a_opens(*syns_arrive, *RETRANSMISSION)
both_open = LeadsTo(
    "once A is in SYN-SENT both ends get to ESTABLISHED",
    A.is_in(SYN_SENT),
    both & same_numbers,
    (*syns_arrive, *acks_arrive, *RETRANSMISSION),
)
opens_or_gives_up = LeadsTo(
    "an A in SYN-SENT gets to ESTABLISHED, or gives up",
    A.is_in(SYN_SENT),
    A.is_in(ESTABLISHED, CLOSED),
    (weak(A.does(USER_TIMEOUT)),),
)
stale = (B.is_in(SYN_RECEIVED) & ~A[opened].has(B[IRS])).called("B is in SYN-RECEIVED with a number that A never used")
resets_arrive: Fair = (strong(A.gets(rcv(SYN | ACK))), strong(B.gets(rcv(RST))))


def _recovers(*fair: Fairness) -> LeadsTo:
    return LeadsTo("a B that took an old SYN gets back to LISTEN", stale, B.is_in(LISTEN), fair)


recovers_weakly = _recovers(*ANYTHING_WEAK)
recovers = _recovers(*resets_arrive, weak(B.does(RETRANSMIT)))
opens_among_old = _a_opens(*syns_arrive, *acks_arrive, strong(B.gets(rcv(RST))), *RETRANSMISSION)
