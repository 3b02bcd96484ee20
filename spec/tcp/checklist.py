"""RFC 9293 as a checklist: each item with the rows that implement it, or the decision that leaves it out.

The numbers are those of the project's checklist of connection management: 1 to 20 the arrows of figure 5, 21 to 29
what the figure does not draw, 38 to 55 SEGMENT ARRIVES and the user calls (3.10), 56 and 57 constants, 30 to 37 the
figures of section 3.5 and 3.6, which are scenarios.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spec.notation import Row
from spec.tcp.table import Tcp
from spec.tcp.variants.openings import FastOpen, Relaxed, RepeatsSynAck
from spec.tcp.variants.readings import (
    AbortsToTimeWait,
    AnswersInTimeWait,
    ChallengesWrongAcks,
    DeletesOnAcks,
    FinWaitsForRoom,
    ForgetsNumbers,
    ReadsWhileClosing,
    Reopens,
    RestartsTimeWait,
    ReturnsToListen,
    Rfc793,
    Rfc1337,
    TakesNothingWhenShut,
)

Tick = Literal["implemented", "scenario", "by decision"]


@dataclass(frozen=True, slots=True)
class Item:
    """One item: what it asks, the rows that do it, and the variants that read it otherwise."""

    number: int
    asks: str
    rows: tuple[Row, ...] = ()
    variants: tuple[type[Tcp], ...] = ()
    decision: str = ""
    """Why rows do not implement it, or how it is otherwise seen to."""

    @property
    def tick(self) -> Tick:
        """How it is ticked."""
        if self.rows:
            return "implemented"
        return "scenario" if self.decision.startswith("scenario") else "by decision"


T = Tcp
ITEMS: tuple[Item, ...] = (
    # figure 5
    Item(1, "CLOSED -> LISTEN: passive OPEN", (T.passive_open,)),
    Item(2, "LISTEN -> CLOSED: CLOSE", (T.close_unopened,)),
    Item(3, "CLOSED -> SYN-SENT: active OPEN, snd SYN", (T.active_open,)),
    Item(4, "SYN-SENT -> CLOSED: CLOSE, nothing sent", (T.close_unopened,)),
    Item(5, "LISTEN -> SYN-RECEIVED: rcv SYN, snd SYN,ACK", (T.listen_syn,)),
    Item(6, "LISTEN -> SYN-SENT: SEND or active OPEN, snd SYN", (T.listen_send, T.listen_active_open)),
    Item(7, "SYN-SENT -> SYN-RECEIVED: rcv SYN, snd SYN,ACK", (T.syn_sent_syn,)),
    Item(8, "SYN-SENT -> ESTABLISHED: rcv SYN,ACK, snd ACK", (T.syn_sent_syn_ack,)),
    Item(9, "SYN-RECEIVED -> ESTABLISHED: rcv ACK of SYN", (T.syn_received_ack,)),
    Item(10, "SYN-RECEIVED -> LISTEN: rcv RST after a passive OPEN (note 1)", (T.back_to_listen,)),
    Item(
        11, "SYN-RECEIVED -> FIN-WAIT-1: CLOSE, snd FIN", (T.close_open, T.fin_at_once, T.close_queued, T.queued_close)
    ),
    Item(12, "ESTABLISHED -> FIN-WAIT-1: CLOSE, snd FIN", (T.close_open, T.fin_at_once, T.transmit_fin)),
    Item(13, "ESTABLISHED -> CLOSE-WAIT: rcv FIN, snd ACK", (T.fin, T.ack_at_once)),
    Item(14, "FIN-WAIT-1 -> FIN-WAIT-2: rcv ACK of FIN", (T.our_fin_acked,)),
    Item(15, "FIN-WAIT-1 -> CLOSING: rcv FIN, snd ACK", (T.fin_crosses, T.ack_at_once)),
    Item(16, "FIN-WAIT-2 -> TIME-WAIT: rcv FIN, snd ACK", (T.fin_last, T.ack_at_once)),
    Item(17, "CLOSING -> TIME-WAIT: rcv ACK of FIN", (T.closing_acked,), (DeletesOnAcks,)),
    Item(
        18,
        "CLOSE-WAIT -> LAST-ACK: CLOSE, snd FIN",
        (T.close_after_peer, T.fin_at_once_after_peer, T.transmit_fin_after_peer),
    ),
    Item(19, "LAST-ACK -> CLOSED: rcv ACK of FIN", (T.last_ack_acked,)),
    Item(20, "TIME-WAIT -> CLOSED: 2 MSL", (T.time_wait_over, T.time_wait_ends)),
    # not drawn
    Item(21, "FIN-WAIT-1 -> TIME-WAIT: rcv FIN that acknowledges our FIN (note 2)", (T.our_fin_acked, T.fin_last)),
    Item(22, "who sends a RST: TIME-WAIT (note 3) or CLOSED (3.10.5)", (T.abort,), (AbortsToTimeWait,)),
    Item(
        23, "SYN-RECEIVED (active) and every synchronized state -> CLOSED on RST", (T.refused, T.reset, T.reset_closing)
    ),
    Item(24, "SYN-RECEIVED (passive) -> LISTEN on a SYN in the window", (T.syn_in_window,)),
    Item(25, "SYN-SENT -> CLOSED on RST with an acceptable ACK", (T.syn_sent_refused,), (ReturnsToListen,)),
    Item(26, "SYN-RECEIVED: ACK of SYN and FIN in one segment, to CLOSE-WAIT", (T.syn_received_ack, T.fin)),
    Item(27, "user timeout; ABORT", (T.user_timeout, T.abort, T.abort_unopened, T.abort_closing)),
    Item(28, "retransmission of the oldest entry", (T.syn_timeout, T.syn_ack_timeout, T.text_timeout, T.fin_timeout)),
    Item(29, "remembers whether the OPEN was passive (MUST-11)", (T.passive_open, T.back_to_listen, T.refused)),
    # figures
    Item(30, "figure 6", decision="scenario figure-06"),
    Item(31, "figure 7", (Relaxed.syn_again,), (Relaxed,), decision="scenario figure-07, and its strict reading"),
    Item(32, "figure 8", decision="scenario figure-08"),
    Item(33, "figure 9", decision="scenario figure-09"),
    Item(34, "figure 10", decision="scenario figure-10"),
    Item(35, "figure 11", decision="scenario figure-11"),
    Item(36, "figure 12", decision="scenario figure-12"),
    Item(37, "figure 13", decision="scenario figure-13"),
    # 3.10.7
    Item(38, "CLOSED", (T.closed_rst, T.closed_ack, T.closed_no_ack)),
    Item(
        39,
        "LISTEN: RST, ACK, SYN, in this order",
        (T.listen_rst, T.listen_ack, T.more_with_syn, T.listen_syn),
        (FastOpen,),
    ),
    Item(40, "SYN-SENT first, ACK", (T.syn_sent_bad_ack_rst, T.syn_sent_bad_ack)),
    Item(41, "SYN-SENT second, RST", (T.syn_sent_refused, T.syn_sent_rst)),
    Item(42, "SYN-SENT fourth, SYN", (T.syn_sent_syn_ack, T.syn_sent_syn, T.syn_sent_syn_ack_and_more)),
    Item(43, "SYN-SENT fifth: neither SYN nor RST, dropped", decision="no row fires: what matches nothing is dropped"),
    Item(
        44,
        "others first: the acceptability test",
        (T.syn_again, T.fin_again, T.unacceptable_rst, T.unacceptable, T.shut_window),
        (Relaxed, RepeatsSynAck, TakesNothingWhenShut),
    ),
    Item(
        45,
        "others second, RST",
        (T.challenge_rst, T.back_to_listen, T.refused, T.reset, T.reset_closing),
        (Rfc793, Rfc1337),
    ),
    Item(46, "others fourth, SYN", (T.syn_in_window, T.challenge_syn, T.syn_in_time_wait), (Rfc793, Reopens)),
    Item(47, "others fifth: no ACK, dropped", (T.no_ack,)),
    Item(48, "SYN-RECEIVED: acceptable ACK, or RST", (T.syn_received_bad_ack, T.syn_received_ack)),
    Item(
        49,
        "ACK: new, old, too far, too old",
        (T.ack_new, T.ack_too_far, T.ack_too_old, T.window_update),
        (ChallengesWrongAcks,),
        decision="SND.WL1 and SND.WL2 are left out: windows are taken from every ACK that is not old",
    ),
    Item(50, "FIN-WAIT-1: FIN acknowledged, and continue", (T.our_fin_acked,)),
    Item(51, "CLOSING, LAST-ACK: FIN acknowledged", (T.closing_acked, T.last_ack_acked)),
    Item(52, "TIME-WAIT: repeated FIN", (T.fin_again,), (AnswersInTimeWait, RestartsTimeWait)),
    Item(
        53,
        "data, in order, held where it is not",
        (
            T.text,
            T.text_past_window,
            T.hold_text,
            T.out_of_order,
            T.held_text,
            T.ack_at_once,
            T.delayed_ack,
            T.deaf_text,
        ),
    ),
    Item(54, "FIN", (T.fin, T.fin_crosses, T.fin_last)),
    Item(
        55,
        "user calls by state",
        (
            T.queue_text,
            T.listen_send,
            T.transmit_text,
            T.probe,
            T.receive,
            T.receive_opens_window,
            T.receive_end,
            T.close_unopened,
            T.close_open,
            T.close_after_peer,
            T.close_both,
            T.close_both_queued,
            T.close_both_again,
            T.close_both_after_peer,
            T.close_both_unopened,
            T.close_both_unread,
            T.fin_of_both,
            T.fin_of_both_after_peer,
        ),
        (ReadsWhileClosing, FinWaitsForRoom),
    ),
    Item(
        56,
        "constants: MSL, TIME-WAIT 2 MSL, SYN retried, delayed ACK",
        (T.time_wait_runs, T.time_wait_ends),
        decision="MSL and TIME-WAIT are ticks of a model; every other timer may run out at any time",
    ),
    Item(
        57,
        "ISN: clock and keyed function; quiet time",
        (T.crash, T.quiet_segment, T.quiet_runs),
        (ForgetsNumbers,),
        decision="initial numbers are drawn by the system's rule, named in each verdict",
    ),
)
