"""TCP in which a SYN or a FIN takes no sequence number: why each takes one (RFC 9293 3.4)."""

from __future__ import annotations

from spec.notation import FALSE, TRUE, Effect
from spec.tcp.effects import send_ack, send_syn_ack
from spec.tcp.table import Tcp
from spec.tcp.variables import ACK, BUFFER, FIN, FIN_WAIT_1, IRS, ISS, OCTETS, RCV, SEG, SND, SYN, entered, opened, send

fin_unnumbered: tuple[Effect, ...] = (
    send(SEQ=SND.NXT, ACK=RCV.NXT, CTL=FIN | ACK),
    SND.FIN.set_to(TRUE),
    SND.CLOSING.set_to(FALSE),
    RCV.OWED.set_to(FALSE),
)
fin_taken: tuple[Effect, ...] = (RCV.OWED.set_to(TRUE), RCV.HELD_FIN.set_to(FALSE))


class FinWithoutNumber(Tcp):
    """A FIN takes no number, as an ACK takes none: it carries nothing that a user would read."""

    fin_at_once = Tcp.fin_at_once.but(do=fin_unnumbered)
    fin_at_once_after_peer = Tcp.fin_at_once_after_peer.but(do=fin_unnumbered)
    transmit_fin = Tcp.transmit_fin.but(do=fin_unnumbered)
    transmit_fin_after_peer = Tcp.transmit_fin_after_peer.but(do=fin_unnumbered)
    fin = Tcp.fin.but(do=fin_taken)
    fin_crosses = Tcp.fin_crosses.but(do=fin_taken)
    fin_last = Tcp.fin_last.but(do=fin_taken)
    text_timeout = Tcp.text_timeout.but(when=(SND.NXT.since(SND.UNA) >= OCTETS) & (SND.UNA != ISS))
    # whatever acknowledges all data acknowledges the FIN too: only before that can it be repeated
    fin_timeout = Tcp.fin_timeout.but(at=FIN_WAIT_1, when=SND.FIN & (SND.UNA == SND.NXT))


syn_unnumbered: tuple[Effect, ...] = (
    ISS.choose(),
    opened.remember(ISS),
    RCV.WND.set_to(BUFFER),
    send(SEQ=ISS, CTL=SYN),
    SND.UNA.set_to(ISS),
    SND.NXT.set_to(ISS),
)
syn_taken: tuple[Effect, ...] = (RCV.NXT.set_to(SEG.SEQ), IRS.set_to(SEG.SEQ), SND.WND.set_to(SEG.WND))
acks_syn = (SND.UNA <= SEG.ACK) & (SEG.ACK <= SND.NXT)


class SynWithoutNumber(Tcp):
    """A SYN takes no number: its acknowledgement says nothing that was not so before."""

    active_open = Tcp.active_open.but(do=syn_unnumbered)
    listen_syn = Tcp.listen_syn.but(
        do=[*syn_taken, ISS.choose(), *send_syn_ack, SND.NXT.set_to(ISS), SND.UNA.set_to(ISS)]
    )
    syn_sent_syn_ack = Tcp.syn_sent_syn_ack.but(
        do=[*syn_taken, SND.UNA.set_to(SEG.ACK), entered.remember(ISS, IRS), *send_ack]
    )
    syn_sent_syn = Tcp.syn_sent_syn.but(do=[*syn_taken, *send_syn_ack])


class SynWithoutNumberAnyAck(SynWithoutNumber):
    """The same, and an ACK of nothing new is taken for the ACK of the SYN, so that an opening can complete."""

    syn_sent_bad_ack_rst = Tcp.syn_sent_bad_ack_rst.but(when=~acks_syn)
    syn_sent_bad_ack = Tcp.syn_sent_bad_ack.but(when=~acks_syn)
    syn_received_bad_ack = Tcp.syn_received_bad_ack.but(when=~acks_syn)
