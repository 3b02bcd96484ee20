"""RFC 9293 sections 3.10.1 to 3.10.6: the calls of the user."""

from __future__ import annotations

from spec.tcp.checklist.clauses import Clause
from spec.tcp.table import Tcp as T
from spec.tcp.variants.openings import SendsOnSyn
from spec.tcp.variants.readings import AbortsToTimeWait, FinWaitsForRoom, ReadsWhileClosing

ERROR = "no row: an error that is told to the user changes nothing"
ROOM = "a queue that is full refuses: the guard of the row"

CLAUSES: tuple[Clause, ...] = (
    Clause("3.10.1", "CLOSED, passive: a TCB; LISTEN.", (T.passive_open,)),
    Clause("3.10.1", "CLOSED, active: a TCB, an ISS; a SYN leaves; SYN-SENT.", (T.active_open,)),
    Clause(
        "3.10.1",
        "LISTEN, active: the connection becomes active; a SYN leaves; SYN-SENT.",
        (T.listen_active_open,),
    ),
    Clause("3.10.1", "Every other state: error.", left_out=ERROR),
    Clause(
        "3.10.1", "Access, resources, security, Diffserv, an unspecified peer.", left_out="one connection of two ends"
    ),
    Clause("3.10.2", "CLOSED: error.", left_out=ERROR),
    Clause(
        "3.10.2",
        "LISTEN: the connection becomes active; a SYN leaves, with the data or before it; SYN-SENT.",
        (T.listen_send,),
        (SendsOnSyn,),
    ),
    Clause("3.10.2", "SYN-SENT, SYN-RECEIVED: the data waits for ESTABLISHED.", (T.queue_text,), left_out=ROOM),
    Clause(
        "3.10.2",
        "ESTABLISHED, CLOSE-WAIT: the data is sent, with an ACK.",
        (T.queue_text, T.transmit_text),
        left_out=ROOM,
    ),
    Clause("3.10.2", "FIN-WAIT-1 and all later states: error.", left_out=ERROR),
    Clause("3.10.3", "CLOSED: error.", left_out=ERROR),
    Clause(
        "3.10.3",
        "LISTEN, SYN-SENT, SYN-RECEIVED: the call waits for ESTABLISHED.",
        left_out="a call that would wait is one that is made later",
    ),
    Clause(
        "3.10.3",
        "ESTABLISHED, FIN-WAIT-1, FIN-WAIT-2: the user is given what has arrived; if there is nothing, the call waits.",
        (T.receive, T.receive_opens_window),
    ),
    Clause(
        "3.10.3",
        "CLOSE-WAIT: the user is given what is there; if there is nothing, an error.",
        (T.receive, T.receive_opens_window, T.receive_end),
    ),
    Clause(
        "3.10.3",
        "CLOSING, LAST-ACK, TIME-WAIT: error.",
        (T.receive_end,),
        (ReadsWhileClosing,),
    ),
    Clause("3.10.4", "CLOSED: error.", left_out=ERROR),
    Clause("3.10.4", "LISTEN, SYN-SENT: the TCB is deleted.", (T.close_unopened, T.close_both_unopened)),
    Clause(
        "3.10.4",
        "SYN-RECEIVED with nothing to send: a FIN leaves; FIN-WAIT-1.",
        (T.close_open, T.fin_at_once, T.close_both, T.fin_of_both),
        (FinWaitsForRoom,),
    ),
    Clause(
        "3.10.4",
        "SYN-RECEIVED with data to send: the call waits for ESTABLISHED.",
        (T.close_queued, T.close_both_queued, T.queued_close),
    ),
    Clause(
        "3.10.4",
        "ESTABLISHED: FIN-WAIT-1 at once; the FIN leaves behind the data.",
        (T.close_open, T.fin_at_once, T.transmit_fin),
        (FinWaitsForRoom,),
    ),
    Clause("3.10.4", "FIN-WAIT-1, FIN-WAIT-2: no second FIN.", left_out=ERROR),
    Clause(
        "3.10.4",
        "CLOSE-WAIT: the FIN leaves behind the data; then LAST-ACK.",
        (
            T.close_after_peer,
            T.close_both_after_peer,
            T.fin_at_once_after_peer,
            T.fin_of_both_after_peer,
            T.transmit_fin_after_peer,
        ),
        (FinWaitsForRoom,),
    ),
    Clause("3.10.4", "CLOSING, LAST-ACK, TIME-WAIT: error.", left_out=ERROR),
    Clause("3.10.5", "CLOSED: error.", left_out=ERROR),
    Clause("3.10.5", "LISTEN, SYN-SENT: the TCB is deleted, and nothing is sent.", (T.abort_unopened,)),
    Clause(
        "3.10.5",
        "SYN-RECEIVED, ESTABLISHED, FIN-WAIT-1, FIN-WAIT-2, CLOSE-WAIT: a reset leaves; all that waits is dropped; "
        "CLOSED.",
        (T.abort,),
        (AbortsToTimeWait,),
    ),
    Clause("3.10.5", "CLOSING, LAST-ACK, TIME-WAIT: CLOSED, and nothing is sent.", (T.abort_closing,)),
    Clause("3.10.6", "STATUS tells the state.", left_out="it changes nothing; a property reads the state"),
)
