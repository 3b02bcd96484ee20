"""Wrong connections: one class, one mistake, each there so that a property which holds is seen to fail.

They are no readings of RFC 9293 (``readings.py``) and nobody's design (``openings.py``).
"""

from __future__ import annotations

from spec.notation import FALSE, RETURN, TRUE
from spec.tcp.effects import delete_tcb, start_clock, take_syn
from spec.tcp.guards import not_taken
from spec.tcp.table import Tcp
from spec.tcp.variables import ACK, CLOSED, FIN, OCTETS, RCV, SEG, SND, send
from spec.tcp.variants.readings import RestartsTimeWait
from spec.tcp.variants.watched import Watched, closed

# Opening


class TakesAnyAck(Tcp):
    """An opener that does not look whether the SYN,ACK acknowledges its own SYN."""

    syn_sent_bad_ack = Tcp.syn_sent_bad_ack.never()


class SilentWhenClosed(Tcp):
    """A closed end that does not reset what still comes."""

    closed_ack = Tcp.closed_ack.but(at=CLOSED, do=[])


class NeverRepeatsFin(Tcp):
    """A FIN that is sent once."""

    fin_timeout = Tcp.fin_timeout.never()


class NeverRepeatsText(Tcp):
    """Data that is sent once."""

    text_timeout = Tcp.text_timeout.never()


class NeverRepeatsSynAck(Tcp):
    """A SYN,ACK that is sent once, where a repeated SYN has a bare ACK for an answer (3.10.7.4 first)."""

    syn_ack_timeout = Tcp.syn_ack_timeout.never()


class IgnoresClose(Tcp):
    """CLOSE after the peer's FIN is noted, and the FIN never leaves."""

    fin_at_once_after_peer = Tcp.fin_at_once_after_peer.never()
    transmit_fin_after_peer = Tcp.transmit_fin_after_peer.never()


# Closing and data


class NoTimeWait(Tcp):
    """Who has heard the peer's FIN and sent the last ACK is done: why wait for what cannot be known?"""

    closing_acked = Tcp.closing_acked.but(do=delete_tcb, to=CLOSED)
    fin_last = Tcp.fin_last.but(do=[send(SEQ=SND.NXT, ACK=RCV.NXT + 1, CTL=ACK), *delete_tcb], to=CLOSED, then=RETURN)


class NeverWaits(Watched):
    """Whoever acknowledges the last FIN is CLOSED at once: the four messages are over, what is there to wait for?"""

    fin_last = Tcp.fin_last.but(do=[send(SEQ=SND.NXT, ACK=RCV.NXT + 1, CTL=ACK), *delete_tcb], to=CLOSED, then=RETURN)
    closing_acked = Tcp.closing_acked.but(do=delete_tcb, to=CLOSED)


class SilentTimeWait(Tcp):
    """A repeated FIN in TIME-WAIT has no answer: it was acknowledged before."""

    fin_again = Tcp.fin_again.but(do=[])
    unacceptable = Tcp.unacceptable.but(when=not_taken & ~SEG.CTL.has(FIN))


class AcksFinWithItsOwn(Tcp):
    """A FIN is acknowledged by the FIN of one's own and not before: that saves a segment, does it not?"""

    ack_at_once = Tcp.ack_at_once.but(when=RCV.OWED & ~SEG.CTL.has(FIN))
    unacceptable = Tcp.unacceptable.but(when=not_taken & ~SEG.CTL.has(FIN))


class ClosesByItself(Watched):
    """The kernel answers a FIN with its own, and asks no user."""

    fin = Tcp.fin.but(do=[*Tcp.fin.do, SND.CLOSING.set_to(TRUE)])
    # the user may close after the kernel has: that is remembered too
    fin_at_once_after_peer = Tcp.fin_at_once_after_peer.but(do=[closed.set_to(TRUE), *Tcp.fin_at_once_after_peer.do])


class EndOutOfOrder(Tcp):
    """A FIN is taken as soon as it comes, although data before it may still be on its way."""

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
    """The ACK of a SYN,ACK waits, as an ACK of data may: the FIN of a user who closes at once takes it along."""

    syn_sent_syn_ack = Tcp.syn_sent_syn_ack.but(
        do=[*take_syn, SND.UNA.set_to(SEG.ACK), RCV.OWED.set_to(TRUE)], rfc="3.10.7.3 fourth; 3.8.6.3"
    )


# TIME-WAIT by the clock


class StopsClock(Tcp):
    """A clock of TIME-WAIT that is set and never runs."""

    time_wait_runs = Tcp.time_wait_runs.never()


class RestartsWithoutClock(RestartsTimeWait):
    """The same where a repeated FIN would restart it."""

    time_wait_runs = Tcp.time_wait_runs.never()


class RestartsSilently(RestartsTimeWait):
    """A repeated FIN restarts TIME-WAIT and has no answer: B never learns that it may stop."""

    fin_again = RestartsTimeWait.fin_again.but(do=start_clock)
