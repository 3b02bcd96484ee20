"""How RFC 9293, figure 5, draws the table on one page: where states stand, which paths are bold, what is folded."""

from __future__ import annotations

from collections.abc import Mapping

from spec.tcp.variables import (
    ABORT,
    CLOSE_WAIT,
    CLOSED,
    CLOSING,
    CRASH,
    ESTABLISHED,
    FIN_WAIT_1,
    FIN_WAIT_2,
    LAST_ACK,
    LISTEN,
    SYN_RECEIVED,
    SYN_SENT,
    TIME_WAIT,
    USER_TIMEOUT,
    TcpState,
)

Place = tuple[float, float]
"""In points from the top left corner of a page 338 points wide: the middle of a box."""

PLACES: Mapping[TcpState, tuple[Place, ...]] = {
    CLOSED: ((172, 26), (296, 418)),
    LISTEN: ((172, 92),),
    SYN_RECEIVED: ((48, 150),),
    SYN_SENT: ((296, 150),),
    ESTABLISHED: ((172, 216),),
    FIN_WAIT_1: ((48, 284),),
    CLOSE_WAIT: ((296, 284),),
    FIN_WAIT_2: ((48, 350),),
    CLOSING: ((172, 350),),
    LAST_ACK: ((296, 350),),
    TIME_WAIT: ((172, 418),),
}
"""CLOSED stands twice, as in the figure: an arrow goes to the nearer one, and leaves from the first."""

CLIENT = (CLOSED, SYN_SENT, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, TIME_WAIT, CLOSED)
"""The path of an end that opens first and closes first."""
SERVER = (CLOSED, LISTEN, SYN_RECEIVED, ESTABLISHED, CLOSE_WAIT, LAST_ACK, CLOSED)
"""The path of its peer."""

FRAMES: Mapping[str, tuple[float, float, float, float]] = {
    "active close": (10, 272, 210, 432),
    "passive close": (222, 272, 336, 364),
}
"""Boxes round the states of whoever closes first, and of its peer: left, top, right, bottom."""

ROUND: Mapping[tuple[TcpState, TcpState], tuple[Place, ...]] = {
    (CLOSED, SYN_SENT): ((296, 26),),
    (TIME_WAIT, SYN_RECEIVED): ((172, 444), (2, 444), (2, 150)),
}
"""Arrows that go round what stands in their way, and through which places."""

EVENTS: Mapping[str, str] = {
    "syn_received_ack": "rcv ACK of SYN",
    "queued_close": "CLOSE",  # one that has waited since SYN-RECEIVED
    "our_fin_acked": "rcv ACK of FIN",
    "closing_acked": "rcv ACK of FIN",
    "last_ack_acked": "rcv ACK of FIN",
    "fin": "rcv FIN",
    "fin_crosses": "rcv FIN",
    "fin_last": "rcv FIN",
    "time_wait_ends": "2 MSL timeout",
    "deaf_text": "close() loses data",
    "close_both_unread": "close() loses data",
}
"""What an arrow calls the event of a row, where the row itself says more, or less."""

FROM_ANYWHERE = (ABORT, USER_TIMEOUT, CRASH)
"""Events that end a connection wherever it is: as a reset that arrives or is sent, they are in a note, not arrows."""
