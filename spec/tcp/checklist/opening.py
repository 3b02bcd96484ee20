"""RFC 9293 sections 3.4.2 to 3.5.3: a lost memory, establishing a connection, half-open connections, resets."""

from __future__ import annotations

from spec.tcp.checklist.clauses import Clause
from spec.tcp.table import Tcp as T
from spec.tcp.variants.openings import FastOpen, Relaxed
from spec.tcp.variants.readings import AbortsToTimeWait, ChallengesWrongAcks, ForgetsNumbers, ReturnsToListen, Rfc793

CLAUSES: tuple[Clause, ...] = (
    Clause(
        "3.4.2",
        "An end that has lost its memory chooses numbers that no segment still in the network has.",
        (T.crash,),
        (ForgetsNumbers,),
        left_out="clock and keyed function: the system's rule for new numbers, which each verdict names",
    ),
    Clause("3.4.3", "It sends nothing for one MSL.", (T.quiet_segment, T.quiet_runs)),
    Clause(
        "3.5",
        "Three messages open a connection: SYN, SYN,ACK, ACK. The ACK takes no number: data after it has the same.",
        (T.active_open, T.listen_syn, T.syn_sent_syn_ack, T.syn_received_ack),
        scenario="figure-06",
    ),
    Clause(
        "3.5",
        "Both ends may open at once (MUST-10). Each goes from SYN-SENT by SYN-RECEIVED to ESTABLISHED, and the peer's "
        "SYN,ACK completes it, as figure 7 draws it. To the letter of 3.10.7.4 that SYN,ACK is not acceptable.",
        (T.syn_sent_syn, T.syn_again, T.syn_received_ack),
        (Relaxed,),
        scenario="figure-07-strict",
    ),
    Clause(
        "3.5",
        "An end remembers whether it came to SYN-RECEIVED by a passive or an active OPEN (MUST-11).",
        (T.passive_open, T.listen_active_open, T.back_to_listen, T.refused),
    ),
    Clause(
        "3.5",
        "Data of a SYN is not handed to the user before it is clear that it is new.",
        (T.more_with_syn, T.held_text),
        (FastOpen,),
    ),
    Clause(
        "3.5",
        "An acceptable reset in SYN-SENT or SYN-RECEIVED leads back to LISTEN. (3.10.7.3 and 3.10.7.4 say CLOSED after "
        "an active OPEN, and the table follows them.)",
        (T.back_to_listen, T.refused, T.syn_sent_refused),
        (ReturnsToListen,),
    ),
    Clause(
        "3.5",
        "An old SYN is answered; its opener finds the ACK wrong, and resets; the listener waits for the next SYN.",
        (T.listen_syn, T.syn_sent_bad_ack, T.back_to_listen),
        scenario="figure-08",
    ),
    Clause(
        "3.5.1",
        "A connection of which one end has lost its memory is reset once data is sent in either direction.",
        (T.crash, T.closed_ack, T.reset),
        scenario="figure-10",
    ),
    Clause(
        "3.5.1",
        "The end that lost its memory opens again: the other answers its SYN with an ACK, is reset, and aborts.",
        (T.unacceptable, T.syn_sent_bad_ack, T.reset, T.syn_timeout),
        scenario="figure-09",
    ),
    Clause(
        "3.5.1",
        "Of two ends that listen, the one that an old SYN stirs is reset by the other, and listens again.",
        (T.listen_syn, T.listen_ack, T.back_to_listen),
        scenario="figure-11",
    ),
    Clause("3.5.1", "A SEND where there is no connection is an error.", left_out="no row: nothing happens"),
    Clause("3.5.2", "The user may reset a connection at any time.", (T.abort,)),
    Clause(
        "3.5.2",
        "The end that sends a reset should enter TIME-WAIT. (3.10.5 says CLOSED, and the table follows it.)",
        (T.abort, T.close_both_unread),
        (AbortsToTimeWait,),
    ),
    Clause(
        "3.5.2",
        "CLOSED: whatever arrives is answered by a reset, but a reset is not.",
        (T.closed_rst, T.closed_ack, T.closed_no_ack),
    ),
    Clause(
        "3.5.2",
        "LISTEN, SYN-SENT, SYN-RECEIVED: an ACK of what was not sent is answered by a reset with its number; the state "
        "stays.",
        (T.listen_ack, T.syn_sent_bad_ack, T.syn_received_bad_ack),
        (ChallengesWrongAcks,),
    ),
    Clause(
        "3.5.2",
        "Synchronized states: a segment that is not acceptable, by its number or by its ACK, is answered by an empty "
        "ACK; the state stays.",
        (T.unacceptable, T.ack_too_far, T.ack_too_old),
    ),
    Clause(
        "3.5.2",
        "A security level or compartment that does not match is answered by a reset.",
        left_out="security and compartments are left out of the table",
    ),
    Clause(
        "3.5.3",
        "A reset is valid if its number is in the window; in SYN-SENT, if it acknowledges the SYN.",
        (T.unacceptable_rst, T.challenge_rst, T.syn_sent_bad_ack_rst, T.syn_sent_rst, T.syn_sent_refused),
        (Rfc793,),
    ),
    Clause("3.5.3", "LISTEN ignores a reset.", (T.listen_rst,)),
    Clause(
        "3.5.3",
        "SYN-RECEIVED goes back to LISTEN where it came from there, else to CLOSED; every other state to CLOSED.",
        (T.back_to_listen, T.refused, T.reset, T.reset_closing, T.syn_sent_refused),
    ),
    Clause(
        "3.5.3",
        "A reset may bring data (SHLD-2).",
        (T.reset,),
        left_out="no row asks whether it does; the data is not read",
    ),
)
