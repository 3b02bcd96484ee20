"""What an application's sockets make of TCP: SO_LINGER, shutdown, the end of a process, orphans, SO_REUSEADDR."""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import DUPLICATING_BAG, LOSSY, Limits, Model, ask, asks, at, limited, once_more, struck, variant
from spec.notation.nodes import End
from spec.notation.systems import Start
from spec.tcp.properties import opening as o, sockets as s
from spec.tcp.systems import ANY, allowing, both_established, opening
from spec.tcp.table import Tcp
from spec.tcp.variables import (
    ACTIVE_OPEN,
    CLOSE,
    CLOSE_BOTH,
    CLOSED,
    PASSIVE_OPEN,
    RECEIVE,
    RETRANSMIT,
    SEND,
    TRANSMIT,
    TWO_MSL,
)
from spec.tcp.variants.sockets import (
    FIN_WAIT_2_OVER,
    SHUT_RD,
    DefersAccept,
    DropsOrphans,
    HoldsPort,
    Lingers0,
    Port,
    ReusesAddress,
    ShutsReading,
)
from spec.tcp.variants.watched import Watched

MOVING: Limits = {TRANSMIT: ANY, RETRANSMIT: ANY}
SMALL = DUPLICATING_BAG.holding(1)
HERE, TWO_OCTETS = both_established(), both_established(2)

lingers_0 = Model(
    allowing({("A", SEND): 1, ("A", CLOSE_BOTH): 1, ("B", CLOSE): 1, **MOVING}, Lingers0, Watched, SMALL, start=HERE),
    asks(
        ask(s.written_can_arrive, "VIOLATED"),
        ask(s.a_never_waits, broken_by=variant(A=Watched)),
    ),
    about="SO_LINGER with 0 seconds: close() resets, waits nowhere, and what has not arrived is lost",
    rfc="9293 3.10.5",
    larger=(once_more(SEND),),
)
lingers = Model(
    allowing({("A", SEND): 1, ("A", CLOSE_BOTH): 1, ("B", CLOSE): 1, **MOVING}, Watched, Watched, SMALL, start=HERE),
    asks(ask(s.written_can_arrive, broken_by=variant(A=Lingers0))),
    about="close() without SO_LINGER: what was written before it can still arrive",
    rfc="9293 3.6",
    larger=(once_more(SEND),),
)
shuts_reading = Model(
    allowing(
        {("A", SHUT_RD): 1, ("A", RECEIVE): 1, ("B", SEND): 1, **MOVING}, ShutsReading, start=TWO_OCTETS, buffer=2
    ),
    asks(s.end_without_fin, s.acked_unread, ask(s.b_is_told, "IMPOSSIBLE", broken_by=limited(CLOSE_BOTH, 1, "A"))),
    about="shutdown(SHUT_RD): read() returns 0, the peer's data is acknowledged all the same, and nobody tells it",
    rfc="9293 3.6",
    larger=(once_more(SEND),),
)
process_ends = Model(
    allowing({("B", CLOSE_BOTH): 1, ("A", SEND): 1, ("B", RECEIVE): 1, **MOVING}, start=TWO_OCTETS, buffer=2),
    asks(
        s.ends_with_fin,
        ask(s.fin_is_heard, broken_by=struck("fin_timeout", end="B").called("a FIN is sent once")),
        ask(s.a_hears_of_it, "VIOLATED"),
        s.ends_with_reset,
    ),
    about="B's process ends, and the kernel closes for it: by a FIN, "
    "or by a reset, which may be lost, if data is unread",
    rfc="9293 3.6.1; 2525 2.17",
    larger=(once_more(SEND),),
)
orphan = Model(
    allowing({("A", CLOSE_BOTH): 1, RETRANSMIT: ANY}, start=HERE),
    asks(ask(s.a_can_be_done, "VIOLATED")),
    about="A's socket is closed, and B's user never closes: in FIN-WAIT-2 A waits for ever",
    rfc="9293 3.6",
)
orphan_dropped = Model(
    allowing(
        {("A", CLOSE_BOTH): 1, ("A", FIN_WAIT_2_OVER): ANY, ("B", CLOSE): 1, RETRANSMIT: ANY, TWO_MSL: ANY},
        DropsOrphans,
        start=HERE,
    ),
    asks(ask(s.a_can_be_done, broken_by=(limited(FIN_WAIT_2_OVER, 0) & limited(CLOSE, 0, "B"))), s.b_is_reset),
    about="A gives up an orphan in FIN-WAIT-2 after a while: a FIN that comes later is answered by a reset",
    rfc="9293 3.6 (not in it)",
    larger=(once_more(CLOSE),),
)
PORT_HELD: Mapping[End, Start] = {"B": at(CLOSED, (Port.HELD, 1))}
port_held = Model(
    allowing({("A", ACTIVE_OPEN): 1, ("B", PASSIVE_OPEN): 1, RETRANSMIT: ANY}, Tcp, HoldsPort, LOSSY, start=PORT_HELD),
    asks(ask(s.b_can_serve, "VIOLATED")),
    about="a server starts again while its port has a connection in TIME-WAIT: it cannot listen before that is over",
    rfc="9293 3.6.1",
)
port_reused = Model(
    allowing(
        {("A", ACTIVE_OPEN): 1, ("B", PASSIVE_OPEN): 1, RETRANSMIT: ANY}, Tcp, ReusesAddress, LOSSY, start=PORT_HELD
    ),
    asks(ask(s.b_can_serve, broken_by=variant(B=HoldsPort)), s.serves_beside),
    about="SO_REUSEADDR: it listens beside TIME-WAIT; that connection is another one, and its segments are no others'",
    rfc="9293 3.6.1",
    larger=(once_more(ACTIVE_OPEN),),
)
accept_deferred = Model(
    opening(server=DefersAccept, at_most={("A", SEND): 1, ("A", TRANSMIT): ANY}),
    asks(
        s.open_alone,
        ask(s.b_opens_with_data, broken_by=variant(B=Tcp)),
        ask(o.can_complete, broken_by=limited(SEND, 0, "A")),
    ),
    about="deferred accept: B is not open before A's first data, and repeats its SYN,ACK until then",
    rfc="9293 3.10.7.4 fifth",
    larger=(once_more(SEND),),
)
