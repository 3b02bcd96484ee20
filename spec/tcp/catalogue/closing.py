"""The models of closing, of text and of windows: each small, each for some of the table's rows.

They begin with both ends ESTABLISHED (A opened with 100, B listened and chose 300), unless they say otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import (
    DUPLICATING_BAG,
    LOSSY,
    LOSSY_BAG,
    REORDERING,
    Model,
    any_of,
    fresh,
    more_numbers,
    once_more,
    variant,
)
from spec.notation.systems import Limits
from spec.tcp.catalogue import closing_changes as x
from spec.tcp.catalogue import opening_changes as o
from spec.tcp.connection import Tcp
from spec.tcp.disciplines import CLOCK_DRIVEN
from spec.tcp.properties import closing as c
from spec.tcp.properties import data as d
from spec.tcp.properties import opening as p
from spec.tcp.properties import time as t
from spec.tcp.systems import ANY, allowing, both_established, both_in_time_wait, listening
from spec.tcp.variables import (
    ABORT,
    ACK,
    ACTIVE_OPEN,
    CLOSE,
    CLOSE_BOTH,
    DELAYED_ACK,
    FIN,
    PASSIVE_OPEN,
    PERSIST,
    RECEIVE,
    RETRANSMIT,
    RST,
    SEND,
    SYN,
    TRANSMIT,
    TWO_MSL,
    USER_TIMEOUT,
    segment,
)
from spec.tcp.variants.readings import AbortsToTimeWait, AnswersInTimeWait, DeletesOnAcks, ReturnsToListen

TIMERS: Limits = {RETRANSMIT: ANY, TWO_MSL: ANY}
BAG = DUPLICATING_BAG.holding(2)
SMALL_BAG = DUPLICATING_BAG.holding(1)
TWO_OCTETS = both_established(2)

CLOSING = Model(
    allowing({CLOSE: 1, **TIMERS}, start=both_established()),
    {
        "closes": c.closes,
        "both_time_wait": c.both_time_wait,
        "half_closed": c.half_closed,
        "numbers_in_order": d.numbers_in_order,
        "fin_acked_fin_heard": c.fin_acked_fin_heard,
        "time_wait_closed": t.time_wait_closed,
        "can_close": c.can_close,
        "close_cost": c.close_cost,
    },
    about="both ends close, in any order",
    rfc="9293 3.6, figures 12 and 13",
    claims=("P27", "P42"),
    mutants={
        "numbers_in_order": x.A_FIN_UNNUMBERED,
        "fin_acked_fin_heard": x.FIN_UNNUMBERED,
        "time_wait_closed": x.NO_CLOSING,
        "can_close": x.FIN_ONCE,
    },
    larger=(x.AN_ABORT,),
)
MERGED_CLOSE = Model(
    allowing({CLOSE: 1, DELAYED_ACK: ANY, **TIMERS}, start=both_established(), params={"DELAYED": 1}),
    {"merged": c.merged, "closes": c.closes, "close_cost": c.close_cost, "fin_acked_fin_heard": c.fin_acked_fin_heard},
    about="the same where an ACK may wait: FIN and ACK share a segment",
    rfc="9293 3.3.2 note 2, 3.8.6.3",
    claims=("P22",),
    mutants={"fin_acked_fin_heard": x.FIN_UNNUMBERED},
    larger=(x.AN_ABORT,),
)
OPENING_CLOSING = Model(
    allowing(
        {("A", ACTIVE_OPEN): 1, CLOSE: 1, **TIMERS},
        start={"B": listening()},
        channel=BAG,
        isn={"A": fresh(100), "B": fresh(300, 400)},
    ),
    {"closes": c.closes, "all_gone": c.all_gone, "agreement": p.agreement, "completes": p.completes},
    about="open and close, either end closing at any time",
    rfc="9293 3.5, 3.6",
    claims=("P27",),
    mutants=o.broken("agreement"),
    larger=(x.AN_ABORT,),
)
ANY_OPEN = Model(
    allowing(
        {ACTIVE_OPEN: 1, PASSIVE_OPEN: 1, CLOSE: 1, ABORT: 1, USER_TIMEOUT: 1, **TIMERS},
        channel=SMALL_BAG,
    ),
    {"completes": p.completes, "agreement": p.agreement, "closes": c.closes, "half_open": c.half_open},
    about="either end opens, closes, aborts or gives up, at any time",
    rfc="9293 3.5, 3.6, 3.10",
    mutants=o.broken("agreement"),
    larger=(x.A_GIVES_UP_TWICE,),
)
TEXT = Model(
    allowing(
        {SEND: 1, RECEIVE: 1, TRANSMIT: ANY, CLOSE: 1, RETRANSMIT: ANY}, start=TWO_OCTETS, buffer=2, channel=SMALL_BAG
    ),
    {
        "closes": c.closes,
        "text_after_fin": d.text_after_fin,
        "numbers_in_order": d.numbers_in_order,
        "fin_acked_fin_heard": c.fin_acked_fin_heard,
        "read_end": d.read_end,
        "end_after_everything": d.end_after_everything,
    },
    about="an octet each way, read or not, and the closing behind it",
    rfc="9293 3.6, 3.10.2, 3.10.3",
    claims=("P21", "P25", "P26", "P42"),
    mutants={
        "numbers_in_order": x.FREES_WHEN_SENT,
        "fin_acked_fin_heard": x.FIN_UNNUMBERED,
        "end_after_everything": x.END_TOO_EARLY,
    },
    larger=(x.READS_MORE,),
)
WINDOW = Model(
    allowing(
        {SEND: 2, RECEIVE: 1, TRANSMIT: ANY, PERSIST: ANY, ("A", CLOSE): 1, RETRANSMIT: ANY},
        start=both_established(1),
        buffer=1,
        channel=SMALL_BAG,
    ),
    {
        "window_shut": d.window_shut,
        "numbers_in_order": d.numbers_in_order,
        "fin_acked_fin_heard": c.fin_acked_fin_heard,
    },
    about="two octets through a window of one",
    rfc="9293 3.8.6",
    claims=("P26", "P42"),
    mutants={"numbers_in_order": x.FREES_WHEN_SENT, "fin_acked_fin_heard": x.FIN_UNNUMBERED},
    larger=(x.READS_MORE,),
)
DELAYED = Model(
    allowing(
        {SEND: 1, TRANSMIT: ANY, CLOSE: 1, DELAYED_ACK: ANY, RETRANSMIT: ANY},
        start=TWO_OCTETS,
        buffer=2,
        channel=SMALL_BAG,
        params={"DELAYED": 1},
    ),
    {"merged": c.merged, "closes": c.closes, "numbers_in_order": d.numbers_in_order},
    about="text and closing, acknowledged late",
    rfc="9293 3.8.6.3",
    claims=("P22",),
    mutants={"numbers_in_order": x.FREES_WHEN_SENT},
    larger=(x.A_SENDS_TWICE,),
)
HELD = Model(
    allowing(
        {("A", SEND): 2, TRANSMIT: ANY, CLOSE: 1, RETRANSMIT: ANY},
        start=TWO_OCTETS,
        buffer=2,
        channel=BAG,
        params={"HOLDS": 1},
    ),
    {"text_held": d.text_held, "numbers_in_order": d.numbers_in_order, "fin_acked_fin_heard": c.fin_acked_fin_heard},
    about="text that overtakes text is held",
    rfc="9293 3.10.7.4 seventh",
    claims=("P26",),
    mutants={"numbers_in_order": x.FREES_WHEN_SENT, "fin_acked_fin_heard": x.FIN_UNNUMBERED},
    larger=(x.A_SENDS_THRICE,),
)
HELD_B = Model(
    allowing(
        {("B", SEND): 2, TRANSMIT: ANY, ("B", CLOSE): 1, RETRANSMIT: ANY},
        start=TWO_OCTETS,
        buffer=2,
        channel=BAG,
        params={"HOLDS": 1},
    ),
    {"text_held": d.text_held_by_a},
    about="the same from B to A",
    rfc="9293 3.10.7.4 seventh",
)
CLOSING_BOTH_WAYS = Model(
    allowing(
        {SEND: 1, TRANSMIT: ANY, RECEIVE: 1, CLOSE_BOTH: 1, CLOSE: 1, **TIMERS},
        start=TWO_OCTETS,
        buffer=2,
        channel=SMALL_BAG,
    ),
    {"closes": c.closes, "half_open": c.half_open},
    about="a socket's close(): what comes after it is refused",
    rfc="9293 3.6.1",
    claims=("P36",),
)
LISTEN_SEND = Model(
    allowing({PASSIVE_OPEN: 1, SEND: 1, TRANSMIT: ANY, CLOSE_BOTH: 1, RETRANSMIT: ANY}, channel=SMALL_BAG),
    {"completes": p.completes, "agreement": p.agreement},
    about="a SEND in LISTEN opens actively; close() before the opening is done",
    rfc="9293 3.10.2",
    mutants=o.broken("agreement"),
    larger=(x.LISTENS_MORE,),
)

OLD_SEGMENTS = Model(
    allowing(
        {("A", ACTIVE_OPEN): 1, ("B", PASSIVE_OPEN): 1, RETRANSMIT: ANY},
        in_flight=(segment("B", SEQ=90, CTL=SYN), segment("A", SEQ=310, CTL=SYN), segment("B", SEQ=105, CTL=RST)),
        channel=REORDERING.holding(2),
        isn={"A": fresh(100), "B": any_of(300, 400)},
    ),
    {"completes": p.completes, "agreement": p.agreement},
    about="three old segments among the new ones",
    rfc="9293 3.10.7",
    mutants={"agreement": o.A_TAKES_ANY_ACK},
    larger=(o.ANOTHER_NUMBER, x.ONE_MORE_PLACE),
)
OLD_SYN_TO_A = Model(
    allowing(
        {("B", ACTIVE_OPEN): 1, RETRANSMIT: ANY},
        in_flight=(
            segment("A", SEQ=290, CTL=SYN),
            segment("A", SEQ=291, ACK=50, CTL=ACK),
            segment("B", SEQ=7, ACK=9, CTL=RST | ACK),
        ),
        start={"A": listening()},
        isn={"A": any_of(100, 200), "B": fresh(300)},
        channel=BAG,
    ),
    {"completes": p.completes, "agreement": p.agreement},
    about="figure 8 with the ends exchanged",
    rfc="9293 3.5, figure 8",
    mutants={"agreement": o.B_TAKES_ANY_ACK},
    larger=(more_numbers(A=500), x.ONE_MORE_PLACE),
    assuming={"clock-driven": CLOCK_DRIVEN},
)
STRANGE_TO_B = (
    segment("B", SEQ=101, ACK=301, CTL=SYN | ACK),
    segment("B", SEQ=101, ACK=280, CTL=ACK),
    segment("B", SEQ=101, CTL=FIN),
    segment("B", SEQ=101, ACK=333, CTL=ACK),
)
STRANGE_TO_A = (
    segment("A", SEQ=301, ACK=101, CTL=SYN | ACK),
    segment("A", SEQ=301, ACK=80, CTL=ACK),
    segment("A", SEQ=301, CTL=FIN),
    segment("A", SEQ=301, ACK=133, CTL=ACK),
)
STRANGE_SEGMENTS = Model(
    allowing({CLOSE: 1}, start=both_established(), in_flight=STRANGE_TO_B, channel=LOSSY_BAG),
    {"closes": c.closes, "numbers_in_order": d.numbers_in_order},
    about="four segments to B that A never sent: challenged, acknowledged, dropped",
    rfc="9293 3.10.7.4",
    mutants={"numbers_in_order": x.ACKS_OF_NOTHING_SENT},
    larger=(x.ONE_MORE_PLACE,),
    assuming={"clock-driven": CLOCK_DRIVEN},
)
STRANGE_SEGMENTS_TO_A = Model(
    allowing({CLOSE: 1}, start=both_established(), in_flight=STRANGE_TO_A, channel=LOSSY_BAG),
    {"closes": c.closes, "numbers_in_order": d.numbers_in_order},
    about="four segments to A that B never sent",
    rfc="9293 3.10.7.4",
    mutants={"numbers_in_order": x.ACKS_OF_NOTHING_SENT},
    larger=(x.ONE_MORE_PLACE,),
    assuming={"clock-driven": CLOCK_DRIVEN},
)
TOO_MUCH_TEXT = Model(
    allowing(
        {CLOSE: 1, RETRANSMIT: ANY},
        start=both_established(1),
        buffer=1,
        in_flight=(
            segment("B", SEQ=101, ACK=301, CTL=ACK, DATA=2, WND=1),
            segment("A", SEQ=301, ACK=101, CTL=ACK, DATA=2, WND=1),
        ),
        params={"DATA": 2},
        channel=BAG,
    ),
    {"closes": c.closes},
    about="more text than the window has room for: what fits is taken",
    rfc="9293 3.10.7.4 first",
)
REOPENED = Model(
    allowing(
        {ACTIVE_OPEN: 1, RETRANSMIT: ANY, TWO_MSL: 1},
        start=both_in_time_wait(),
        isn={"A": fresh(200, 250), "B": fresh(400, 450)},
        channel=BAG,
        params={"REOPENS": 1},
    ),
    {"completes": p.completes, "agreement": p.agreement},
    about="a newer SYN opens a new connection in TIME-WAIT (MAY-2)",
    rfc="9293 3.6.1",
    mutants={
        "agreement": o.A_TAKES_ANY_ACK
        & variant(in_flight=(segment("B", SEQ=195, CTL=SYN),), name="an old SYN in flight")
    },
    larger=(once_more(ACTIVE_OPEN),),
)

READINGS: Mapping[str, Model] = {
    "closing-deletes-on-acks": Model(
        allowing({CLOSE: 1, **TIMERS}, DeletesOnAcks, DeletesOnAcks, start=both_established()),
        {"both_time_wait": c.both_time_wait, "all_gone": c.all_gone},
        {"both_time_wait": "IMPOSSIBLE"},
        about="section 3.6 case 3 to the letter: a simultaneous close without TIME-WAIT",
        rfc="9293 3.6",
        mutants={"both_time_wait": variant(A=Tcp, B=Tcp)},
        larger=(x.AN_ABORT,),
    ),
    "abort-to-time-wait": Model(
        allowing({ABORT: 1, **TIMERS}, AbortsToTimeWait, AbortsToTimeWait, start=both_established()),
        {"both_time_wait": c.both_time_wait, "all_gone": c.all_gone},
        about="note 3 of figure 5 to the letter: who resets waits",
        rfc="9293 3.3.2 note 3",
    ),
    "closing-answers-in-time-wait": Model(
        allowing({CLOSE: 1, **TIMERS}, AnswersInTimeWait, AnswersInTimeWait, start=both_established()),
        {"both_time_wait": c.both_time_wait, "closes": c.closes},
        about="whatever comes in TIME-WAIT is acknowledged",
        rfc="9293 3.10.7.4 fifth",
    ),
    "refused-to-listen": Model(
        allowing(
            {("A", ACTIVE_OPEN): 1, RETRANSMIT: ANY},
            ReturnsToListen,
            isn={"A": fresh(100), "B": fresh(300)},
            channel=LOSSY,
        ),
        {"completes": p.completes},
        {"completes": "IMPOSSIBLE"},
        about="section 3.5 in prose: refused, A returns to LISTEN",
        rfc="9293 3.5",
        mutants={"completes": variant(start={"B": listening()}, name="B listens")},
        larger=(once_more(ACTIVE_OPEN) & more_numbers(A=200),),
    ),
}

MODELS: Mapping[str, Model] = {
    "closing": CLOSING,
    "merged-close": MERGED_CLOSE,
    "opening-closing": OPENING_CLOSING,
    "any-open": ANY_OPEN,
    "text": TEXT,
    "window": WINDOW,
    "delayed": DELAYED,
    "held": HELD,
    "held-b": HELD_B,
    "closing-both-ways": CLOSING_BOTH_WAYS,
    "listen-send": LISTEN_SEND,
    "old-segments": OLD_SEGMENTS,
    "old-syn-to-a": OLD_SYN_TO_A,
    "strange-segments": STRANGE_SEGMENTS,
    "strange-segments-to-a": STRANGE_SEGMENTS_TO_A,
    "too-much-text": TOO_MUCH_TEXT,
    "reopened": REOPENED,
    **READINGS,
}
