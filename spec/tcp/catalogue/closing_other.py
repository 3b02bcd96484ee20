"""Other ways to close: one direction, both at once, by a reset, before the connection is ESTABLISHED.

Both ends are ESTABLISHED at the start (A opened with 100, B listened and chose 300), unless a model says otherwise.
"""

from __future__ import annotations

from spec.notation import (
    DUPLICATING_BAG,
    PERFECT,
    REORDERING,
    Channel,
    Limits,
    Model,
    System,
    ask,
    asks,
    between,
    fresh,
    limited,
    model,
    once_more,
    one_more_place,
    struck,
    variant,
)
from spec.tcp.catalogue.changes import AN_ABORT, TAKES_ANY_ACK
from spec.tcp.properties import closing as c, data as d, opening as p
from spec.tcp.systems import ANY, allowing, both_established, listening
from spec.tcp.table import Tcp
from spec.tcp.variables import (
    ABORT,
    ACTIVE_OPEN,
    CLOSE,
    CLOSE_BOTH,
    RECEIVE,
    RETRANSMIT,
    SEND,
    TRANSMIT,
    TWO_MSL,
    USER_TIMEOUT,
)
from spec.tcp.variants.mutants import FreesWhenSent
from spec.tcp.variants.readings import AbortsToTimeWait, AnswersInTimeWait, DeletesOnAcks
from spec.tcp.variants.unnumbered import FinWithoutNumber
from spec.tcp.variants.watched import SendsLater, Watched

TIMERS: Limits = {RETRANSMIT: ANY, TWO_MSL: ANY}
DATA: Limits = {TRANSMIT: ANY, RETRANSMIT: ANY}
HERE, TWO_OCTETS = both_established(), both_established(2)
"""With a buffer of 16 octets, and with one of 2."""

# One direction


@model(FLYING=between(1, 3))
def half_close(FLYING: int = 1) -> Model:
    """A's user closes; B's user sends when the FIN has come, and closes at last."""
    return Model(
        allowing(
            {CLOSE: 1, ("A", RECEIVE): 1, ("B", SEND): 1, **DATA},
            Watched,
            SendsLater,
            DUPLICATING_BAG.holding(FLYING),
            start=TWO_OCTETS,
            buffer=2,
        ),
        asks(
            c.half_closed,
            c.reads_after_close,
            c.takes_after_close,
            ask(d.numbers_in_order, broken_by=(variant(A=FinWithoutNumber), variant(B=FreesWhenSent))),
        ),
        about="an end that has closed still takes and reads what the other sends",
        rfc="9293 3.6",
        larger=(one_more_place(),),
    )


# Both directions at once

half_duplex_close = Model(
    allowing({("A", CLOSE_BOTH): 1, ("B", CLOSE): 1, ("B", SEND): 1, **DATA}, start=TWO_OCTETS, buffer=2),
    asks(
        ask(c.takes_when_deaf, "IMPOSSIBLE", broken_by=struck("deaf_text").called("data is taken after close()")),
        ask(c.takes_after_close, "IMPOSSIBLE", broken_by=struck("deaf_text").called("data is taken after close()")),
        d.fin_sent,
        c.refuses_when_deaf,
    ),
    about="close() of a socket, called by A alone: data of B that comes afterwards is refused, not kept",
    rfc="9293 3.6.1 MAY-1",
    larger=(once_more(SEND),),
)
closing_both_ways = Model(
    allowing(
        {SEND: 1, RECEIVE: 1, CLOSE_BOTH: 1, CLOSE: 1, TRANSMIT: ANY, **TIMERS},
        start=TWO_OCTETS,
        buffer=2,
        channel=DUPLICATING_BAG.holding(1),
    ),
    asks(c.closes, c.half_open),
    about="either end may close() its socket or close one direction, with an octet to send and to read",
    rfc="9293 3.6.1",
)
unread_close = Model(
    allowing({("A", CLOSE_BOTH): 1, ("B", SEND): 1, **DATA}, start=TWO_OCTETS, buffer=2),
    asks(c.acknowledged_and_gone),
    about="close() while data is unread resets the connection, although that data is acknowledged",
    rfc="9293 3.6.1 SHLD-3; 2525 2.17",
)

