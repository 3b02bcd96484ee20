"""Data to the end: when read() returns 0, when a FIN may leave, what has been moved when both ends are CLOSED.

Both ends are ESTABLISHED at the start (A opened with 100, B listened and chose 300).
"""

from __future__ import annotations

from spec.notation import (
    DUPLICATING_BAG,
    LOSSY_FIFO,
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
    struck,
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
from spec.tcp.variants.readings import FinWaitsForRoom, ReadsWhileClosing
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
            ask(d.end_can_be_read, broken_by=struck("receive_end", end="B").called("read() never returns 0")),
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

# A FIN and the peer's window

FIN_ONCE, NO_WAIT = struck("fin_timeout").called("a FIN is sent once"), variant(A=Tcp, B=Tcp)


def _fin_behind_data(machine: type[Machine]) -> System:
    """A fills B's buffer of two octets and closes; B's user may read twice.  The order is kept: no window goes back."""
    allowed: Limits = {("A", SEND): 2, ("A", CLOSE): 1, ("B", RECEIVE): 2, **MOVING}
    return allowing(allowed, machine, machine, LOSSY_FIFO.holding(3), start=both_established(2), buffer=2)


fin_beyond_window = Model(
    _fin_behind_data(Tcp),
    asks(d.fin_sent_beyond, ask(d.fin_within_window, "VIOLATED"), ask(d.fin_is_taken, broken_by=FIN_ONCE)),
    about="a FIN is sent although the peer's window has no room for it, and is taken once the peer's user has read",
    rfc="9293 3.10.4, 3.10.7.4 first",
    larger=(once_more(SEND),),
)
fin_within_window = Model(
    _fin_behind_data(FinWaitsForRoom),
    asks(
        ask(d.fin_sent_beyond, "IMPOSSIBLE", broken_by=NO_WAIT),
        ask(d.fin_within_window, broken_by=NO_WAIT),
        ask(d.fin_is_taken, broken_by=FIN_ONCE),
    ),
    about="a FIN waits until the peer's window has room for it: the other reading of 3.10.4",
    rfc="9293 3.10.4",
    larger=(once_more(SEND),),
)

# Reading while the connection closes


def _closing_unread(server: type[Machine]) -> System:
    """A sends an octet and closes; B closes too, and its user may read at any time."""
    allowed: Limits = {("A", SEND): 1, ("A", CLOSE): 1, ("B", CLOSE): 1, ("B", RECEIVE): ANY}
    return _carries(1, allowed, Tcp, server)


unread_in_last_ack = Model(
    _closing_unread(Tcp),
    asks(d.closes_unread, ask(d.can_read_the_end, "VIOLATED")),
    about="an end that has closed reads no more (3.10.3 to the letter): data that has arrived can stay unread",
    rfc="9293 3.10.3",
)
read_in_last_ack = Model(
    _closing_unread(ReadsWhileClosing),
    asks(d.closes_unread, ask(d.can_read_the_end, broken_by=variant(B=Tcp))),
    about="an end that has closed can still read what has arrived, as sockets do",
    rfc="9293 3.10.3",
    larger=(once_more(SEND),),
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
