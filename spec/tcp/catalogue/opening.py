"""The three-way handshake: who is where when, with which numbers, and what old segments do to it.

In these models A opens (the client) and B listens (the server), unless a model says otherwise; the network is the
unbounded set that loses, repeats and reorders.
"""

from __future__ import annotations

from spec.notation import (
    DUPLICATING_BAG,
    REORDERING,
    Limits,
    Model,
    any_of,
    ask,
    asks,
    between,
    fresh,
    limited,
    model,
    more_numbers,
    once_more,
    one_more_place,
    struck,
    variant,
)
from spec.tcp.catalogue.changes import (
    A_SENDS,
    AN_OLD_SYN,
    B_LISTENS_AGAIN,
    TAKES_ANY_ACK,
    TAKES_FIRST_SYN,
    TAKES_OLD_SYN,
)
from spec.tcp.disciplines import CLOCK_DRIVEN, NO_OLD_ACK, NOT_REPEATED
from spec.tcp.properties import closing as c, opening as p
from spec.tcp.systems import ANY, FAR_OLD_SYN, OLD_ACK, OLD_SYN, allowing, listening, opening, received_syn
from spec.tcp.variables import (
    ABORT,
    ACK,
    ACTIVE_OPEN,
    CLOSE,
    CLOSE_BOTH,
    PASSIVE_OPEN,
    RETRANSMIT,
    RST,
    SEND,
    SYN,
    TRANSMIT,
    TWO_MSL,
    USER_TIMEOUT,
    segment,
)
from spec.tcp.variants.openings import NoReset
from spec.tcp.variants.readings import ReturnsToListen
from spec.tcp.variants.unnumbered import SynWithoutNumber

SYN_UNNUMBERED = variant(A=SynWithoutNumber, B=SynWithoutNumber, name="a SYN takes no number")
NO_RESET = variant(A=NoReset, in_flight=(FAR_OLD_SYN,), name="A is NoReset, another old SYN")
ANOTHER_NUMBER = more_numbers(B=500)
SMALL_BAG = DUPLICATING_BAG.holding(1)

three_way = Model(
    opening(),
    asks(
        p.completes,
        ask(p.agreement, broken_by=TAKES_ANY_ACK),
        ask(p.not_a_ghost, broken_by=TAKES_OLD_SYN),
        ask(p.was_there, broken_by=TAKES_FIRST_SYN),
        ask(p.a_first, broken_by=TAKES_FIRST_SYN),
        p.half_way,
        ask(p.can_complete, broken_by=limited(RETRANSMIT, 0)),
        p.cost,
    ),
    about="the three-way handshake: SYN, SYN,ACK, ACK",
    rfc="9293 3.5, figure 6",
    larger=(A_SENDS,),
)
handshake = Model(
    opening(),
    asks(
        p.completes,
        ask(p.syn_is_next, broken_by=SYN_UNNUMBERED),
        ask(p.answer_acks_syn, broken_by=AN_OLD_SYN),
        ask(p.waits_in_listen, broken_by=AN_OLD_SYN),
        ask(p.numbers_known, broken_by=TAKES_ANY_ACK),
        ask(p.together, "VIOLATED"),
    ),
    about="who waits in which state during the three-way handshake, and with which numbers",
    rfc="9293 3.5, figure 6",
    larger=(variant(isn={"A": any_of(100, 200), "B": any_of(300, 400)}),),
)
handshake_no_timers = Model(
    opening(at_most={RETRANSMIT: 0}),
    asks(p.completes, ask(p.can_complete, "VIOLATED")),
    about="the three-way handshake without retransmission: after one lost segment it never completes",
    rfc="9293 3.8.1",
)


@model(OPENS=between(1, 3))
def three_way_reopen(OPENS: int = 2) -> Model:
    """A gives up and opens again, OPENS times in all."""
    firsts, seconds = range(1, OPENS + 1), range(500, 500 + 100 * OPENS, 100)
    return Model(
        opening(opens=OPENS, gives_up=OPENS, isn={"A": fresh(*(100 * n for n in firsts)), "B": fresh(*seconds)}),
        asks(
            p.completes,
            ask(p.agreement, broken_by=TAKES_ANY_ACK),
            ask(p.not_a_ghost, broken_by=TAKES_OLD_SYN),
            ask(p.was_there, broken_by=TAKES_FIRST_SYN),
            p.a_gave_up,
            ask(p.not_alone, "VIOLATED"),
        ),
        about="the three-way handshake, where A gives up and opens again",
        rfc="9293 3.5",
        larger=(B_LISTENS_AGAIN,),
        assuming={"clock-driven": CLOCK_DRIVEN, "not-repeated": NOT_REPEATED},
    )


# Old segments

