"""Data: through windows, out of order, among segments that nobody sent, and sent again.

Both ends are ESTABLISHED at the start (A opened with 100, B listened and chose 300).
"""

from __future__ import annotations

from spec.notation import (
    DUPLICATING_BAG,
    LOSSY,
    LOSSY_BAG,
    Channel,
    Limits,
    Model,
    System,
    altered,
    ask,
    asks,
    fresh,
    limited,
    more_numbers,
    once_more,
    one_more_place,
    variant,
)
from spec.tcp.catalogue.changes import FIN_UNNUMBERED
from spec.tcp.disciplines import CLOCK_DRIVEN
from spec.tcp.properties import closing as c, data as d, opening as o
from spec.tcp.systems import ANY, allowing, both_established, opening
from spec.tcp.variables import (
    ACK,
    ACTIVE_OPEN,
    CLOSE,
    CLOSE_WAIT,
    CLOSING,
    DELAYED_ACK,
    ESTABLISHED,
    FIN,
    LAST_ACK,
    PERSIST,
    RECEIVE,
    RETRANSMIT,
    SEG,
    SEND,
    SND,
    SYN,
    TIME_WAIT,
    TRANSMIT,
    segment,
)
from spec.tcp.variants.mutants import FreesWhenSent, NeverRepeatsText
from spec.tcp.variants.openings import FastOpen, SendsOnSyn
from spec.tcp.variants.readings import TakesNothingWhenShut

MOVING: Limits = {TRANSMIT: ANY, RETRANSMIT: ANY}
HERE, TWO_OCTETS = both_established(), both_established(2)
"""With a buffer of 16 octets, and with one of 2."""
SMALL_BAG, BAG = DUPLICATING_BAG.holding(1), DUPLICATING_BAG.holding(2)
A_FREES_WHEN_SENT = variant(A=FreesWhenSent)
READS_MORE, MORE_DATA = once_more(RECEIVE), once_more(SEND)

# Through windows

text = Model(
    allowing({SEND: 1, RECEIVE: 1, CLOSE: 1, **MOVING}, start=TWO_OCTETS, buffer=2, channel=SMALL_BAG),
    asks(
        c.closes,
        d.text_after_fin,
        ask(d.numbers_in_order, broken_by=A_FREES_WHEN_SENT),
        ask(c.fin_acked_fin_heard, broken_by=FIN_UNNUMBERED),
        d.read_end,
        ask(
            d.end_after_everything,
            broken_by=altered(
                "read() returns 0 where nothing has arrived",
                "B",
                receive_end=lambda row: row.but(at=(ESTABLISHED, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT)),
            ),
        ),
    ),
    about="an octet each way, read or not, and the closing behind it",
    rfc="9293 3.6, 3.10.2, 3.10.3",
    larger=(READS_MORE,),
)
window = Model(
    allowing(
        {SEND: 2, RECEIVE: 1, PERSIST: ANY, ("A", CLOSE): 1, **MOVING},
        start=both_established(1),
        buffer=1,
        channel=SMALL_BAG,
    ),
    asks(
        d.window_shut,
        ask(d.numbers_in_order, broken_by=A_FREES_WHEN_SENT),
        ask(c.fin_acked_fin_heard, broken_by=FIN_UNNUMBERED),
    ),
    about="two octets each way through a window of one octet",
    rfc="9293 3.8.6",
    larger=(READS_MORE,),
)
shut_window = Model(
    allowing(
        {SEND: 2, ("A", RECEIVE): 2, PERSIST: ANY, **MOVING},
        start=both_established(1),
        buffer=1,
        channel=LOSSY_BAG.holding(1),
    ),
    asks(d.window_shut, ask(d.acked_when_shut, broken_by=variant(B=TakesNothingWhenShut))),
    about="B's user does not read, so that B's window is shut: A's ACKs come with data that B has no room for",
    rfc="9293 3.10.7.4 first",
    larger=(one_more_place(),),
)
delayed = Model(
    allowing(
        {SEND: 1, CLOSE: 1, DELAYED_ACK: ANY, **MOVING},
        start=TWO_OCTETS,
        buffer=2,
        channel=SMALL_BAG,
        params={"DELAYED": 1},
    ),
    asks(c.merged, c.closes, ask(d.numbers_in_order, broken_by=A_FREES_WHEN_SENT)),
    about="an octet each way and the closing behind it, where acknowledgements may wait",
    rfc="9293 3.8.6.3",
    larger=(limited(SEND, 2, "A"),),
)
too_much_text = Model(
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
    asks(c.closes),
    about="more data than the window has room for: what fits is taken",
    rfc="9293 3.10.7.4 first",
)

# On a SYN

OLD_SYN_AND_DATA = segment("B", SEQ=90, CTL=SYN, DATA=1)
WITH_DATA: Limits = {TRANSMIT: ANY, ("A", SEND): 0, ("B", SEND): 0, ("A", RECEIVE): 0, ("B", RECEIVE): 0}

