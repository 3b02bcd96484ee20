"""TCP as the Linux kernel does it, where that is not what RFC 9293 says: one override each, with the reason."""

from __future__ import annotations

from spec.notation import FALSE, RETURN, TRUE, param, row
from spec.tcp.effects import delete_tcb, forget, send_ack
from spec.tcp.guards import ack_of_syn, in_order, not_taken, seg_len
from spec.tcp.table import MAY_SEND, OPEN
from spec.tcp.variables import (
    ACK,
    CLOSE_WAIT,
    CLOSING,
    ESTABLISHED,
    FIN,
    FIN_WAIT_1,
    FIN_WAIT_2,
    ISS,
    LAST_ACK,
    PASSIVE,
    RCV,
    RST,
    SEG,
    SND,
    SYN_RECEIVED,
    TIME_WAIT,
    rcv,
    send,
)
from spec.tcp.variants.openings import Relaxed
from spec.tcp.variants.permitted import LARGEST, Permitted, stale
from spec.tcp.variants.sockets import DropsOrphans

FOLLOWS_HELD = param("FOLLOWS_HELD", 0)  # 1: it has the number after the last data that is held beyond a gap

reset_with_ack = (send(SEQ=SND.NXT, ACK=RCV.NXT, CTL=RST | ACK), *delete_tcb)
follows_a_fin = SEG.SEQ + 1 == RCV.NXT


class Linux(Permitted):
    """Linux 6.18; each override is a departure that its peers can see or that its own state shows.

    Not here: options (and with them the time stamps that let TIME-WAIT take a SYN), SYN cookies, the limits on how
    often a challenge ACK or an ACK of a wrong segment leaves, deferred accept (``DefersAccept``), a full accept queue,
    how long each timer lasts, and the reset of an orphan whose retransmissions are used up.  Fast Open and keep-alive
    are in ``Permitted``, which this builds on.
    """

    # A reset that the application causes carries an ACK as well; 3.10.5 gives it none.
    abort = Permitted.abort.but(do=reset_with_ack)
    close_both_unread = Permitted.close_both_unread.but(do=reset_with_ack)
    close_both_unread_closing = Permitted.close_both_unread_closing.but(do=reset_with_ack)
    # Data for a socket that is gone is answered as in CLOSED, with the number that it acknowledges (3.6.1 names
    # no number); a FIN beyond RCV.NXT counts as data.
    deaf_text = Permitted.deaf_text.but(
        when=RCV.DEAF & ((SEG.DATA > 0) | SEG.CTL.has(FIN)) & (RCV.NXT < SEG.SEQ + SEG.DATA),
        do=[send(SEQ=SEG.ACK, CTL=RST), *delete_tcb],
    )
    # close() in CLOSE-WAIT enters LAST-ACK at once, though the FIN waits behind data (3.10.4: when it leaves).
    close_after_peer = Permitted.close_after_peer.but(to=LAST_ACK)
    close_both_after_peer = Permitted.close_both_after_peer.but(to=LAST_ACK)
    fin_at_once_after_peer = Permitted.fin_at_once_after_peer.but(at=LAST_ACK)
    fin_of_both_after_peer = Permitted.fin_of_both_after_peer.but(at=LAST_ACK)
    transmit_text = Permitted.transmit_text.but(at=(*MAY_SEND, LAST_ACK))
    transmit_fin_after_peer = Permitted.transmit_fin_after_peer.but(at=LAST_ACK)
    transmit_last_after_peer = Permitted.transmit_last_after_peer.but(at=LAST_ACK)
    text_timeout_and_more = Permitted.text_timeout_and_more.but(at=(*MAY_SEND, LAST_ACK))
    text_timeout_and_fin_after_peer = Permitted.text_timeout_and_fin_after_peer.but(at=LAST_ACK)
    probe = Permitted.probe.but(at=(*MAY_SEND, LAST_ACK))
    # shutdown() in SYN-RECEIVED waits for ESTABLISHED, and close() enters FIN-WAIT-1, whatever is queued (3.10.4: what
    # is done goes by whether something is).
    close_queued = Permitted.close_queued.but(when=TRUE)
    close_both_queued = Permitted.close_both_queued.never()
    # What a SYN or SYN,ACK brings besides is dropped, and has to be sent again ("step 6 onward by hand").
    more_with_syn = Permitted.more_with_syn.never()
    syn_sent_syn_ack = Permitted.syn_sent_syn_ack.but(when=TRUE)
    syn_sent_syn_ack_and_more = Permitted.syn_sent_syn_ack_and_more.never()
    # A simultaneous open completes on the peer's SYN,ACK, as in figure 7 (appendix A.2), and acknowledges it once more.
    syn_again = Permitted.syn_again.but(
        when=Relaxed.completes & ~PASSIVE, do=[*Relaxed.syn_again.do, *send_ack], rfc="3.5 figure 7; A.2"
    )
    # It completes on any ACK that is not before SND.UNA, too, though that acknowledges no SYN.
    syn_received_bad_ack = Permitted.syn_received_bad_ack.but(when=~ack_of_syn & (PASSIVE | (SEG.ACK != SND.UNA)))
    # A listener drops a SYN that brings a FIN.
    listen_syn = Permitted.listen_syn.but(when=Permitted.listen_syn.when & ~SEG.CTL.has(FIN))
    listen_syn_with_text = Permitted.listen_syn_with_text.but(
        when=Permitted.listen_syn_with_text.when & ~SEG.CTL.has(FIN)
    )
    # Another SYN in the window of half an opening ends it, and is told so by a reset.
    syn_in_window = Permitted.syn_in_window.but(do=[send(SEQ=0, ACK=SEG.SEQ + seg_len, CTL=RST | ACK), *forget])
    # A reset right behind a FIN may have the number of that FIN, since other systems send it so; one right behind
    # data that is held beyond a gap (and was said to be) counts as in order.
    challenge_rst = Permitted.challenge_rst.but(
        at=(SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK),
        when=~in_order & ~follows_a_fin & (FOLLOWS_HELD == 0),
    )
    # Of a reset that brings data any number in the window counts, as of other segments.
    unacceptable_rst = Permitted.unacceptable_rst.but(
        at=(SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, TIME_WAIT), when=not_taken
    )
    unacceptable = Permitted.unacceptable.but(when=(not_taken & ~SEG.CTL.has(RST)) | stale)
    # No ACK is older than all that was acknowledged; and in LAST-ACK a wrong one is challenged, too.
    ack_too_old = Permitted.ack_too_old.but(
        at=(*OPEN, CLOSING, LAST_ACK), when=(SEG.ACK < SND.UNA - LARGEST) | (ISS + PASSIVE.counted() > SEG.ACK)
    )
    ack_too_far = Permitted.ack_too_far.but(at=(*OPEN, CLOSING, LAST_ACK))
    # In TIME-WAIT any data or FIN is acknowledged, whatever its number.
    time_wait_answers = row(
        at=TIME_WAIT,
        on=rcv(ACK),
        when=(SEG.DATA > 0) | SEG.CTL.has(FIN),
        do=[*send_ack, RCV.OWED.set_to(FALSE)],
        then=RETURN,
        rfc="3.10.7.4 fifth",
    )
    # Nobody waits in FIN-WAIT-2 for the FIN of a peer whose data nobody would read (tcp_fin_timeout).
    fin_wait_2_over = DropsOrphans.fin_wait_2_over
