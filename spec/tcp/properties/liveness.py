"""What connection management promises to happen in the end, each promise under the fairness that it needs, and
under less.

A network that may always lose is held to deliver each *kind* of segment, if it is sent again and again (strong
fairness); that what is sent is sent again is the timers' part (weak fairness).  Neither says what is promised.
"""

from __future__ import annotations

from spec.notation import EVERYTHING, TICK, A, AlwaysPossible, B, Eventually, Fairness, LeadsTo, strong, weak
from spec.tcp.properties import opening as p
from spec.tcp.variables import (
    ACK,
    CLOSE,
    CLOSE_WAIT,
    CLOSED,
    ESTABLISHED,
    FIN,
    FIN_WAIT_2,
    IRS,
    ISS,
    LAST_ACK,
    LISTEN,
    RETRANSMIT,
    RST,
    SEG,
    SEND,
    SND,
    SYN,
    SYN_RECEIVED,
    SYN_SENT,
    TIME_WAIT,
    TRANSMIT,
    USER_TIMEOUT,
    opened,
    rcv,
)

Fair = tuple[Fairness, ...]

ANYTHING_WEAK: Fair = (weak(EVERYTHING),)
RETRANSMISSION: Fair = (weak(A.does(RETRANSMIT)), weak(B.does(RETRANSMIT)))

# P13: opening is live
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
    p.both & p.same_numbers,
    (*syns_arrive, *acks_arrive, *RETRANSMISSION),
)
opens_or_gives_up = LeadsTo(
    "an A in SYN-SENT gets to ESTABLISHED, or gives up",
    A.is_in(SYN_SENT),
    A.is_in(ESTABLISHED, CLOSED),
    (weak(A.does(USER_TIMEOUT)),),
)

# P05: an old SYN and what becomes of it
stale = (B.is_in(SYN_RECEIVED) & ~A[opened].has(B[IRS])).called("B is in SYN-RECEIVED with a number that A never used")
resets_arrive: Fair = (strong(A.gets(rcv(SYN | ACK))), strong(B.gets(rcv(RST))))


def _recovers(*fair: Fairness) -> LeadsTo:
    return LeadsTo("a B that took an old SYN gets back to LISTEN", stale, B.is_in(LISTEN), fair)


recovers_weakly = _recovers(*ANYTHING_WEAK)
recovers = _recovers(*resets_arrive, weak(B.does(RETRANSMIT)))
opens_among_old = _a_opens(*syns_arrive, *acks_arrive, strong(B.gets(rcv(RST))), *RETRANSMISSION)

# P24: CLOSE-WAIT waits for the application, and with it the peer
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


# TIME-WAIT ends: by the clock, if time passes
def _leaves_time_wait(*fair: Fairness) -> LeadsTo:
    return LeadsTo("an A in TIME-WAIT gets to CLOSED", A.is_in(TIME_WAIT), A.is_in(CLOSED), fair)


time_wait_unaided = _leaves_time_wait()
time_wait_by_clock = _leaves_time_wait(weak(TICK))
time_wait_heard = _leaves_time_wait(weak(TICK), strong(B.gets(rcv(ACK)), where=~SEG.CTL.has(FIN)))

# P43: text is live
one_sent, one_acked = A[ISS + 1 < SND.NXT], A[ISS + 1 < SND.UNA]
text_arrives: Fair = (strong(B.gets(rcv(ACK)), where=SEG.DATA > 0), strong(A.gets(rcv(ACK))))


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
queue_drains = Eventually(
    "A's two octets are sent and acknowledged",
    A[ISS + 2 < SND.UNA],
    (*text_arrives, weak(A.does(RETRANSMIT)), weak(A.does(TRANSMIT)), weak(A.does(SEND))),
)
can_be_acked = AlwaysPossible("whatever has happened, what A sent can still be acknowledged", A[SND.UNA == SND.NXT])
