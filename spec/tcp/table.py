"""TCP connection management, one row a sentence, in the order of RFC 9293 section 3.10.

The columns are the RFC's: the state, the event, the condition, what is done in order, the state entered, and
whether reading ends there ("and return").  Left out by decision: security and compartments, urgent data, PUSH,
options, precedence, and the numbers SND.WL1 and SND.WL2 that order window updates.  Where the RFC is silent or
contradicts itself, the row says what is chosen and which variant chooses otherwise.

In these rows CLOSE is the RFC's call, which closes one direction (a socket's ``shutdown(SHUT_WR)``); a socket's
``close()``, which closes both, is an event of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import FALSE, RETURN, TICK, TRUE, Machine, row
from spec.tcp.effects import (
    delete_tcb,
    forget,
    send_ack,
    send_fin,
    send_syn,
    send_syn_ack,
    start_clock,
    take_ack,
    take_fin,
    take_incarnation,
    take_rst,
    take_syn,
    take_text,
)
from spec.tcp.guards import (
    ack_of_new,
    ack_of_syn,
    brings_more,
    brings_text,
    fin_acked,
    fin_here,
    first_octet,
    in_order,
    in_window,
    not_taken,
    past_shut_window,
    quiet,
    seg_len,
    text_new,
    text_out,
)
from spec.tcp.variables import (
    ABORT,
    ACK,
    ACTIVE_OPEN,
    ARRIVALS_FIRST,
    BUFFER,
    CLOSE,
    CLOSE_BOTH,
    CLOSE_WAIT,
    CLOSED,
    CLOSING,
    CRASH,
    CRASHES,
    DELAYED,
    DELAYED_ACK,
    ESTABLISHED,
    FIN,
    FIN_WAIT_1,
    FIN_WAIT_2,
    HOLDS,
    IRS,
    ISS,
    LAST_ACK,
    LISTEN,
    OCTETS,
    PASSIVE,
    PASSIVE_OPEN,
    PERSIST,
    QUEUE_MOST,
    QUIET_TICKS,
    RCV,
    RECEIVE,
    REOPENS,
    RETRANSMIT,
    RST,
    SEG,
    SEND,
    SND,
    SYN,
    SYN_RECEIVED,
    SYN_SENT,
    TCB,
    TIME_WAIT,
    TIME_WAIT_TICKS,
    TRANSMIT,
    TWO_MSL,
    USER_TIMEOUT,
    WINDOWS,
    Host,
    TcpState,
    entered,
    eof,
    rcv,
    send,
)

SYNCHRONIZED = (
    SYN_RECEIVED,
    ESTABLISHED,
    FIN_WAIT_1,
    FIN_WAIT_2,
    CLOSE_WAIT,
    CLOSING,
    LAST_ACK,
    TIME_WAIT,
)
"""States in which a segment's sequence number is looked at first ("otherwise", 3.10.7.4)."""
OPEN = (ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT)
"""States in which a reset is told to the user, and an ABORT to the peer."""
LISTENS_TO_TEXT = (ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2)
"""States in which data is accepted (3.10.7.4, seventh)."""
MAY_SEND = (ESTABLISHED, FIN_WAIT_1, CLOSE_WAIT, CLOSING)
"""States in which data that was queued may leave."""
ANSWERS = (ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT)
"""States in which an ACK may be owed."""
PARTS: Mapping[str, tuple[TcpState, ...]] = {
    "opening": (LISTEN, SYN_SENT, SYN_RECEIVED),
    "closing": (FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT),
}
"""The states of the two halves of the table: a row belongs to each half in which it is read, or into which it leads."""


