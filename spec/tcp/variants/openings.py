"""Other ways to open a connection: one class, one idea, one docstring that says what its designer hoped for."""

from __future__ import annotations

from spec.notation import Effect, SeqVar, Theirs, Variables
from spec.tcp.effects import send_ack, send_syn, send_syn_ack, take_incarnation, take_syn
from spec.tcp.guards import ack_of_syn
from spec.tcp.table import MAY_SEND, Tcp
from spec.tcp.variables import (
    ACK,
    ESTABLISHED,
    IRS,
    ISS,
    OCTETS,
    RCV,
    RST,
    SEG,
    SND,
    SYN,
    SYN_RECEIVED,
    SYN_SENT,
    entered,
    send,
)

number: tuple[Effect, ...] = (ISS.choose(), SND.NXT.set_to(ISS + 1), SND.UNA.set_to(ISS))


class OneWay(Tcp):
    """One message: who opens is ESTABLISHED at once, who hears of it too, and nobody answers."""

    active_open = Tcp.active_open.but(do=[*send_syn, entered.remember(ISS, IRS)], to=ESTABLISHED)
    listen_syn = Tcp.listen_syn.but(do=[*take_syn, *number], to=ESTABLISHED)


class TwoWay(Tcp):
    """Two messages: the listener takes the first SYN at its word, and waits for no third segment."""

    listen_syn = Tcp.listen_syn.but(to=ESTABLISHED)


class TwoWayAnswering(TwoWay):
    """Two messages, and a repeated SYN is answered with the SYN,ACK again: no answer is lost for good."""

    syn_again = Tcp.syn_again.but(at=(SYN_RECEIVED, ESTABLISHED), do=send_syn_ack)


class Memory(Variables):
    """What a server may keep of past connections."""

    LAST = SeqVar(Theirs)  # the newest initial number that it accepted


class TwoWayRemembering(TwoWay):
    """Two messages and a memory: only a SYN newer than the last one accepted opens (RFC 1644 section 2.1, TAO)."""

    listen_syn = TwoWay.listen_syn.but(
        when=Memory.LAST < SEG.SEQ, do=[*TwoWay.listen_syn.do, Memory.LAST.set_to(SEG.SEQ)]
    )


class FourWay(Tcp):
    """Four messages: the listener acknowledges the SYN and sends its own SYN in a segment of its own."""

    listen_syn = Tcp.listen_syn.but(
        do=[*take_syn, *number, send(SEQ=ISS, ACK=RCV.NXT, CTL=ACK), send(SEQ=ISS, CTL=SYN)]
    )


class Relaxed(Tcp):
    """Simultaneous open as RFC 9293 figure 7 draws it: the SYN,ACK of one's own SYN completes the opening,
    although its only number has been received already (appendix A.2).
    """

    completes = (SEG.SEQ == IRS) & ack_of_syn & SEG.CTL.has(ACK) & ~SEG.CTL.has(RST)
    syn_again = Tcp.syn_again.but(
        when=completes,
        do=[SND.UNA.set_to(SEG.ACK), SND.WND.set_to(SEG.WND), entered.remember(ISS, IRS)],
        to=ESTABLISHED,
    )


class FourWayRelaxed(FourWay):
    """Four messages, and a simultaneous open read as figure 7 draws it; B's first ACK was dropped in SYN-SENT, so
    that it has to acknowledge once more.
    """

    syn_again = Tcp.syn_again.but(when=Relaxed.completes, do=[*Relaxed.syn_again.do, *send_ack], to=ESTABLISHED)


class FourWaySilent(FourWayRelaxed):
    """Four messages without the useless one: the ACK of the SYN comes later, in an answer to the peer's SYN,ACK."""

    listen_syn = FourWay.listen_syn.but(do=[*take_syn, *number, send(SEQ=ISS, CTL=SYN)])


class RepeatsSynAck(Tcp):
    """What common implementations do: a repeated SYN in SYN-RECEIVED is answered with the SYN,ACK again."""

    syn_again = Tcp.syn_again.but(do=send_syn_ack)


class NoReset(Tcp):
    """An opener that stays silent where 3.10.7.3 sends a reset: why answer what nobody asked?"""

    syn_sent_bad_ack = Tcp.syn_sent_bad_ack.but(do=[])


class SendsOnSyn(Tcp):
    """The first data rides on the SYN (3.10.2 lets it): the listener keeps it until it is ESTABLISHED."""

    active_open = Tcp.active_open.but(
        do=[
            *send_syn[:4],
            send(SEQ=ISS, CTL=SYN, DATA=OCTETS),
            SND.UNA.set_to(ISS),
            SND.NXT.set_to(ISS + OCTETS + 1),
        ],
        rfc="3.10.1; 3.10.2",
    )


class FastOpen(SendsOnSyn):
    """RFC 7413: the listener hands over the data of a SYN at once, and may answer before the third message.  The cookie
    that lets it, an option that is not in the table, says who sends, and not that the SYN is new.
    """

    more_with_syn = SendsOnSyn.more_with_syn.but(at=SYN_SENT)
    listen_syn = SendsOnSyn.listen_syn.but(
        do=[
            *take_incarnation,
            *take_syn[1:],
            RCV.NXT.set_to(SEG.SEQ + 1 + SEG.DATA),
            RCV.WND.set_to(RCV.WND - SEG.DATA),
            *number[:1],
            *send_syn_ack,
            *number[1:],
        ],
        rfc="7413 4.2.2",
    )
    transmit_text = SendsOnSyn.transmit_text.but(at=(SYN_RECEIVED, *MAY_SEND), rfc="3.10.2; 7413 4.2.2")


class Mute(Tcp):
    """A peer that never opens."""

    passive_open = Tcp.passive_open.never()
    active_open = Tcp.active_open.never()