# By a reset

abort_frees = Model(
    allowing({ABORT: 1, RETRANSMIT: ANY}, start=HERE),
    asks(ask(c.reset_frees, broken_by=variant(A=AbortsToTimeWait, B=AbortsToTimeWait, name="who resets waits"))),
    about="an abort frees both ports at once",
    rfc="9293 3.10.5",
    larger=((limited(SEND, 1, "A") & limited(TRANSMIT, 2)).called("A sends an octet"),),
)

# At any time, before the connection is ESTABLISHED too


def early(channel: Channel, timers: Limits) -> System:
    """A opens; either end may close at any time."""
    return allowing(
        {("A", ACTIVE_OPEN): 1, CLOSE: 1, TWO_MSL: ANY, **timers},
        channel=channel,
        start={"B": listening()},
        isn={"A": fresh(100), "B": fresh(300, 400)},
    )


NO_RETRANSMISSION = limited(RETRANSMIT, 0)
REORDERS = variant(channel=REORDERING)

opening_closing = Model(
    early(DUPLICATING_BAG.holding(2), {RETRANSMIT: ANY}),
    asks(c.closes, c.all_gone, ask(p.agreement, broken_by=TAKES_ANY_ACK), p.completes),
    about="a whole connection, opened and closed, where either end closes at any time",
    rfc="9293 3.5, 3.6",
    larger=(AN_ABORT,),
)
early_close_reordered = Model(
    early(REORDERING, {}),
    asks(c.early_dead_end, ask(c.no_dead_end, "VIOLATED")),
    about="a FIN overtakes the SYN,ACK and is dropped: without retransmission both ends wait for ever",
    rfc="9293 3.10.7.3 fifth",
)
early_close_in_order = Model(
    early(PERFECT.holding(4), {}),
    asks(ask(c.early_dead_end, "IMPOSSIBLE", broken_by=REORDERS), ask(c.no_dead_end, broken_by=REORDERS), c.closes),
    about="either end closes at any time, no retransmission, and the network keeps the order: nobody waits for ever",
    larger=(limited(RETRANSMIT, 1),),
)
early_close_timers = Model(
    early(DUPLICATING_BAG.holding(2), {RETRANSMIT: ANY}),
    asks(
        c.early_dead_end,
        ask(c.no_dead_end, broken_by=NO_RETRANSMISSION),
        ask(c.can_close, broken_by=NO_RETRANSMISSION),
    ),
    about="a FIN that overtakes the SYN,ACK is dropped, and sent again: nobody waits for ever",
    larger=(limited(USER_TIMEOUT, 1),),
)

# Other readings of RFC 9293

closing_deletes_on_acks = Model(
    allowing({CLOSE: 1, **TIMERS}, DeletesOnAcks, DeletesOnAcks, start=HERE),
    asks(ask(c.both_time_wait, "IMPOSSIBLE", broken_by=variant(A=Tcp, B=Tcp)), c.all_gone),
    about="section 3.6, case 3, to the letter: after a simultaneous close neither end waits in TIME-WAIT",
    rfc="9293 3.6",
    larger=(AN_ABORT,),
)
abort_to_time_wait = Model(
    allowing({ABORT: 1, **TIMERS}, AbortsToTimeWait, AbortsToTimeWait, start=HERE),
    asks(c.both_time_wait, c.all_gone),
    about="note 3 of figure 5 to the letter: an end that sends a reset waits in TIME-WAIT",
    rfc="9293 3.3.2 note 3",
)
closing_answers_in_time_wait = Model(
    allowing({CLOSE: 1, **TIMERS}, AnswersInTimeWait, AnswersInTimeWait, start=HERE),
    asks(c.both_time_wait, c.closes),
    about="3.10.7.4, fifth, to the letter: whatever arrives in TIME-WAIT is acknowledged",
    rfc="9293 3.10.7.4 fifth",
)
