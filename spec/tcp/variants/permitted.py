"""What RFC 9293 leaves to an implementation, and the table of its models leaves out.

A model needs one way to do each thing; a real TCP may cut its data up otherwise the second time, let the FIN ride
on the last data, probe an idle peer, or tell of room in its buffer whenever it likes.  Each row here is such a
liberty, with the section that gives it.  Captures of real connections are read with this table.
"""

from __future__ import annotations

from spec.notation import FALSE, RETURN, TRUE, Effect, call, param, row, timer
from spec.tcp.effects import send_ack, send_syn_ack, take_incarnation, take_text
from spec.tcp.guards import not_taken, text_out
from spec.tcp.table import ANSWERS, MAY_SEND, OPEN, Tcp
from spec.tcp.variables import (
    ACK,
    BUFFER,
    CLOSE_BOTH,
    CLOSE_WAIT,
    CLOSED,
    CLOSING,
    ESTABLISHED,
    FIN,
    FIN_WAIT_1,
    FIN_WAIT_2,
    IRS,
    ISS,
    LAST_ACK,
    LISTEN,
    OCTETS,
    PASSIVE,
    RCV,
    RST,
    SEG,
    SND,
    SYN,
    SYN_RECEIVED,
    SYN_SENT,
    TRANSMIT,
    incarnation,
    opened,
    rcv,
    send,
)
from spec.tcp.variants.openings import Relaxed

AFTER = param("AFTER", 0)  # octets between SND.UNA and the data that is sent again
CONGESTED = param("CONGESTED", 0)  # 1: the window of congestion is full (3.8.2)
RELAXED = param("RELAXED", 0)  # 1: a simultaneous open is read as figure 7 draws it (appendix A.2)
STALE = param("STALE", 0)  # 1: the time stamp of the segment is older than the newest one in order (PAWS)
LARGEST = param("LARGEST", 0)  # octets of the largest window that the peer has announced (5961 section 5: MAX.SND.WND)
FAST_OPEN = param("FAST_OPEN", 0)  # 1: data on a SYN is taken, and data may leave before the opening is over (7413)
ACK_AGAIN = timer("the same ACK again")
KEEP_ALIVE = timer("keep-alive timeout")
OPEN_WITH_TEXT = call("active OPEN with data")
TRANSMIT_LAST = timer("transmission of the last text")
FIN_AGAIN = timer("retransmission timeout of the FIN")
RETRANSMIT_MORE = timer("retransmission timeout, with new data")

text_fits = SND.NXT.since(SND.UNA) + OCTETS <= SND.WND
fin_fits = (SND.NXT.since(SND.UNA) + 1 <= SND.WND) & (CONGESTED == 0)
nothing_waits = SND.CLOSING & (SND.QUEUE == 0)
stale = (STALE > 0) & ~SEG.CTL.has(RST)
"""A reset is exempt (RFC 7323 5.2)."""
last_text: tuple[Effect, ...] = (
    send(SEQ=SND.NXT, ACK=RCV.NXT, CTL=FIN | ACK, DATA=OCTETS),
    SND.NXT.set_to(SND.NXT + OCTETS + 1),
    SND.QUEUE.set_to(0),
    SND.FIN.set_to(TRUE),
    SND.CLOSING.set_to(FALSE),
    RCV.OWED.set_to(FALSE),
)
joins_fin = (
    SND.CLOSING
    & (SND.QUEUE < OCTETS)
    & (text_out + SND.QUEUE >= OCTETS)
    & (SND.NXT.since(SND.UNA) + SND.QUEUE + 1 <= SND.WND)
)
text_and_fin: tuple[Effect, ...] = (
    send(SEQ=SND.NXT + SND.QUEUE - OCTETS, ACK=RCV.NXT, CTL=FIN | ACK, DATA=OCTETS),
    SND.NXT.set_to(SND.NXT + SND.QUEUE + 1),
    SND.QUEUE.set_to(0),
    SND.FIN.set_to(TRUE),
    SND.CLOSING.set_to(FALSE),
    RCV.OWED.set_to(FALSE),
)
"""Data of which some was sent before, and the FIN behind it."""


