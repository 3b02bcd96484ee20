"""RFC 9293 section 3.6: closing a connection, half-closed connections."""

from __future__ import annotations

from spec.tcp.checklist.clauses import Clause
from spec.tcp.table import Tcp as T
from spec.tcp.variants.readings import DeletesOnAcks, Reopens
from spec.tcp.variants.stamps import Stamped

CLAUSES: tuple[Clause, ...] = (
    Clause(
        "3.6",
        "CLOSE closes one direction: who has closed goes on to receive until the peer has closed too.",
        (T.close_open, T.fin_at_once, T.text, T.receive, T.fin_last),
    ),
    Clause(
        "3.6",
        "All that was sent before CLOSE is delivered: the FIN leaves behind it, and both are retransmitted.",
        (T.transmit_text, T.transmit_fin, T.text_timeout, T.fin_timeout),
    ),
    Clause(
        "3.6",
        "After CLOSE no SEND is accepted.",
        (T.queue_text,),
        left_out="no row: SEND does nothing in the states of an end that has closed",
    ),
    Clause(
        "3.6",
        "Case 1: FIN-WAIT-1; once the FIN is acknowledged and the peer's has come, that one is acknowledged.",
        (T.close_open, T.our_fin_acked, T.fin_last, T.ack_at_once),
        scenario="figure-12",
    ),
    Clause(
        "3.6",
        "An end that has received a FIN acknowledges it, and sends its own only once its user has closed too.",
        (T.fin, T.ack_at_once, T.close_after_peer, T.fin_at_once_after_peer),
    ),
    Clause(
        "3.6",
        "Case 2: the FIN follows what data remains; once it is acknowledged the connection is deleted.",
        (T.transmit_text, T.transmit_fin_after_peer, T.last_ack_acked),
        scenario="figure-12",
    ),
    Clause(
        "3.6",
        "Case 2: where no ACK comes, the user timeout ends the connection.",
        (T.user_timeout,),
    ),
    Clause(
        "3.6",
        "Case 3: both close at once, each acknowledges the other's FIN, and on these ACKs both delete the connection. "
        "(Figure 13 and 3.10.7.4 say TIME-WAIT, and the table follows them.)",
        (T.fin_crosses, T.closing_acked),
        (DeletesOnAcks,),
        scenario="figure-13",
    ),
    Clause(
        "3.6",
        "The user is told whether the peer closed or aborted (MUST-12).",
        (T.receive_end, T.reset),
        left_out="of what the user is told, the table has the end of the data alone",
    ),
    Clause(
        "3.6.1",
        "An end may be half closed, and the peer goes on to send in the open direction.",
        (T.text, T.transmit_text),
        scenario="half-close",
    ),
    Clause(
        "3.6.1",
        "A host may close both directions at once (MAY-1): with data unread, or when data comes afterwards, it sends a "
        "reset (SHLD-3).",
        (
            T.close_both_unread,
            T.deaf_text,
            T.close_both,
            T.close_both_queued,
            T.close_both_again,
            T.close_both_after_peer,
            T.close_both_unopened,
            T.fin_of_both,
            T.fin_of_both_after_peer,
        ),
    ),
    Clause(
        "3.6.1",
        "Who has closed actively stays in TIME-WAIT for 2 MSL (MUST-13).",
        (T.fin_last, T.closing_acked, T.time_wait_over, T.time_wait_runs, T.time_wait_ends),
    ),
    Clause(
        "3.6.1",
        "TIME-WAIT may take a new SYN (MAY-2), with an initial number above all that were used, and goes back to "
        "TIME-WAIT where the SYN was old.",
        (T.syn_in_time_wait,),
        (Reopens,),
        left_out="that the number is above is the system's rule for new numbers",
    ),
    Clause(
        "3.6.1",
        "TIME-WAIT should take a SYN with a newer time stamp (SHLD-4, RFC 6191).",
        otherwise=(Stamped,),
        left_out="options are left out of the table, and are in that variant",
    ),
)
