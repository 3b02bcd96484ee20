"""Other readings of RFC 9293: one class for each place where it contradicts itself, leaves a choice, or is older.

The table in ``table.py`` follows section 3.10 to the letter, with the protection of RFC 5961 that 3.10.7.4
recommends.  Each class here overrides what it reads otherwise, and says where.
"""

from __future__ import annotations

from spec.notation import RETURN, row
from spec.tcp.effects import delete_tcb, forget, send_ack, start_clock
from spec.tcp.table import Tcp
from spec.tcp.variables import ACK, CLOSED, CLOSING, ISS, LAST_ACK, LISTEN, RST, SND, TIME_WAIT, rcv, send


class Rfc793(Tcp):
    """RFC 793: any reset in the window is obeyed, and a SYN in the window resets the connection."""

    challenge_rst = Tcp.challenge_rst.never()
    challenge_syn = Tcp.challenge_syn.but(do=[send(SEQ=SND.NXT, CTL=RST), *delete_tcb], to=CLOSED, rfc="793 p. 71")


class Rfc1337(Tcp):
    """RFC 1337, fix F1: a reset in TIME-WAIT is ignored."""

    reset_closing = Tcp.reset_closing.but(at=(CLOSING, LAST_ACK))


class ReturnsToListen(Tcp):
    """Section 3.5 in prose: on an acceptable reset, SYN-SENT returns to LISTEN (3.10.7.3 says CLOSED)."""

    syn_sent_refused = Tcp.syn_sent_refused.but(do=[*forget], to=LISTEN, rfc="3.5")


class DeletesOnAcks(Tcp):
    """Section 3.6, case 3: both ends of a simultaneous close delete the connection on the ACKs (figure 13 and
    3.10.7.4 say TIME-WAIT).
    """

    closing_acked = Tcp.closing_acked.but(do=delete_tcb, to=CLOSED, rfc="3.6 case 3")


class AbortsToTimeWait(Tcp):
    """Note 3 and section 3.5.2: who sends a reset goes to TIME-WAIT (3.10.5 says CLOSED)."""

    abort = Tcp.abort.but(do=[send(SEQ=SND.NXT, CTL=RST), *start_clock], to=TIME_WAIT, rfc="3.3.2 note 3; 3.5.2")


class RestartsTimeWait(Tcp):
    """3.10.7.4, fifth, TIME-WAIT, as it is meant: a repeated FIN restarts the 2 MSL timeout (to the letter the first
    check has dropped it before).
    """

    fin_again = Tcp.fin_again.but(do=[*send_ack, *start_clock], rfc="3.10.7.4 fifth")


class ForgetsNumbers(Tcp):
    """A crash takes with it which initial numbers were used: the same may be chosen again (3.4.2)."""

    crash = Tcp.crash.but(do=[*Tcp.crash.do, ISS.start_over()])


class AnswersInTimeWait(Tcp):
    """3.10.7.4, fifth, TIME-WAIT, to the letter: whatever is acceptable is acknowledged, a bare ACK too."""

    time_wait_anything = row(
        at=TIME_WAIT, on=rcv(ACK), do=send_ack, then=RETURN, rfc="3.10.7.4 fifth", note="and restart the 2 MSL timeout"
    )
