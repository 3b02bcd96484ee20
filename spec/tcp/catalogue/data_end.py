"""Data to the end: when read() returns 0, and what has been moved when both ends are CLOSED.

Both ends are ESTABLISHED at the start (A opened with 100, B listened and chose 300).
"""

from __future__ import annotations

from spec.notation import (
    DUPLICATING_BAG,
    Limits,
    Machine,
    Model,
    System,
    altered,
    ask,
    asks,
    between,
    limited,
    model,
    once_more,
    variant,
)
from spec.tcp.properties import closing as c, data as d
from spec.tcp.systems import ANY, allowing, both_established
from spec.tcp.table import Tcp
from spec.tcp.variables import (
    ABORT,
    CLOSE,
    RECEIVE,
    RETRANSMIT,
    SEND,
    TRANSMIT,
    TWO_MSL,
)
from spec.tcp.variants.mutants import EndBeforeText, EndOutOfOrder, FreesWhenSent
from spec.tcp.variants.watched import Watched

MOVING: Limits = {TRANSMIT: ANY, RETRANSMIT: ANY}

# read() returns 0


def _carries(flying: int, allowed: Limits, client: type[Machine] = Watched, server: type[Machine] = Watched) -> System:
    """Data through buffers of two octets, over a network that loses, repeats and reorders what is in flight."""
    channel = DUPLICATING_BAG.holding(flying)
    return allowing({**allowed, **MOVING}, client, server, channel, start=both_established(2), buffer=2)


def _reading(server: type[Machine], flying: int = 1) -> System:
    """A sends an octet and closes; B's user reads twice, and closes when it likes."""
    return _carries(flying, {CLOSE: 1, ("A", SEND): 1, ("B", RECEIVE): 2}, Tcp, server)


@model(FLYING=between(1, 2))
def read_end(FLYING: int = 1) -> Model:
    """read() returns 0 after the last octet, not before."""
    return Model(
        _reading(Tcp, FLYING),
        asks(
            d.read_end,
            ask(d.end_after_all_text, broken_by=(variant(B=EndOutOfOrder), variant(B=EndBeforeText))),
            ask(d.end_once_fin_came, "VIOLATED"),
        ),
        about="read() returns 0 when the FIN has arrived and every octet before it is read",
        rfc="9293 3.10.3",
        larger=(once_more(SEND),),
    )


read_end_out_of_order = Model(
    _reading(EndOutOfOrder),
    asks(ask(d.end_after_all_text, "VIOLATED")),
    about="a mutant: the user is told of a FIN although data before it is missing",
)
read_end_before_text = Model(
    _reading(EndBeforeText),
    asks(ask(d.end_after_all_text, "VIOLATED")),
    about="a mutant: read() returns 0 although data in the buffer is unread",
)

# Data before the FIN

EACH_SENDS: Limits = {CLOSE: 1, SEND: 1, TWO_MSL: ANY}
FIN_BEFORE_DATA = altered(
    "a FIN is taken although data before it is missing",
    out_of_order=lambda row: EndOutOfOrder.out_of_order,
    fin=lambda row: EndOutOfOrder.fin,
)


@model(FLYING=between(1, 2))
def all_moved(FLYING: int = 1) -> Model:
    """An octet each way, and both close."""
    return Model(
        _carries(FLYING, EACH_SENDS),
        asks(
            c.both_heard,
            ask(d.nothing_lost, broken_by=FIN_BEFORE_DATA),
            ask(d.all_moved, broken_by=limited(ABORT, 1, "A")),
            d.not_all_read,
        ),
        about="an octet each way, and both ends close: all data gets to the other's TCP",
        rfc="9293 3.6",
        larger=(limited(SEND, 2, "A"),),
    )


abort_loses = Model(
    _carries(1, {**EACH_SENDS, ("A", ABORT): 1}),
    asks(ask(d.nothing_lost, broken_by=FIN_BEFORE_DATA), ask(d.all_moved, "VIOLATED")),
    about="an octet each way, and A may abort: what is queued is lost",
    rfc="9293 3.10.5",
    larger=(limited(SEND, 2, "A"),),
)
frees_when_sent = Model(
    _carries(1, {CLOSE: 1, ("A", SEND): 1}, FreesWhenSent, Tcp),
    asks(ask(d.numbers_in_order, "VIOLATED")),
    about="a mutant: data leaves the send buffer when it is sent, not when it is acknowledged",
)
