"""TCP connection management, one row a sentence, in the order of RFC 9293 section 3.10.

This table opens connections and refuses them; section 3.6, closing, is not in it yet.  Security, urgent data
and options are left out.
"""

from __future__ import annotations

from spec.notation import FALSE, RETURN, TRUE, Machine, row
from spec.tcp.variables import (
    ABORT,
    ACK,
    ACTIVE_OPEN,
    CLOSE,
    CLOSED,
    ESTABLISHED,
    IRS,
    ISS,
    LISTEN,
    PASSIVE,
    PASSIVE_OPEN,
    RCV,
    RETRANSMIT,
    RST,
    SEG,
    SND,
    SYN,
    SYN_RECEIVED,
    SYN_SENT,
    ack_of_syn,
    delete_tcb,
    entered,
    forget,
    in_order,
    in_window,
    rcv,
    send,
    send_ack,
    send_syn,
    send_syn_ack,
)

SYNCHRONIZED = (SYN_RECEIVED, ESTABLISHED)
"""States in which a segment's sequence number is looked at first ("otherwise", 3.10.7.4)."""


class Tcp(Machine):
    """Read the rows from the top.  A row fires when the connection is at one of its states, its event occurs
    and its guard holds; its effects happen in the order written.  Reading goes on below it, from the new state,
    unless it says RETURN.
    """

    start = CLOSED

    # 3.10.1 OPEN call
    passive_open = row(at=CLOSED, on=PASSIVE_OPEN, do=[PASSIVE.set_to(TRUE)], to=LISTEN, then=RETURN, rfc="3.10.1")
    active_open = row(at=CLOSED, on=ACTIVE_OPEN, do=send_syn, to=SYN_SENT, then=RETURN, rfc="3.10.1")
    listen_active_open = row(
        at=LISTEN, on=ACTIVE_OPEN, do=[*send_syn, PASSIVE.set_to(FALSE)], to=SYN_SENT, then=RETURN, rfc="3.10.1"
    )

    # 3.10.4 CLOSE call
    close_unopened = row(at=(LISTEN, SYN_SENT), on=CLOSE, do=delete_tcb, to=CLOSED, then=RETURN, rfc="3.10.4")

    # 3.10.5 ABORT call
    abort_unopened = row(at=(LISTEN, SYN_SENT), on=ABORT, do=delete_tcb, to=CLOSED, then=RETURN, rfc="3.10.5")
    abort = row(
        at=SYNCHRONIZED,
        on=ABORT,
        do=[send(SEQ=SND.NXT, CTL=RST), *delete_tcb],
        to=CLOSED,
        then=RETURN,
        rfc="3.10.5",
    )

    # 3.10.7.1 SEGMENT ARRIVES, CLOSED
    closed_rst = row(at=CLOSED, on=rcv(RST), then=RETURN, rfc="3.10.7.1")
    closed_ack = row(at=CLOSED, on=rcv(ACK), do=[send(SEQ=SEG.ACK, CTL=RST)], then=RETURN, rfc="3.10.7.1")
    closed_syn = row(
        at=CLOSED, on=rcv(SYN), do=[send(SEQ=0, ACK=SEG.SEQ + 1, CTL=RST | ACK)], then=RETURN, rfc="3.10.7.1"
    )

    # 3.10.7.2 LISTEN
    listen_rst = row(at=LISTEN, on=rcv(RST), then=RETURN, rfc="3.10.7.2 first")
    listen_ack = row(at=LISTEN, on=rcv(ACK), do=[send(SEQ=SEG.ACK, CTL=RST)], then=RETURN, rfc="3.10.7.2 second")
    listen_syn = row(
        at=LISTEN,
        on=rcv(SYN),
        do=[
            RCV.NXT.set_to(SEG.SEQ + 1),
            IRS.set_to(SEG.SEQ),
            ISS.choose(),
            *send_syn_ack,
            SND.NXT.set_to(ISS + 1),
            SND.UNA.set_to(ISS),
        ],
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
        do=[send(SEQ=SEG.ACK, CTL=RST)],
        then=RETURN,
        rfc="3.10.7.3 first",
    )
    syn_sent_refused = row(at=SYN_SENT, on=rcv(RST | ACK), do=delete_tcb, to=CLOSED, then=RETURN, rfc="3.10.7.3 second")
    syn_sent_rst = row(at=SYN_SENT, on=rcv(RST), then=RETURN, rfc="3.10.7.3 second")
    syn_sent_syn_ack = row(
        at=SYN_SENT,
        on=rcv(SYN | ACK),
        do=[
            RCV.NXT.set_to(SEG.SEQ + 1),
            IRS.set_to(SEG.SEQ),
            SND.UNA.set_to(SEG.ACK),
            entered.remember(ISS, IRS),
            *send_ack,
        ],
        to=ESTABLISHED,
        then=RETURN,
        rfc="3.10.7.3 fourth",
    )
    syn_sent_syn = row(
        at=SYN_SENT,
        on=rcv(SYN),
        do=[RCV.NXT.set_to(SEG.SEQ + 1), IRS.set_to(SEG.SEQ), *send_syn_ack],
        to=SYN_RECEIVED,
        then=RETURN,
        rfc="3.10.7.3 fourth",
    )

    # 3.10.7.4 Other states, first: sequence number
    syn_again = row(
        at=SYN_RECEIVED,
        on=rcv(SYN),
        when=SEG.SEQ == IRS,
        do=send_ack,
        then=RETURN,
        rfc="3.10.7.4 first",
        note="a case of the row below, written out for the variants that answer otherwise",
    )
    unacceptable_rst = row(at=SYNCHRONIZED, on=rcv(RST), when=~in_window, then=RETURN, rfc="3.10.7.4 first")
    unacceptable = row(at=SYNCHRONIZED, on=rcv(), when=~in_window, do=send_ack, then=RETURN, rfc="3.10.7.4 first")

    # second: RST, as RFC 5961 section 3 has it
    challenge_rst = row(at=SYNCHRONIZED, on=rcv(RST), when=~in_order, do=send_ack, then=RETURN, rfc="3.10.7.4 second")
    back_to_listen = row(
        at=SYN_RECEIVED, on=rcv(RST), when=PASSIVE, do=forget, to=LISTEN, then=RETURN, rfc="3.10.7.4 second"
    )
    refused = row(at=SYN_RECEIVED, on=rcv(RST), do=delete_tcb, to=CLOSED, then=RETURN, rfc="3.10.7.4 second")
    reset = row(at=ESTABLISHED, on=rcv(RST), do=delete_tcb, to=CLOSED, then=RETURN, rfc="3.10.7.4 second")

    # fourth: SYN
    syn_in_window = row(
        at=SYN_RECEIVED, on=rcv(SYN), when=PASSIVE, do=forget, to=LISTEN, then=RETURN, rfc="3.10.7.4 fourth"
    )
    challenge_syn = row(at=SYNCHRONIZED, on=rcv(SYN), do=send_ack, then=RETURN, rfc="3.10.7.4 fourth")

    # fifth: ACK
    syn_received_bad_ack = row(
        at=SYN_RECEIVED,
        on=rcv(ACK),
        when=~ack_of_syn,
        do=[send(SEQ=SEG.ACK, CTL=RST)],
        then=RETURN,  # RFC silent: it says send, not "and return"; reading on would enter ESTABLISHED
        rfc="3.10.7.4 fifth",
    )
    syn_received_ack = row(
        at=SYN_RECEIVED,
        on=rcv(ACK),
        do=[SND.UNA.set_to(SEG.ACK), entered.remember(ISS, IRS)],
        to=ESTABLISHED,
        rfc="3.10.7.4 fifth",
    )
    ack_too_far = row(
        at=ESTABLISHED, on=rcv(ACK), when=SND.NXT < SEG.ACK, do=send_ack, then=RETURN, rfc="3.10.7.4 fifth"
    )
    ack_new = row(
        at=ESTABLISHED,
        on=rcv(ACK),
        when=(SND.UNA < SEG.ACK) & (SEG.ACK <= SND.NXT),
        do=[SND.UNA.set_to(SEG.ACK)],
        rfc="3.10.7.4 fifth",
    )

    # 3.10.8 retransmission timeout: the segment at the front of the retransmission queue again
    syn_timeout = row(at=SYN_SENT, on=RETRANSMIT, do=[send(SEQ=ISS, CTL=SYN)], then=RETURN, rfc="3.10.8")
    syn_ack_timeout = row(at=SYN_RECEIVED, on=RETRANSMIT, do=send_syn_ack, then=RETURN, rfc="3.10.8")