class Tcp(Machine):
    """Read the rows from the top.  A row fires when the connection is at one of its states, its event occurs
    and its guard holds; its effects happen in the order written.  Reading goes on below it, from the new state,
    unless it says RETURN.
    """

    start = CLOSED

    # 3.10.1 OPEN call
    passive_open = row(
        at=CLOSED,
        on=PASSIVE_OPEN,
        when=~quiet,
        do=[PASSIVE.set_to(TRUE), RCV.WND.set_to(BUFFER)],
        to=LISTEN,
        then=RETURN,
        rfc="3.10.1",
    )
    active_open = row(at=CLOSED, on=ACTIVE_OPEN, when=~quiet, do=send_syn, to=SYN_SENT, then=RETURN, rfc="3.10.1")
    listen_active_open = row(
        at=LISTEN, on=ACTIVE_OPEN, do=[*send_syn, PASSIVE.set_to(FALSE)], to=SYN_SENT, then=RETURN, rfc="3.10.1"
    )

    # 3.10.2 SEND call
    listen_send = row(
        at=LISTEN,
        on=SEND,
        do=[*send_syn, PASSIVE.set_to(FALSE), SND.QUEUE.set_to(OCTETS)],
        to=SYN_SENT,
        then=RETURN,
        rfc="3.10.2",
    )
    queue_text = row(
        at=(SYN_SENT, SYN_RECEIVED, ESTABLISHED, CLOSE_WAIT),
        on=SEND,
        when=(SND.QUEUE + OCTETS <= QUEUE_MOST) & ~SND.CLOSING,
        do=[SND.QUEUE.set_to(SND.QUEUE + OCTETS)],
        then=RETURN,
        rfc="3.10.2",
    )

    # 3.10.3 RECEIVE call
    receive_opens_window = row(
        at=OPEN,
        on=RECEIVE,
        when=RCV.WND == 0,
        do=[RCV.WND.set_to(BUFFER), *send_ack, RCV.OWED.set_to(FALSE)],
        then=RETURN,
        rfc="3.10.3; 3.8.6",
    )
    receive = row(
        at=OPEN,
        on=RECEIVE,
        when=RCV.WND < BUFFER,
        do=[RCV.WND.set_to(BUFFER)],
        then=RETURN,
        rfc="3.10.3",
        note="in CLOSING, LAST-ACK, TIME-WAIT the call is an error, 'connection closing'; ReadsWhileClosing reads on",
    )
    receive_end = row(
        at=(CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT),
        on=RECEIVE,
        when=RCV.WND == BUFFER,
        do=[eof.set_to(TRUE)],
        then=RETURN,
        rfc="3.10.3",
        note="read() returns 0; where the RFC says 'connection closing', sockets say the same",
    )

    # 3.10.4 CLOSE call
    close_unopened = row(at=(LISTEN, SYN_SENT), on=CLOSE, do=delete_tcb, to=CLOSED, then=RETURN, rfc="3.10.4")
    close_queued = row(
        at=SYN_RECEIVED,
        on=CLOSE,
        when=SND.QUEUE > 0,
        do=[SND.CLOSING.set_to(TRUE)],
        then=RETURN,
        rfc="3.10.4",
        note="waits for ESTABLISHED (queued_close); before close_open, which would enter FIN-WAIT-1",
    )
    close_open = row(
        at=(SYN_RECEIVED, ESTABLISHED), on=CLOSE, do=[SND.CLOSING.set_to(TRUE)], to=FIN_WAIT_1, rfc="3.10.4"
    )
    close_after_peer = row(at=CLOSE_WAIT, on=CLOSE, when=~SND.CLOSING, do=[SND.CLOSING.set_to(TRUE)], rfc="3.10.4")
    fin_at_once = row(
        at=FIN_WAIT_1,
        on=CLOSE,
        when=SND.CLOSING & (SND.QUEUE == 0),
        do=send_fin,
        then=RETURN,
        rfc="3.10.4",
        note="a FIN waits for no window, here and below (the RFC is silent); FinWaitsForRoom reads otherwise",
    )
    fin_at_once_after_peer = row(
        at=CLOSE_WAIT,
        on=CLOSE,
        when=SND.CLOSING & (SND.QUEUE == 0),
        do=send_fin,
        to=LAST_ACK,
        then=RETURN,
        rfc="3.10.4",
    )

    # 3.6.1: closing both directions at once (MAY-1, SHLD-3)
    close_both_unread = row(
        at=OPEN,
        on=CLOSE_BOTH,
        when=RCV.WND < BUFFER,
        do=[send(SEQ=SND.NXT, CTL=RST), *delete_tcb],
        to=CLOSED,
        then=RETURN,
        rfc="3.6.1",
    )
    close_both_unopened = row(
        at=(LISTEN, SYN_SENT), on=CLOSE_BOTH, do=delete_tcb, to=CLOSED, then=RETURN, rfc="3.6.1; 3.10.4"
    )
    close_both_again = row(
        at=(FIN_WAIT_1, FIN_WAIT_2), on=CLOSE_BOTH, when=~RCV.DEAF, do=[RCV.DEAF.set_to(TRUE)], then=RETURN, rfc="3.6.1"
    )
    close_both_queued = row(
        at=SYN_RECEIVED,
        on=CLOSE_BOTH,
        when=SND.QUEUE > 0,
        do=[SND.CLOSING.set_to(TRUE), RCV.DEAF.set_to(TRUE)],
        then=RETURN,
        rfc="3.6.1; 3.10.4",
        note="before close_both, which would enter FIN-WAIT-1",
    )
    close_both = row(
        at=(SYN_RECEIVED, ESTABLISHED),
        on=CLOSE_BOTH,
        do=[SND.CLOSING.set_to(TRUE), RCV.DEAF.set_to(TRUE)],
        to=FIN_WAIT_1,
        rfc="3.6.1; 3.10.4",
    )
    close_both_after_peer = row(
        at=CLOSE_WAIT, on=CLOSE_BOTH, when=~SND.CLOSING, do=[SND.CLOSING.set_to(TRUE)], rfc="3.6.1; 3.10.4"
    )
    fin_of_both = row(
        at=FIN_WAIT_1, on=CLOSE_BOTH, when=SND.CLOSING & (SND.QUEUE == 0), do=send_fin, then=RETURN, rfc="3.10.4"
    )
    fin_of_both_after_peer = row(
        at=CLOSE_WAIT,
        on=CLOSE_BOTH,
        when=SND.CLOSING & (SND.QUEUE == 0),
        do=send_fin,
        to=LAST_ACK,
        then=RETURN,
        rfc="3.10.4",
    )

    # 3.10.5 ABORT call
    abort_unopened = row(at=(LISTEN, SYN_SENT), on=ABORT, do=delete_tcb, to=CLOSED, then=RETURN, rfc="3.10.5")
    abort = row(
        at=(SYN_RECEIVED, *OPEN),
        on=ABORT,
        do=[send(SEQ=SND.NXT, CTL=RST), *delete_tcb],
        to=CLOSED,
        then=RETURN,
        rfc="3.10.5",
        note="not to TIME-WAIT, as 3.5.2 has it; AbortsToTimeWait reads so",
    )
    abort_closing = row(
        at=(CLOSING, LAST_ACK, TIME_WAIT), on=ABORT, do=delete_tcb, to=CLOSED, then=RETURN, rfc="3.10.5"
    )

    # 3.4.2, 3.4.3: a crash loses the TCB, and for a while nothing may be sent
    crash = row(
        at=tuple(TcpState),
        on=CRASH,
        when=CRASHES > 0,
        do=[*delete_tcb, Host.QUIET.set_to(QUIET_TICKS)],
        to=CLOSED,
        then=RETURN,
        rfc="3.4.2",
    )
    quiet_segment = row(
        at=CLOSED, on=rcv(), when=quiet, then=RETURN, rfc="3.4.3", note="before the resets of CLOSED, which it forbids"
    )

    # 3.10.7.1 SEGMENT ARRIVES, CLOSED
    closed_rst = row(at=CLOSED, on=rcv(RST), then=RETURN, rfc="3.10.7.1")
    closed_ack = row(
        at=CLOSED,
        on=rcv(ACK),
        do=[send(SEQ=SEG.ACK, CTL=RST, INCARNATION=SEG.INCARNATION)],
        then=RETURN,
        rfc="3.10.7.1",
    )
    closed_no_ack = row(
        at=CLOSED,
        on=rcv(),
        do=[send(SEQ=0, ACK=SEG.SEQ + seg_len, CTL=RST | ACK, INCARNATION=SEG.INCARNATION)],
        then=RETURN,
        rfc="3.10.7.1",
    )

    # 3.10.7.2 LISTEN
    listen_rst = row(at=LISTEN, on=rcv(RST), then=RETURN, rfc="3.10.7.2 first")
    listen_ack = row(
        at=LISTEN,
        on=rcv(ACK),
        do=[send(SEQ=SEG.ACK, CTL=RST, INCARNATION=SEG.INCARNATION)],
        then=RETURN,
        rfc="3.10.7.2 second",
    )
    more_with_syn = row(
        at=(LISTEN, SYN_SENT),
        on=rcv(SYN),
        when=~SEG.CTL.has(ACK) & ~SEG.CTL.has(RST) & brings_more & (SEG.DATA <= RCV.WND),
        do=[RCV.HOLE.set_to(SEG.SEQ + 1), RCV.HELD.set_to(SEG.DATA), RCV.HELD_FIN.set_to(SEG.CTL.has(FIN))],
        rfc="3.10.7.2 third; 3.10.7.3 fourth",
        note="data and FIN of a SYN wait for ESTABLISHED (held_text, fin), where the window has room for all of it; "
        "before listen_syn and syn_sent_syn",
    )
    listen_syn = row(
        at=LISTEN,
        on=rcv(SYN),
        do=[*take_incarnation, *take_syn, ISS.choose(), *send_syn_ack, SND.NXT.set_to(ISS + 1), SND.UNA.set_to(ISS)],
        to=SYN_RECEIVED,
        then=RETURN,
        rfc="3.10.7.2 third",
    )

    # 3.10.7.3 SYN-SENT
    syn_sent_bad_ack_rst = row(at=SYN_SENT, on=rcv(ACK | RST), when=~ack_of_syn, then=RETURN, rfc="3.10.7.3 first")
    syn_sent_bad_ack = row(
        at=SYN_SENT,
        on=rcv(ACK),
        when=~ack_of_syn,
        do=[send(SEQ=SEG.ACK, CTL=RST, INCARNATION=SEG.INCARNATION)],
        then=RETURN,
        rfc="3.10.7.3 first",
    )
    syn_sent_refused = row(
        at=SYN_SENT,
        on=rcv(RST | ACK),
        do=[*take_rst, *delete_tcb],
        to=CLOSED,
        then=RETURN,
        rfc="3.10.7.3 second",
        note="not to LISTEN, as 3.5 has it; ReturnsToListen reads so",
    )
    syn_sent_rst = row(at=SYN_SENT, on=rcv(RST), then=RETURN, rfc="3.10.7.3 second")
    syn_sent_syn_ack = row(
        at=SYN_SENT,
        on=rcv(SYN | ACK),
        when=~brings_more,
        do=[*take_ack, *take_syn, SND.UNA.set_to(SEG.ACK), entered.remember(ISS, IRS), *send_ack],
        to=ESTABLISHED,
        then=RETURN,
        rfc="3.10.7.3 fourth",
        note="SND.WND too, which the RFC sets only on the way to SYN-RECEIVED",
    )
    syn_sent_syn = row(
        at=SYN_SENT,
        on=rcv(SYN),
        when=~SEG.CTL.has(ACK),
        do=[*take_syn, *send_syn_ack],
        to=SYN_RECEIVED,
        then=RETURN,
        rfc="3.10.7.3 fourth",
    )

    # 3.10.7.4 Other states, first: sequence number
    syn_again = row(
        at=SYN_RECEIVED,
        on=rcv(SYN),
        when=(SEG.SEQ == IRS) & ~SEG.CTL.has(RST),
        do=send_ack,
        then=RETURN,
        rfc="3.10.7.4 first",
        note="a case of 'unacceptable', written out for the variants that answer otherwise; before it, as a SYN that "
        "brings data is acceptable by its data, and would lead to LISTEN by its SYN",
    )
    syn_in_time_wait = row(
        at=TIME_WAIT,
        on=rcv(SYN),
        when=(REOPENS > 0) & ~SEG.CTL.has(ACK) & ~SEG.CTL.has(RST) & (RCV.NXT < SEG.SEQ),
        do=[
            *take_incarnation,
            *take_syn,
            ISS.choose(),
            TCB.CLOCK.set_to(0),
            RCV.WND.set_to(BUFFER),
            PASSIVE.set_to(TRUE),
            SND.FIN.set_to(FALSE),
            RCV.OWED.set_to(FALSE),
            RCV.HELD.set_to(0),
            RCV.HELD_FIN.set_to(FALSE),
            *send_syn_ack,
            SND.NXT.set_to(ISS + 1),
            SND.UNA.set_to(ISS),
        ],
        to=SYN_RECEIVED,
        then=RETURN,
        rfc="3.6.1",
        note="MAY-2, where REOPENS is 1; before the acceptability test, since the number may lie beyond the window; "
        "a SYN that turns out old leads back to TIME-WAIT in Reopens, which remembers what that needs",
    )
    fin_again = row(
        at=TIME_WAIT,
        on=rcv(FIN),
        when=(SEG.SEQ + SEG.DATA + 1 == RCV.NXT) & ~SEG.CTL.has(RST),
        do=[*send_ack, RCV.OWED.set_to(FALSE)],
        then=RETURN,
        rfc="3.10.7.4 first",
        note="another case of it: step five would restart the timer, and is never reached",
    )
    unacceptable_rst = row(at=SYNCHRONIZED, on=rcv(RST), when=~in_window, then=RETURN, rfc="3.10.7.4 first")
    unacceptable = row(
        at=SYNCHRONIZED,
        on=rcv(),
        when=not_taken,
        do=[*send_ack, RCV.OWED.set_to(FALSE)],
        then=RETURN,
        rfc="3.10.7.4 first",
        note="at a shut window an ACK or reset of a segment at RCV.NXT is valid (the RFC does not say which are)",
    )

    # second: RST, as RFC 5961 section 3 has it
    challenge_rst = row(at=SYNCHRONIZED, on=rcv(RST), when=~in_order, do=send_ack, then=RETURN, rfc="3.10.7.4 second")
    back_to_listen = row(
        at=SYN_RECEIVED,
        on=rcv(RST),
        when=PASSIVE,
        do=[*take_rst, *forget],
        to=LISTEN,
        then=RETURN,
        rfc="3.10.7.4 second",
    )
    refused = row(
        at=SYN_RECEIVED, on=rcv(RST), do=[*take_rst, *delete_tcb], to=CLOSED, then=RETURN, rfc="3.10.7.4 second"
    )
    reset = row(at=OPEN, on=rcv(RST), do=[*take_rst, *delete_tcb], to=CLOSED, then=RETURN, rfc="3.10.7.4 second")
    reset_closing = row(
        at=(CLOSING, LAST_ACK, TIME_WAIT),
        on=rcv(RST),
        do=[*take_rst, *delete_tcb],
        to=CLOSED,
        then=RETURN,
        rfc="3.10.7.4 second",
    )

    # fourth: SYN
    syn_in_window = row(
        at=SYN_RECEIVED, on=rcv(SYN), when=PASSIVE, do=forget, to=LISTEN, then=RETURN, rfc="3.10.7.4 fourth"
    )
    challenge_syn = row(at=SYNCHRONIZED, on=rcv(SYN), do=send_ack, then=RETURN, rfc="3.10.7.4 fourth")

    # fifth: ACK
    no_ack = row(at=SYNCHRONIZED, on=rcv(), when=~SEG.CTL.has(ACK), then=RETURN, rfc="3.10.7.4 fifth")
    syn_received_bad_ack = row(
        at=SYN_RECEIVED,
        on=rcv(ACK),
        when=~ack_of_syn,
        do=[send(SEQ=SEG.ACK, CTL=RST, INCARNATION=SEG.INCARNATION)],
        then=RETURN,
        rfc="3.10.7.4 fifth",
        note="the RFC says send, not 'and return'; reading on would enter ESTABLISHED",
    )
    syn_received_ack = row(
        at=SYN_RECEIVED,
        on=rcv(ACK),
        do=[*take_ack, SND.UNA.set_to(SEG.ACK), SND.WND.set_to(SEG.WND), entered.remember(ISS, IRS)],
        to=ESTABLISHED,
        rfc="3.10.7.4 fifth",
    )
    queued_close = row(
        at=ESTABLISHED,
        on=rcv(ACK),
        when=SND.CLOSING,
        to=FIN_WAIT_1,
        rfc="3.10.4",
        note="the CLOSE that waited in SYN-RECEIVED; before the rows that look at the rest of the segment (RFC silent)",
    )
    ack_too_far = row(
        at=(*OPEN, CLOSING),
        on=rcv(ACK),
        when=SND.NXT < SEG.ACK,
        do=send_ack,
        then=RETURN,
        rfc="3.10.7.4 fifth",
    )
    ack_too_old = row(
        at=(*OPEN, CLOSING),
        on=rcv(ACK),
        when=SEG.ACK < SND.UNA - WINDOWS,
        do=send_ack,
        then=RETURN,
        rfc="3.10.7.4 fifth",
        note="RFC 5961 section 5",
    )
    ack_new = row(
        at=(*OPEN, CLOSING, LAST_ACK),
        on=rcv(ACK),
        when=ack_of_new,
        do=[*take_ack, SND.UNA.set_to(SEG.ACK)],
        rfc="3.10.7.4 fifth",
    )
    window_update = row(
        at=(*OPEN, CLOSING),
        on=rcv(ACK),
        when=(SEG.ACK == SND.UNA) & (SEG.WND != SND.WND),
        do=[SND.WND.set_to(SEG.WND)],
        rfc="3.10.7.4 fifth",
        note="without SND.WL1 and SND.WL2: of two segments with the same ACK the one that arrives later counts",
    )
    our_fin_acked = row(at=FIN_WAIT_1, on=rcv(ACK), when=fin_acked, to=FIN_WAIT_2, rfc="3.10.7.4 fifth")
    closing_acked = row(
        at=CLOSING,
        on=rcv(ACK),
        when=fin_acked,
        do=start_clock,
        to=TIME_WAIT,
        then=RETURN,
        rfc="3.10.7.4 fifth",
        note="3.6, case 3, deletes the connection on these ACKs; DeletesOnAcks reads so",
    )
    last_ack_acked = row(
        at=LAST_ACK,
        on=rcv(ACK),
        when=fin_acked,
        do=delete_tcb,
        to=CLOSED,
        then=RETURN,
        rfc="3.10.7.4 fifth",
        note="any other ACK is ignored: 'the only thing that can arrive'; ChallengesWrongAcks answers it",
    )

    # seventh: data
    syn_sent_syn_ack_and_more = row(
        at=SYN_SENT,
        on=rcv(SYN | ACK),
        do=[*take_ack, *take_syn, SND.UNA.set_to(SEG.ACK), entered.remember(ISS, IRS)],
        to=ESTABLISHED,
        rfc="3.10.7.3 fourth",
        note="'continue at the sixth step': here, where no row above asks anything of it; what it brings owes the "
        "ACK, one for all (MUST-58)",
    )
    deaf_text = row(
        at=(FIN_WAIT_1, FIN_WAIT_2),
        on=rcv(),
        when=RCV.DEAF & (SEG.DATA > 0) & (RCV.NXT < SEG.SEQ + SEG.DATA),
        do=[send(SEQ=SND.NXT, CTL=RST), *delete_tcb],
        to=CLOSED,
        then=RETURN,
        rfc="3.6.1",
        note="before the rows that would take or hold the data",
    )
    shut_window = row(
        at=LISTENS_TO_TEXT,
        on=rcv(),
        when=past_shut_window,
        do=[*send_ack, RCV.OWED.set_to(FALSE)],
        then=RETURN,
        rfc="3.10.7.4 first",
        note="of a segment at a shut window the ACK was taken above; its data and FIN are not, and it is answered",
    )
    hold_text = row(
        at=LISTENS_TO_TEXT,
        on=rcv(),
        when=(HOLDS > 0) & (RCV.NXT < SEG.SEQ) & brings_more,
        do=[RCV.HOLE.set_to(SEG.SEQ), RCV.HELD.set_to(SEG.DATA), RCV.HELD_FIN.set_to(SEG.CTL.has(FIN)), *send_ack],
        then=RETURN,
        rfc="3.10.7.4 seventh",
        note="data and FIN alone are held: the ACK was taken above, at once (the RFC holds the segment); one hole",
    )
    out_of_order = row(
        at=LISTENS_TO_TEXT,
        on=rcv(),
        when=(RCV.NXT < SEG.SEQ) & brings_more,
        do=send_ack,
        then=RETURN,
        rfc="3.10.7.4 seventh",
        note="not held: dropped, and the peer told what is wanted",
    )
    text_past_window = row(
        at=LISTENS_TO_TEXT,
        on=rcv(),
        when=brings_text & (text_new > RCV.WND),
        do=[*take_text, RCV.NXT.set_to(RCV.NXT + RCV.WND), RCV.WND.set_to(0), *send_ack, RCV.OWED.set_to(FALSE)],
        then=RETURN,
        rfc="3.10.7.4 seventh",
    )
    text = row(
        at=LISTENS_TO_TEXT,
        on=rcv(),
        when=brings_text,
        do=[
            *take_text,
            RCV.WND.set_to(RCV.WND - text_new),
            RCV.NXT.set_to(first_octet + SEG.DATA),
            RCV.OWED.set_to(TRUE),
        ],
        rfc="3.10.7.4 seventh",
    )
    held_text = row(
        at=LISTENS_TO_TEXT,
        on=rcv(),
        when=(RCV.HELD > 0) & (RCV.HOLE <= RCV.NXT) & (RCV.NXT < RCV.HOLE + RCV.HELD),
        do=[
            RCV.WND.set_to(RCV.WND - (RCV.HOLE + RCV.HELD).since(RCV.NXT)),
            RCV.NXT.set_to(RCV.HOLE + RCV.HELD),
            RCV.OWED.set_to(TRUE),
        ],
        rfc="3.10.7.4 seventh",
    )

    # eighth: FIN
    fin = row(
        at=ESTABLISHED,
        on=rcv(),
        when=fin_here,
        do=take_fin,
        to=CLOSE_WAIT,
        rfc="3.10.7.4 eighth",
        note="SYN-RECEIVED, which the RFC lists too, is ESTABLISHED by then",
    )
    fin_crosses = row(
        at=FIN_WAIT_1,
        on=rcv(),
        when=fin_here,
        do=take_fin,
        to=CLOSING,
        rfc="3.10.7.4 eighth",
    )
    fin_last = row(
        at=FIN_WAIT_2,
        on=rcv(),
        when=fin_here,
        do=[*take_fin, *start_clock],
        to=TIME_WAIT,
        rfc="3.10.7.4 eighth",
    )
    ack_at_once = row(
        at=ANSWERS,
        on=rcv(),
        when=RCV.OWED & (DELAYED == 0),
        do=[*send_ack, RCV.OWED.set_to(FALSE)],
        then=RETURN,
        rfc="3.10.7.4 seventh, eighth",
    )

    # What the kernel sends by itself: data that was queued, and the FIN behind it
    transmit_text = row(
        at=MAY_SEND,
        on=TRANSMIT,
        when=(SND.QUEUE >= OCTETS) & (SND.NXT.since(SND.UNA) + OCTETS <= SND.WND),
        do=[
            send(SEQ=SND.NXT, ACK=RCV.NXT, CTL=ACK, DATA=OCTETS),
            SND.NXT.set_to(SND.NXT + OCTETS),
            SND.QUEUE.set_to(SND.QUEUE - OCTETS),
            RCV.OWED.set_to(FALSE),
        ],
        then=RETURN,
        rfc="3.10.2",
    )
    transmit_fin = row(
        at=(FIN_WAIT_1, CLOSING),
        on=TRANSMIT,
        when=SND.CLOSING & (SND.QUEUE == 0),
        do=send_fin,
        then=RETURN,
        rfc="3.10.4",
    )
    transmit_fin_after_peer = row(
        at=CLOSE_WAIT,
        on=TRANSMIT,
        when=SND.CLOSING & (SND.QUEUE == 0),
        do=send_fin,
        to=LAST_ACK,
        then=RETURN,
        rfc="3.10.4",
    )
    delayed_ack = row(
        at=ANSWERS,
        on=DELAYED_ACK,
        when=RCV.OWED,
        do=[*send_ack, RCV.OWED.set_to(FALSE)],
        then=RETURN,
        rfc="3.8.6.3",
    )
    probe = row(
        at=MAY_SEND,
        on=PERSIST,
        when=(SND.WND == 0) & (SND.QUEUE >= OCTETS) & (SND.UNA == SND.NXT),
        do=[
            send(SEQ=SND.NXT, ACK=RCV.NXT, CTL=ACK, DATA=OCTETS),
            SND.NXT.set_to(SND.NXT + OCTETS),
            SND.QUEUE.set_to(SND.QUEUE - OCTETS),
        ],
        then=RETURN,
        rfc="3.8.6.1",
    )

    # 3.10.8 Timeouts
    user_timeout = row(
        at=(LISTEN, SYN_SENT, *SYNCHRONIZED), on=USER_TIMEOUT, do=delete_tcb, to=CLOSED, then=RETURN, rfc="3.10.8"
    )
    syn_timeout = row(at=SYN_SENT, on=RETRANSMIT, do=[send(SEQ=ISS, CTL=SYN)], then=RETURN, rfc="3.10.8")
    syn_ack_timeout = row(
        at=(SYN_RECEIVED, FIN_WAIT_1),
        on=RETRANSMIT,
        when=SND.UNA == ISS,
        do=send_syn_ack,
        then=RETURN,
        rfc="3.10.8",
        note="after a simultaneous open the SYN is first in the queue; the SYN,ACK says the same and more (RFC silent)",
    )
    text_timeout = row(
        at=(ESTABLISHED, FIN_WAIT_1, CLOSE_WAIT, CLOSING, LAST_ACK),
        on=RETRANSMIT,
        when=(text_out >= OCTETS) & (SND.UNA != ISS),
        do=[send(SEQ=SND.UNA, ACK=RCV.NXT, CTL=ACK, DATA=OCTETS), RCV.OWED.set_to(FALSE)],
        then=RETURN,
        rfc="3.10.8",
    )
    fin_timeout = row(
        at=(FIN_WAIT_1, CLOSING, LAST_ACK),
        on=RETRANSMIT,
        when=SND.FIN & (SND.UNA + 1 == SND.NXT),
        do=[send(SEQ=SND.UNA, ACK=RCV.NXT, CTL=FIN | ACK), RCV.OWED.set_to(FALSE)],
        then=RETURN,
        rfc="3.10.8",
    )
    time_wait_over = row(
        at=TIME_WAIT, on=TWO_MSL, when=TIME_WAIT_TICKS == 0, do=delete_tcb, to=CLOSED, then=RETURN, rfc="3.10.8"
    )

    # The same by a clock, and quiet time: every tick of 3.4.2's MSL counts
    time_wait_ends = row(
        at=TIME_WAIT,
        on=TICK,
        when=(TIME_WAIT_TICKS > 0) & (TCB.CLOCK + ARRIVALS_FIRST == 1),
        do=delete_tcb,
        to=CLOSED,
        then=RETURN,
        rfc="3.10.8",
        note="where arrivals come first, TIME-WAIT ends with the instant and not at its beginning",
    )
    time_wait_runs = row(
        at=TIME_WAIT,
        on=TICK,
        when=(TIME_WAIT_TICKS > 0) & (TCB.CLOCK > 0),
        do=[TCB.CLOCK.set_to(TCB.CLOCK - 1)],
        then=RETURN,
        rfc="3.10.8",
    )
    quiet_runs = row(at=CLOSED, on=TICK, when=quiet, do=[Host.QUIET.set_to(Host.QUIET - 1)], then=RETURN, rfc="3.4.3")