syn_with_data = Model(
    opening(SendsOnSyn, in_flight=(OLD_SYN_AND_DATA,), at_most=WITH_DATA),
    asks(
        d.kept_with_syn,
        ask(d.taken_with_syn, "IMPOSSIBLE", broken_by=variant(B=FastOpen)),
        ask(d.old_data, broken_by=variant(B=FastOpen)),
    ),
    about="data on a SYN is kept until the opening is over: of an old SYN nothing is handed over",
    rfc="9293 3.10.7.2 third",
    larger=(more_numbers(B=500),),
)
fast_open = Model(
    opening(FastOpen, FastOpen, in_flight=(OLD_SYN_AND_DATA,), at_most=WITH_DATA),
    asks(d.taken_with_syn, ask(d.old_data, "VIOLATED")),
    about="Fast Open hands over the data of a SYN at once: that of an old SYN, too",
    rfc="7413 4.2.2",
)
more_on_syns = Model(
    allowing(
        {ACTIVE_OPEN: 1, RETRANSMIT: ANY},
        in_flight=(
            segment("A", SEQ=300, CTL=SYN | FIN),
            segment("A", SEQ=300, ACK=101, CTL=SYN | ACK, DATA=1),
            segment("B", SEQ=100, CTL=SYN, DATA=1),
            segment("B", SEQ=100, ACK=301, CTL=SYN | FIN | ACK),
        ),
        isn={"A": fresh(100), "B": fresh(300)},
        channel=LOSSY_BAG.holding(2),
    ),
    asks(o.completes, d.kept_with_syn),
    about="both open at once, and data and FINs come with the SYNs and SYN,ACKs",
    rfc="9293 3.10.7.3 fourth",
)

# Out of order

held = Model(
    allowing({("A", SEND): 2, CLOSE: 1, **MOVING}, start=TWO_OCTETS, buffer=2, channel=BAG, params={"HOLDS": 1}),
    asks(
        d.text_held,
        ask(d.numbers_in_order, broken_by=A_FREES_WHEN_SENT),
        ask(c.fin_acked_fin_heard, broken_by=FIN_UNNUMBERED),
    ),
    about="data of A that overtakes other data is held by B, until the gap is filled",
    rfc="9293 3.10.7.4 seventh",
    larger=(limited(SEND, 3, "A"),),
)
held_b = Model(
    allowing({("B", SEND): 2, ("B", CLOSE): 1, **MOVING}, start=TWO_OCTETS, buffer=2, channel=BAG, params={"HOLDS": 1}),
    asks(text_held=d.text_held_by_a),
    about="data of B that overtakes other data is held by A, until the gap is filled",
    rfc="9293 3.10.7.4 seventh",
)

# Segments that nobody sent

ACKS_OF_NOTHING_SENT = altered(
    "nobody looks whether what is acknowledged was sent",
    ack_too_far=lambda row: row.never(),
    ack_new=lambda row: row.but(when=SND.UNA < SEG.ACK),
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

strange_segments = Model(
    allowing({CLOSE: 1}, start=HERE, in_flight=STRANGE_TO_B, channel=LOSSY_BAG),
    asks(c.closes, ask(d.numbers_in_order, broken_by=ACKS_OF_NOTHING_SENT)),
    about="four segments to B that A never sent: they are challenged, acknowledged or dropped",
    rfc="9293 3.10.7.4",
    larger=(one_more_place(),),
    assuming={"clock-driven": CLOCK_DRIVEN},
)
strange_segments_to_a = Model(
    allowing({CLOSE: 1}, start=HERE, in_flight=STRANGE_TO_A, channel=LOSSY_BAG),
    asks(c.closes, ask(d.numbers_in_order, broken_by=ACKS_OF_NOTHING_SENT)),
    about="four segments to A that B never sent: they are challenged, acknowledged or dropped",
    rfc="9293 3.10.7.4",
    larger=(one_more_place(),),
    assuming={"clock-driven": CLOCK_DRIVEN},
)

# What is lost is sent again


def _sending(timers: Limits) -> System:
    """A sends an octet; nobody closes."""
    return allowing({("A", SEND): 1, TRANSMIT: ANY, **timers}, start=HERE)


def _two_octets(channel: Channel) -> System:
    """A sends two octets, each in a segment of its own."""
    allowed: Limits = {("A", SEND): 2, ("A", TRANSMIT): ANY, RETRANSMIT: ANY}
    return allowing(allowed, channel=channel, start=both_established(4), buffer=4)


SENT_ONCE = variant(A=NeverRepeatsText)

text_repeated = Model(
    _sending({RETRANSMIT: ANY}),
    asks(
        d.text_waits,
        ask(d.text_can_be_acked, broken_by=limited(RETRANSMIT, 0)),
        ask(d.fin_sent, "IMPOSSIBLE", broken_by=limited(CLOSE, 1, "A")),
    ),
    about="data is sent again until it is acknowledged",
    rfc="9293 3.8.1",
    larger=(MORE_DATA,),
)
text_not_repeated = Model(
    _sending({}),
    asks(d.text_waits, ask(d.text_can_be_acked, "VIOLATED")),
    about="data without retransmission: what is lost is lost",
)
text_is_live = Model(
    _two_octets(LOSSY),
    asks(
        ask(d.text_unaided, "VIOLATED"),
        ask(d.text_weakly, "VIOLATED"),
        ask(d.text_acked, "VIOLATED"),
        ask(d.all_text_acked, "VIOLATED"),
        ask(d.text_acked_in_turn, broken_by=SENT_ONCE),
        ask(d.all_text_acked_in_turn, broken_by=SENT_ONCE),
        ask(d.queue_drains_in_turn, broken_by=SENT_ONCE),
        ask(d.can_be_acked, broken_by=SENT_ONCE),
    ),
    about="is data acknowledged in the end?  A network that repeats one segment for ever may pass that off as delivery",
    rfc="9293 3.8.1",
    larger=(MORE_DATA,),
)
text_is_live_bag = Model(
    _two_octets(LOSSY_BAG.holding(2)),
    asks(
        ask(d.text_acked, broken_by=SENT_ONCE),
        ask(d.all_text_acked, broken_by=SENT_ONCE),
        ask(d.queue_drains, broken_by=SENT_ONCE),
    ),
    about="data is acknowledged in the end, over a network that may lose but does not repeat",
    rfc="9293 3.8.1",
    larger=(MORE_DATA, one_more_place()),
)