three_way_old_syn = Model(
    opening(in_flight=(OLD_SYN,)),
    asks(
        p.completes,
        ask(p.agreement, broken_by=TAKES_ANY_ACK),
        ask(p.not_a_ghost, broken_by=TAKES_OLD_SYN),
        ask(p.was_there, broken_by=TAKES_FIRST_SYN),
        p.old_syn_taken,
    ),
    about="the three-way handshake while an old SYN is still in the network",
    rfc="9293 3.5, figure 8",
    larger=(ANOTHER_NUMBER,),
)
old_syn_recovers = Model(
    opening(in_flight=(OLD_SYN,), isn={"A": fresh(100), "B": any_of(300, 400)}),
    asks(p.old_syn_taken, ask(p.can_complete, broken_by=NO_RESET)),
    about="B has answered an old SYN: A's reset brings it back to LISTEN",
    rfc="9293 3.5, figure 8",
    larger=(ANOTHER_NUMBER,),
)
old_syn_no_reset = Model(
    opening(NoReset, in_flight=(FAR_OLD_SYN,), isn={"A": fresh(100), "B": any_of(300, 400)}),
    asks(p.old_syn_taken, ask(p.can_complete, "VIOLATED")),
    about="B has answered an old SYN, and A sends no reset: the new SYN lies outside B's window, and nothing opens",
    rfc="9293 3.10.7.3 first",
)
reused_isn = Model(
    opening(in_flight=(OLD_SYN, OLD_ACK), isn={"A": fresh(100), "B": any_of(300)}),
    asks(p.b_established, ask(p.not_a_ghost, "VIOLATED")),
    about="three messages are not enough where B chooses an old initial number again",
    rfc="9293 3.4.1",
    assuming={"clock-driven": CLOCK_DRIVEN, "not-repeated": NOT_REPEATED, "no-old-ack": NO_OLD_ACK},
)
old_segments = Model(
    allowing(
        {("A", ACTIVE_OPEN): 1, ("B", PASSIVE_OPEN): 1, RETRANSMIT: ANY},
        in_flight=(segment("B", SEQ=90, CTL=SYN), segment("A", SEQ=310, CTL=SYN), segment("B", SEQ=105, CTL=RST)),
        channel=REORDERING.holding(2),
        isn={"A": fresh(100), "B": any_of(300, 400)},
    ),
    asks(
        p.completes,
        ask(p.agreement, broken_by=struck("syn_sent_bad_ack", end="A").called("A takes any SYN,ACK for its own")),
    ),
    about="an opening among three old segments: a SYN to each end, and a reset to B",
    rfc="9293 3.10.7",
    larger=(ANOTHER_NUMBER, one_more_place()),
)
old_syn_to_a = Model(
    allowing(
        {("B", ACTIVE_OPEN): 1, RETRANSMIT: ANY},
        in_flight=(
            segment("A", SEQ=290, CTL=SYN),
            segment("A", SEQ=291, ACK=50, CTL=ACK),
            segment("B", SEQ=7, ACK=9, CTL=RST | ACK),
        ),
        start={"A": listening()},
        isn={"A": any_of(100, 200), "B": fresh(300)},
        channel=DUPLICATING_BAG.holding(2),
    ),
    asks(
        p.completes,
        ask(p.agreement, broken_by=struck("syn_sent_bad_ack", end="B").called("B takes any SYN,ACK for its own")),
    ),
    about="B opens and A listens, while an old SYN, an old ACK and an old reset are still in the network",
    rfc="9293 3.5, figure 8",
    larger=(more_numbers(A=500), one_more_place()),
    assuming={"clock-driven": CLOCK_DRIVEN},
)

# Other calls

ANY_CALL: Limits = {ACTIVE_OPEN: 1, PASSIVE_OPEN: 1, CLOSE: 1, ABORT: 1, USER_TIMEOUT: 1, RETRANSMIT: ANY, TWO_MSL: ANY}

listen_send = Model(
    allowing({PASSIVE_OPEN: 1, SEND: 1, TRANSMIT: ANY, CLOSE_BOTH: 1, RETRANSMIT: ANY}, channel=SMALL_BAG),
    asks(p.completes, ask(p.agreement, broken_by=TAKES_ANY_ACK)),
    about="a SEND in LISTEN opens actively; close() may come before the opening is done",
    rfc="9293 3.10.2",
    larger=(once_more(PASSIVE_OPEN),),
)
close_in_syn_received = Model(
    allowing(
        {SEND: 1, CLOSE: 1, TRANSMIT: ANY, RETRANSMIT: ANY},
        start={"A": received_syn(100, 300), "B": received_syn(300, 100)},
        channel=SMALL_BAG,
    ),
    asks(
        p.close_waits,
        ask(p.closes_when_open, broken_by=struck("close_queued", end="B").called("CLOSE waits for no data")),
        c.closes,
    ),
    about="both ends have opened at once; a CLOSE in SYN-RECEIVED waits behind data until the end is ESTABLISHED",
    rfc="9293 3.10.4",
    larger=(once_more(SEND),),
)
any_open = Model(
    allowing(ANY_CALL, channel=SMALL_BAG),
    asks(p.completes, ask(p.agreement, broken_by=TAKES_ANY_ACK), c.closes, c.half_open),
    about="either end opens, closes, aborts or gives up, at any time",
    rfc="9293 3.5, 3.6, 3.10",
    larger=(limited(USER_TIMEOUT, 2, "A"),),
)
refused_to_listen = Model(
    allowing({("A", ACTIVE_OPEN): 1, RETRANSMIT: ANY}, ReturnsToListen),
    asks(ask(p.completes, "IMPOSSIBLE", broken_by=variant(start={"B": listening()}, name="B listens"))),
    about="nobody listens, and a refused A returns to LISTEN, as section 3.5 has it in prose",
    rfc="9293 3.5",
    larger=(once_more(ACTIVE_OPEN) & more_numbers(A=200),),
)