class Permitted(Tcp):
    """RFC 9293 with every liberty that it leaves an implementation."""

    # An ACK may tell of room in the buffer at any time, not only after a window of 0.
    receive_opens_window = Tcp.receive_opens_window.but(
        when=TRUE, do=[*send_ack, RCV.OWED.set_to(FALSE)], rfc="3.10.3; 3.8.6.2.2"
    )
    receive = Tcp.receive.never()
    # Data may be left unread after a CLOSE and the peer's FIN, too: SHLD-3 does not say in which state.
    close_both_unread_closing = row(
        at=(CLOSING, LAST_ACK),
        on=CLOSE_BOTH,
        when=(RCV.WND < BUFFER) & (RCV.NXT.since(IRS) > 2),
        do=Tcp.close_both_unread.do,
        to=CLOSED,
        then=RETURN,
        rfc="3.6.1",
        note="SHLD-3: a reset shows that data was lost; a SYN and a FIN alone are no data",
    )
    # A FIN takes a number, and waits until the windows have room for it.
    fin_at_once = Tcp.fin_at_once.but(when=nothing_waits & fin_fits)
    fin_at_once_after_peer = Tcp.fin_at_once_after_peer.but(when=nothing_waits & fin_fits)
    fin_of_both = Tcp.fin_of_both.but(when=nothing_waits & fin_fits)
    fin_of_both_after_peer = Tcp.fin_of_both_after_peer.but(when=nothing_waits & fin_fits)
    # Either reading of a simultaneous open is TCP.
    syn_again = Tcp.syn_again.but(
        when=Relaxed.completes & ~PASSIVE & (RELAXED > 0),
        do=Relaxed.syn_again.do,
        to=ESTABLISHED,
        rfc="3.5 figure 7; A.2",
    )
    # Fast Open: data on the SYN, with a cookie that is an option and not in the table.
    active_open_with_text = row(
        at=CLOSED,
        on=OPEN_WITH_TEXT,
        when=(FAST_OPEN > 0) & (OCTETS > 0),
        do=[
            incarnation.set_to(incarnation + 1),
            ISS.choose(),
            opened.remember(ISS),
            RCV.WND.set_to(BUFFER),
            send(SEQ=ISS, CTL=SYN, DATA=OCTETS),
            SND.UNA.set_to(ISS),
            SND.NXT.set_to(ISS + OCTETS + 1),
        ],
        to=SYN_SENT,
        then=RETURN,
        rfc="7413 4.2.1",
    )
    syn_timeout = Tcp.syn_timeout.but(
        when=SND.NXT.since(SND.UNA) >= OCTETS + 1,
        do=[send(SEQ=ISS, CTL=SYN, DATA=OCTETS)],
        rfc="3.10.8; 7413 4.2.1",
    )
    listen_syn = Tcp.listen_syn.but(when=(FAST_OPEN == 0) | (SEG.DATA == 0))
    listen_syn_with_text = row(
        at=LISTEN,
        on=rcv(SYN),
        when=(FAST_OPEN > 0) & (SEG.DATA > 0),
        do=[
            *take_incarnation,
            IRS.set_to(SEG.SEQ),
            SND.WND.set_to(SEG.WND),
            *take_text,
            RCV.NXT.set_to(SEG.SEQ + SEG.DATA + 1),
            ISS.choose(),
            *send_syn_ack,
            SND.NXT.set_to(ISS + 1),
            SND.UNA.set_to(ISS),
        ],
        to=SYN_RECEIVED,
        then=RETURN,
        rfc="7413 4.2.2",
    )
    # PAWS: RFC 7323 5.3, R1.
    # An ACK that was owed may have left before, and does not stand in for this one.
    unacceptable = Tcp.unacceptable.but(when=not_taken | stale, do=send_ack, rfc="3.10.7.4 first; 7323 5.3")
    # RFC 5961 section 5: too old is what is more than the largest window before SND.UNA.
    ack_too_old = Tcp.ack_too_old.but(when=SEG.ACK < SND.UNA - LARGEST)
    # Data that waits behind a CLOSE needs the peer's window after the peer's FIN, too.
    window_update = Tcp.window_update.but(at=(*OPEN, CLOSING, LAST_ACK))
    transmit_text = Tcp.transmit_text.but(when=(OCTETS > 0) & (SND.QUEUE >= OCTETS) & text_fits)
    transmit_text_early = row(
        at=SYN_RECEIVED,
        on=TRANSMIT,
        when=(FAST_OPEN > 0) & (OCTETS > 0) & (SND.QUEUE >= OCTETS) & text_fits,
        do=Tcp.transmit_text.do,
        then=RETURN,
        rfc="7413 4.2.2",
    )
    # A probe of a window of 0 is one octet.
    probe = Tcp.probe.but(
        when=(OCTETS == 1) & (SND.WND == 0) & (SND.QUEUE >= OCTETS) & (SND.UNA == SND.NXT),
    )
    # What is sent again need not be cut up as it was (3.8.1: the boundaries of the data may have changed), and
    # need not be the oldest (RFC 2018, RFC 8985).
    text_timeout = Tcp.text_timeout.but(
        when=(OCTETS > 0) & (text_out >= AFTER + OCTETS) & (SND.UNA != ISS),
        do=[send(SEQ=SND.UNA + AFTER, ACK=RCV.NXT, CTL=ACK, DATA=OCTETS), RCV.OWED.set_to(FALSE)],
        rfc="3.10.8; 3.8.1",
    )
    # It may go on into data that was never sent, and take along a FIN that was not.
    text_timeout_and_more = row(
        at=MAY_SEND,
        on=RETRANSMIT_MORE,
        when=(text_out > AFTER)
        & (text_out < AFTER + OCTETS)
        & (SND.QUEUE + text_out >= AFTER + OCTETS)
        & (AFTER + OCTETS <= SND.WND)
        & (SND.UNA != ISS)
        & ~SND.FIN,
        do=[
            send(SEQ=SND.UNA + AFTER, ACK=RCV.NXT, CTL=ACK, DATA=OCTETS),
            SND.QUEUE.set_to(SND.QUEUE + text_out - AFTER - OCTETS),
            SND.NXT.set_to(SND.UNA + AFTER + OCTETS),
            RCV.OWED.set_to(FALSE),
        ],
        then=RETURN,
        rfc="3.10.8; 3.8.1",
    )
    text_timeout_and_fin = row(
        at=(FIN_WAIT_1, CLOSING),
        on=FIN_AGAIN,
        when=joins_fin,
        do=text_and_fin,
        then=RETURN,
        rfc="3.10.8; 3.8.1",
    )
    text_timeout_and_fin_after_peer = row(
        at=CLOSE_WAIT,
        on=FIN_AGAIN,
        when=joins_fin,
        do=text_and_fin,
        to=LAST_ACK,
        then=RETURN,
        rfc="3.10.8; 3.8.1",
    )
    fin_timeout = Tcp.fin_timeout.but(
        on=FIN_AGAIN,
        when=SND.FIN & (SND.UNA != SND.NXT) & (text_out >= OCTETS),
        do=[send(SEQ=SND.NXT - 1 - OCTETS, ACK=RCV.NXT, CTL=FIN | ACK, DATA=OCTETS), RCV.OWED.set_to(FALSE)],
        rfc="3.10.8; 3.8.1",
    )
    transmit_last = row(
        at=(FIN_WAIT_1, CLOSING),
        on=TRANSMIT_LAST,
        when=SND.CLOSING & (OCTETS > 0) & (SND.QUEUE == OCTETS) & text_fits,
        do=last_text,
        then=RETURN,
        rfc="3.10.4",
        note="the FIN may be in the segment of the last data",
    )
    transmit_last_after_peer = row(
        at=CLOSE_WAIT,
        on=TRANSMIT_LAST,
        when=SND.CLOSING & (OCTETS > 0) & (SND.QUEUE == OCTETS) & text_fits,
        do=last_text,
        to=LAST_ACK,
        then=RETURN,
        rfc="3.10.4",
        note="the FIN may be in the segment of the last data",
    )
    ack_again = row(
        at=ANSWERS,
        on=ACK_AGAIN,
        do=[*send_ack, RCV.OWED.set_to(FALSE)],
        then=RETURN,
        rfc="3.8.6.3",
        note="RFC 9293 is silent: an ACK of all that has come says nothing wrong (5681 4.2: one for each segment)",
    )
    keep_alive = row(
        at=(ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK),
        on=KEEP_ALIVE,
        when=(SND.UNA == SND.NXT) & (OCTETS <= 1),
        do=[send(SEQ=SND.NXT - 1, ACK=RCV.NXT, CTL=ACK, DATA=OCTETS)],
        then=RETURN,
        rfc="3.8.4",
        note="a number that has been acknowledged, and at most one octet; a window of 0 is probed so, too",
    )
