"""What an application finds at its socket: what was written and not sent, what the peer hears, what it waits for."""

from __future__ import annotations

from spec.notation import A, Always, AlwaysPossible, B, Sometimes, nothing_in_flight
from spec.tcp.variables import (
    BUFFER,
    CLOSE_WAIT,
    CLOSED,
    ESTABLISHED,
    FIN_WAIT_1,
    FIN_WAIT_2,
    ISS,
    LAST_ACK,
    LISTEN,
    RCV,
    RST,
    SND,
    SYN_RECEIVED,
    TIME_WAIT,
    eof,
    rcv,
)
from spec.tcp.variants.sockets import Port
from spec.tcp.variants.watched import took, wrote

a_wrote = A[wrote] > 0
written_can_arrive = AlwaysPossible(
    "what A's user has written before close() can still get to B's TCP", goal=B[took] == A[wrote], where=a_wrote
)
a_never_waits = Always(
    "A is never in TIME-WAIT or FIN-WAIT-2", ~A.is_in(TIME_WAIT, FIN_WAIT_2), Sometimes("A is CLOSED", A.is_in(CLOSED))
)
end_without_fin = Sometimes(
    "A's read() has returned 0, and B has not closed", A[eof] & A.is_in(ESTABLISHED) & B.is_in(ESTABLISHED)
)
acked_unread = Sometimes(
    "B's data came after shutdown(SHUT_RD), and A's TCP has acknowledged it",
    A[eof & (RCV.WND < BUFFER)] & B[(SND.UNA == SND.NXT) & (SND.QUEUE == 0)],
)
b_is_told = Sometimes("B has a FIN or a reset of A", B.is_in(CLOSE_WAIT, LAST_ACK, CLOSED))
a_hears_of_it = AlwaysPossible(
    "A can learn that B's process has ended", goal=~A.is_in(ESTABLISHED), where=~B.is_in(ESTABLISHED)
)
fin_is_heard = AlwaysPossible(
    "A can learn that B's process has ended with a FIN", goal=~A.is_in(ESTABLISHED), where=B.is_in(FIN_WAIT_1)
)
ends_with_fin = Sometimes("B's process ends with a FIN", B.is_in(FIN_WAIT_1))
ends_with_reset = Sometimes(
    "B's process ends with a reset: it has not read what B's TCP has acknowledged",
    B.is_in(CLOSED) & A.gets(rcv(RST)) & A[SND.UNA == SND.NXT],
)
a_can_be_done = AlwaysPossible("A can get to CLOSED", goal=A.is_in(CLOSED), where=A.is_in(FIN_WAIT_2))
b_is_reset = Sometimes("B, whose FIN comes late, is reset", B.is_in(LAST_ACK) & A.is_in(CLOSED) & B.gets(rcv(RST)))
b_can_serve = AlwaysPossible(
    "B can listen for new clients, or serve one", goal=B.is_in(LISTEN, SYN_RECEIVED, ESTABLISHED)
)
serves_beside = Sometimes(
    "B serves a new client, and the other connection is in TIME-WAIT", B.is_in(ESTABLISHED) & B[Port.HELD]
)
open_alone = Sometimes(
    "A is ESTABLISHED, its ACK has come, and B's user knows nothing of it",
    A.is_in(ESTABLISHED) & B.is_in(SYN_RECEIVED) & nothing_in_flight,
)
b_opens_with_data = Always(
    "B is ESTABLISHED only where A has sent data",
    B.is_in(ESTABLISHED).implies(A[SND.NXT.since(ISS) >= 2]),
    Sometimes("B is ESTABLISHED", B.is_in(ESTABLISHED)),
)
