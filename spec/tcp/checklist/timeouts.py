"""RFC 9293 section 3.10.8: timeouts."""

from __future__ import annotations

from spec.tcp.checklist.clauses import Clause
from spec.tcp.table import Tcp as T

CLAUSES: tuple[Clause, ...] = (
    Clause("3.10.8", "User timeout, any state: CLOSED, and nothing is sent.", (T.user_timeout,)),
    Clause(
        "3.10.8",
        "Retransmission timeout: what is first in the queue is sent again.",
        (T.syn_timeout, T.syn_ack_timeout, T.text_timeout, T.fin_timeout),
        left_out="how long it lasts (3.8.1): in a model a timer may run out at any time",
    ),
    Clause(
        "3.10.8",
        "TIME-WAIT timeout: CLOSED.",
        (T.time_wait_over, T.time_wait_runs, T.time_wait_ends),
    ),
)
