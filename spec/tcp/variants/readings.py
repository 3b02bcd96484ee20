"""Other readings of RFC 9293: one class for each place where it contradicts itself, leaves a choice, or is older.

The table in ``table.py`` follows section 3.10 to the letter, with the protection of RFC 5961 that 3.10.7.4
recommends.  Each class here overrides what it reads otherwise, and says where.
"""

from __future__ import annotations

from spec.notation import CONTINUE, FALSE, RETURN, TRUE, Bool, Effect, Flag, Ours, SeqVar, Theirs, Variables, row
from spec.tcp.effects import delete_tcb, forget, send_ack, start_clock
from spec.tcp.guards import acceptable, in_window
from spec.tcp.table import OPEN, Tcp
from spec.tcp.variables import ACK, CLOSED, CLOSING, ISS, LAST_ACK, LISTEN, PASSIVE, RCV, RST, SND, TIME_WAIT, rcv, send

room_for_fin = SND.NXT.since(SND.UNA) + 1 <= SND.WND


class Rfc793(Tcp):
    """RFC 793: any reset in the window is obeyed, and a SYN in the window resets the connection."""

    challenge_rst = Tcp.challenge_rst.never()
    challenge_syn = Tcp.challenge_syn.but(do=[send(SEQ=SND.NXT, CTL=RST), *delete_tcb], to=CLOSED, rfc="793 p. 71")


class Rfc1337(Tcp):
    """RFC 1337, fix F1: a reset in TIME-WAIT is ignored."""

    reset_closing = Tcp.reset_closing.but(at=(CLOSING, LAST_ACK))


class Earlier(Variables):
    """What an end in SYN-RECEIVED keeps of the connection that was in TIME-WAIT."""

    REOPENED = Flag()  # it was in TIME-WAIT when the SYN came
    SENT = SeqVar(Ours)  # SND.NXT then
    RECEIVED = SeqVar(Theirs)  # RCV.NXT then


nothing_earlier: tuple[Effect, ...] = (
    Earlier.REOPENED.set_to(FALSE),
    Earlier.SENT.set_to(0),
    Earlier.RECEIVED.set_to(0),
)


class Reopens(Tcp):
    """MAY-2, both parts (where REOPENS is 1): a newer SYN opens directly from TIME-WAIT, and where a reset says that it
    was an old duplicate the end is in TIME-WAIT again, and waits 2 MSL anew (RFC silent).
    """

    listen_syn = Tcp.listen_syn.but(do=[*Tcp.listen_syn.do, *nothing_earlier])
    syn_sent_syn = Tcp.syn_sent_syn.but(do=[*Tcp.syn_sent_syn.do, *nothing_earlier])
    syn_in_time_wait = Tcp.syn_in_time_wait.but(
        do=[
            Earlier.REOPENED.set_to(TRUE),
            Earlier.SENT.set_to(SND.NXT),
            Earlier.RECEIVED.set_to(RCV.NXT),
            *Tcp.syn_in_time_wait.do,
        ]
    )
    back_to_listen = Tcp.back_to_listen.but(
        then=CONTINUE, note="and on to back_to_time_wait, which no reset reaches otherwise: listen_rst takes it"
    )
    syn_in_window = Tcp.syn_in_window.but(when=PASSIVE & ~Earlier.REOPENED)
    syn_received_ack = Tcp.syn_received_ack.but(do=[*Tcp.syn_received_ack.do, *nothing_earlier])
    back_to_time_wait = row(
        at=LISTEN,
        on=rcv(RST),
        when=Earlier.REOPENED,
        do=[
            PASSIVE.set_to(FALSE),
            SND.NXT.set_to(Earlier.SENT),
            SND.UNA.set_to(Earlier.SENT),
            SND.FIN.set_to(TRUE),
            RCV.NXT.set_to(Earlier.RECEIVED),
            *nothing_earlier,
            *start_clock,
        ],
        to=TIME_WAIT,
        then=RETURN,
        rfc="3.6.1",
    )


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


class ReadsWhileClosing(Tcp):
    """What sockets do: data that has arrived can be read in CLOSING, LAST-ACK and TIME-WAIT too (3.10.3 says "error:
    connection closing").
    """

    receive = Tcp.receive.but(at=(*OPEN, CLOSING, LAST_ACK, TIME_WAIT), rfc="3.10.3, otherwise")


class TakesNothingWhenShut(Tcp):
    """3.10.7.4, first, without the special allowance: a segment at a shut window is dropped with its ACK (table 6)."""

    unacceptable_rst = Tcp.unacceptable_rst.but(when=~acceptable | ~in_window)
    unacceptable = Tcp.unacceptable.but(when=~acceptable)


class FinWaitsForRoom(Tcp):
    """A FIN takes a number, and waits until the peer's window has room for it, as data does (3.10.4 is silent)."""

    fin_at_once = Tcp.fin_at_once.but(when=Bool(Tcp.fin_at_once.when) & room_for_fin)
    fin_at_once_after_peer = Tcp.fin_at_once_after_peer.but(when=Bool(Tcp.fin_at_once_after_peer.when) & room_for_fin)
    fin_of_both = Tcp.fin_of_both.but(when=Bool(Tcp.fin_of_both.when) & room_for_fin)
    fin_of_both_after_peer = Tcp.fin_of_both_after_peer.but(when=Bool(Tcp.fin_of_both_after_peer.when) & room_for_fin)
    transmit_fin = Tcp.transmit_fin.but(when=Bool(Tcp.transmit_fin.when) & room_for_fin)
    transmit_fin_after_peer = Tcp.transmit_fin_after_peer.but(
        when=Bool(Tcp.transmit_fin_after_peer.when) & room_for_fin
    )


class ChallengesWrongAcks(Tcp):
    """RFC 5961 section 5 read for every synchronized state: an ACK beyond what was sent, or too old, is answered by an
    ACK in LAST-ACK (where 3.10.7.4 ignores it) and in SYN-RECEIVED (where it sends a reset) too.
    """

    syn_received_bad_ack = Tcp.syn_received_bad_ack.but(do=send_ack, rfc="5961 5")
    ack_too_far = Tcp.ack_too_far.but(at=(*OPEN, CLOSING, LAST_ACK), rfc="3.10.7.4 fifth; 5961 5")
    ack_too_old = Tcp.ack_too_old.but(at=(*OPEN, CLOSING, LAST_ACK), rfc="3.10.7.4 fifth; 5961 5")
