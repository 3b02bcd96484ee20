"""RFC 9293 section 3.10.7.4: a segment arrives in SYN-RECEIVED, or in a synchronized state."""

from __future__ import annotations

from spec.tcp.checklist.clauses import Clause
from spec.tcp.table import Tcp as T
from spec.tcp.variants.openings import Relaxed, RepeatsSynAck
from spec.tcp.variants.readings import (
    AnswersInTimeWait,
    ChallengesWrongAcks,
    DeletesOnAcks,
    Reopens,
    RestartsTimeWait,
    Rfc793,
    Rfc1337,
    TakesNothingWhenShut,
)
from spec.tcp.variants.stamps import Stamped

URGENT = "urgent data is left out of the table"

CLAUSES: tuple[Clause, ...] = (
    Clause(
        "3.10.7.4 first",
        "A segment is acceptable if part of it is in the window (table 6). What is not is dropped, and answered by an "
        "ACK.",
        (T.unacceptable, T.syn_again, T.fin_again),
        (Relaxed, RepeatsSynAck),
    ),
    Clause("3.10.7.4 first", "A reset that is not acceptable has no answer.", (T.unacceptable_rst,)),
    Clause(
        "3.10.7.4 first",
        "At a window of 0 valid ACKs and resets are taken all the same.",
        (T.shut_window, T.probe),
        (TakesNothingWhenShut,),
        left_out="the table takes the ACK or reset of a segment that begins at RCV.NXT; " + URGENT,
    ),
    Clause("3.10.7.4 first", "Of a segment that is in part old, the new part is processed.", (T.text, T.fin)),
    Clause(
        "3.10.7.4 first", "Of a segment that reaches beyond the window, the rest is cut off.", (T.text_past_window,)
    ),
    Clause("3.10.7.4 first", "A segment out of order is held (SHLD-31).", (T.hold_text, T.held_text)),
    Clause(
        "3.10.7.4 first",
        "Segments that wait are all processed before an ACK is sent (MUST-58, MUST-59).",
        (T.syn_sent_syn_ack_and_more, T.ack_at_once),
        left_out="one segment arrives at a time; what was held is taken with the segment before it, and has one ACK",
    ),
    Clause(
        "3.10.7.4 first",
        "TIME-WAIT: a SYN may be judged by its time stamp (RFC 6191).",
        otherwise=(Stamped,),
        left_out="options are left out of the table, and are in that variant",
    ),
    Clause(
        "3.10.7.4 second", "A reset whose number is out of the window is dropped in silence.", (T.unacceptable_rst,)
    ),
    Clause(
        "3.10.7.4 second",
        "One in the window that is not RCV.NXT is answered by an ACK, and dropped.",
        (T.challenge_rst,),
        (Rfc793,),
    ),
    Clause("3.10.7.4 second", "SYN-RECEIVED, after a passive OPEN: LISTEN.", (T.back_to_listen,)),
    Clause("3.10.7.4 second", "SYN-RECEIVED, after an active OPEN: CLOSED.", (T.refused,)),
    Clause("3.10.7.4 second", "ESTABLISHED, FIN-WAIT-1, FIN-WAIT-2, CLOSE-WAIT: CLOSED.", (T.reset,)),
    Clause("3.10.7.4 second", "CLOSING, LAST-ACK, TIME-WAIT: CLOSED.", (T.reset_closing,), (Rfc1337,)),
    Clause("3.10.7.4 third", "Security.", left_out="security and compartments are left out of the table"),
    Clause("3.10.7.4 fourth", "A SYN in SYN-RECEIVED after a passive OPEN: LISTEN.", (T.syn_in_window,)),
    Clause(
        "3.10.7.4 fourth",
        "Any other SYN is answered by an ACK, and dropped.",
        (T.challenge_syn,),
        (Rfc793,),
    ),
    Clause(
        "3.10.7.4 fourth",
        "TIME-WAIT may take a SYN for a new connection.",
        (T.syn_in_time_wait,),
        (Reopens, Stamped),
        left_out="the table takes it by its number (3.6.1 MAY-2), the other by its time stamp",
    ),
    Clause("3.10.7.4 fifth", "Without ACK: dropped.", (T.no_ack,)),
    Clause(
        "3.10.7.4 fifth",
        "With RFC 5961, an ACK above SND.NXT, or more than the largest window below SND.UNA, is answered by an ACK, "
        "and dropped.",
        (T.ack_too_far, T.ack_too_old),
        (ChallengesWrongAcks,),
        left_out="the largest window is the parameter WINDOWS",
    ),
    Clause(
        "3.10.7.4 fifth",
        "SYN-RECEIVED: an ACK of the SYN: SND.WND; ESTABLISHED, and reading goes on.",
        (T.syn_received_ack,),
    ),
    Clause(
        "3.10.7.4 fifth",
        "SYN-RECEIVED: any other ACK is answered by a reset with its number.",
        (T.syn_received_bad_ack,),
        (ChallengesWrongAcks,),
    ),
    Clause("3.10.7.4 fifth", "ESTABLISHED: a new ACK: SND.UNA. An old one is ignored.", (T.ack_new,)),
    Clause(
        "3.10.7.4 fifth",
        "ESTABLISHED: SND.WND, from a segment that is not older than the last one used for it.",
        (T.window_update,),
        left_out="SND.WL1 and SND.WL2 are left out",
    ),
    Clause(
        "3.10.7.4 fifth",
        "FIN-WAIT-1: as ESTABLISHED; where our FIN is acknowledged, FIN-WAIT-2, and reading goes on.",
        (T.ack_new, T.our_fin_acked),
    ),
    Clause("3.10.7.4 fifth", "FIN-WAIT-2, CLOSE-WAIT: as ESTABLISHED.", (T.ack_new,)),
    Clause(
        "3.10.7.4 fifth",
        "CLOSING: where our FIN is acknowledged, TIME-WAIT.",
        (T.closing_acked,),
        (DeletesOnAcks,),
    ),
    Clause(
        "3.10.7.4 fifth",
        "LAST-ACK: where our FIN is acknowledged, CLOSED. Nothing else can arrive.",
        (T.last_ack_acked,),
        (ChallengesWrongAcks,),
    ),
    Clause(
        "3.10.7.4 fifth",
        "TIME-WAIT: a repeated FIN is acknowledged, and restarts the 2 MSL timeout. Nothing else can arrive.",
        (T.fin_again,),
        (RestartsTimeWait, AnswersInTimeWait),
        left_out="to the letter it never gets here: the first check has answered it, and dropped it",
    ),
    Clause("3.10.7.4 sixth", "Urgent data.", left_out=URGENT),
    Clause(
        "3.10.7.4 seventh",
        "ESTABLISHED, FIN-WAIT-1, FIN-WAIT-2: the data is taken as far as there is room: RCV.NXT, RCV.WND, an ACK.",
        (T.text, T.text_past_window, T.hold_text, T.held_text, T.ack_at_once),
    ),
    Clause(
        "3.10.7.4 seventh",
        "The ACK rides on a segment that is being sent, where that is soon enough.",
        (T.transmit_text, T.fin_at_once_after_peer, T.delayed_ack),
    ),
    Clause("3.10.7.4 seventh", "Data in the window and out of order may be answered (MAY-13).", (T.out_of_order,)),
    Clause("3.10.7.4 seventh", "PUSH is told to the user.", left_out="PUSH is left out of the table"),
    Clause(
        "3.10.7.4 seventh",
        "CLOSE-WAIT, CLOSING, LAST-ACK, TIME-WAIT: data is ignored.",
        left_out="no row: what no row takes is dropped",
    ),
    Clause(
        "3.10.7.4 eighth",
        "CLOSED, LISTEN, SYN-SENT: a FIN is dropped.",
        left_out="no row below is of these states; the FIN of a SYN waits (3.10.7.2 third)",
    ),
    Clause("3.10.7.4 eighth", "A FIN: RCV.NXT goes over it, and an ACK leaves.", (T.fin, T.ack_at_once)),
    Clause("3.10.7.4 eighth", "SYN-RECEIVED, ESTABLISHED: CLOSE-WAIT.", (T.fin,)),
    Clause(
        "3.10.7.4 eighth",
        "FIN-WAIT-1: TIME-WAIT where our FIN is acknowledged, else CLOSING.",
        (T.our_fin_acked, T.fin_last, T.fin_crosses),
    ),
    Clause("3.10.7.4 eighth", "FIN-WAIT-2: TIME-WAIT, and the timer starts.", (T.fin_last,)),
    Clause(
        "3.10.7.4 eighth",
        "CLOSE-WAIT, CLOSING, LAST-ACK: the state stays.",
        left_out="no row: what no row takes is dropped; a FIN that comes again is not acceptable",
    ),
    Clause(
        "3.10.7.4 eighth",
        "TIME-WAIT: the state stays, and the 2 MSL timeout starts again.",
        (T.fin_again,),
        (RestartsTimeWait,),
        left_out="the first check has dropped the FIN",
    ),
)
