"""TCP with one part of closing left out or done wrong: what each part is there for."""

from __future__ import annotations

from spec.notation import FALSE, RETURN, TRUE
from spec.tcp.connection import Tcp
from spec.tcp.variables import (
    ACK,
    CLOSED,
    FIN,
    OCTETS,
    RCV,
    SEG,
    SND,
    acceptable,
    delete_tcb,
    send,
    take_syn,
)
from spec.tcp.variants.watched import Watched


class NeverWaits(Watched):
    """Whoever acknowledges the last FIN is CLOSED at once: the four messages are over, what is there to wait for?"""

    fin_last = Tcp.fin_last.but(do=[send(SEQ=SND.NXT, ACK=RCV.NXT + 1, CTL=ACK), *delete_tcb], to=CLOSED, then=RETURN)
    closing_acked = Tcp.closing_acked.but(do=delete_tcb, to=CLOSED)


class SilentTimeWait(Tcp):
    """A repeated FIN in TIME-WAIT has no answer: it was acknowledged before."""

    fin_again = Tcp.fin_again.but(do=[])
    unacceptable = Tcp.unacceptable.but(when=~acceptable & ~SEG.CTL.has(FIN))


class ClosesByItself(Watched):
    """The kernel answers a FIN with its own, and asks no user."""

    fin = Tcp.fin.but(do=[*Tcp.fin.do, SND.CLOSING.set_to(TRUE)])


class EndOutOfOrder(Tcp):
    """A FIN is taken as soon as it comes, although text before it may still be on its way."""

    out_of_order = Tcp.out_of_order.but(when=(RCV.NXT < SEG.SEQ) & (SEG.DATA > 0))
    fin = Tcp.fin.but(when=SEG.CTL.has(FIN))


class EndBeforeText(Tcp):
    """read() returns 0 once the FIN has come, whatever lies unread in the buffer."""

    receive_end = Tcp.receive_end.but(when=TRUE)
    receive_opens_window = Tcp.receive_opens_window.but(when=FALSE)


class FreesWhenSent(Tcp):
    """The send buffer is freed when a segment has left, not when it is acknowledged."""

    transmit_text = Tcp.transmit_text.but(
        do=[
            send(SEQ=SND.NXT, ACK=RCV.NXT, CTL=ACK, DATA=OCTETS),
            SND.NXT.set_to(SND.NXT + OCTETS),
            SND.UNA.set_to(SND.NXT),
            SND.QUEUE.set_to(SND.QUEUE - OCTETS),
        ]
    )


class AcksTheThirdLate(Tcp):
    """The ACK of a SYN,ACK waits, as an ACK of text may: the FIN of a user who closes at once takes it along."""

    syn_sent_syn_ack = Tcp.syn_sent_syn_ack.but(
        do=[*take_syn, SND.UNA.set_to(SEG.ACK), RCV.OWED.set_to(TRUE)], rfc="3.10.7.3 fourth; 3.8.6.3"
    )
