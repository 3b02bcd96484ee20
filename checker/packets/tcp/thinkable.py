"""The calls and timers of TCP that the judge of captures thinks of, and how far-fetched each is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from checker.packets.judging import Fields
from spec.notation.events import Event
from spec.tcp.variables import (
    ABORT,
    ACTIVE_OPEN,
    CLOSE,
    CLOSE_BOTH,
    CLOSED,
    DELAYED_ACK,
    LISTEN,
    PASSIVE_OPEN,
    PERSIST,
    RECEIVE,
    RETRANSMIT,
    SEND,
    SYN_SENT,
    TRANSMIT,
    TWO_MSL,
    USER_TIMEOUT,
    Ctl,
)
from spec.tcp.variants.permitted import ACK_AGAIN, FIN_AGAIN, KEEP_ALIVE, OPEN_WITH_TEXT, RETRANSMIT_MORE, TRANSMIT_LAST
from spec.tcp.variants.sockets import FIN_WAIT_2_OVER

SYN, RST, FIN, ACK = (int(bit) for bit in Ctl)
NO_CONNECTION: Final = (CLOSED.value, LISTEN.value, SYN_SENT.value)
COSTS: Final[Mapping[Event, int]] = {
    PASSIVE_OPEN: 10,
    ACTIVE_OPEN: 0,
    OPEN_WITH_TEXT: 0,
    SEND: 0,
    CLOSE: 0,
    CLOSE_BOTH: 0,
    RECEIVE: 0,
    TRANSMIT: 0,
    TRANSMIT_LAST: 0,
    DELAYED_ACK: 0,
    RETRANSMIT: 0,
    RETRANSMIT_MORE: 0,
    FIN_AGAIN: 0,
    PERSIST: 0,
    KEEP_ALIVE: 0,
    ACK_AGAIN: 0,
    ABORT: 20,
    TWO_MSL: 20,
    USER_TIMEOUT: 30,
    FIN_WAIT_2_OVER: 0,
}
"""How far-fetched each call and timer is where nothing is seen of it."""
COSTS_SEEN: Final[Mapping[Event, int]] = {RETRANSMIT_MORE: 1, ACK_AGAIN: 2}
"""The same where what it sends is seen."""
UNSEEN: Final = (PASSIVE_OPEN, SEND, CLOSE, CLOSE_BOTH)
GIVES_UP: Final = (ABORT, TWO_MSL, USER_TIMEOUT)
"""What ends a connection: it is thought of where the end then sends a reset, or a SYN, as if there were none."""
THINKABLE: Final[Mapping[str, tuple[Event, ...]]] = {
    "rcv": UNSEEN,
    "rcv, after a pause": (*UNSEEN, FIN_WAIT_2_OVER),
    "rcv, before the end": (*UNSEEN, *GIVES_UP),
    "rcv, after a pause, before the end": (*UNSEEN, *GIVES_UP, FIN_WAIT_2_OVER),
    "RST": (ABORT, CLOSE_BOTH),
    "SYN": (ACTIVE_OPEN, OPEN_WITH_TEXT, SEND, RETRANSMIT, CLOSE, CLOSE_BOTH, ABORT, TWO_MSL, USER_TIMEOUT),
    "SYN,ACK": (RETRANSMIT,),
    "FIN": (SEND, CLOSE, CLOSE_BOTH, TRANSMIT, TRANSMIT_LAST, FIN_AGAIN),
    "data": (SEND, CLOSE, CLOSE_BOTH, TRANSMIT, RETRANSMIT, RETRANSMIT_MORE, PERSIST, KEEP_ALIVE),
    "ACK": (RECEIVE, DELAYED_ACK, KEEP_ALIVE, ACK_AGAIN),
}
"""The calls and timers that can send a segment of that kind, or change how one is taken."""


def kind(sent: Fields) -> str:
    """The key of ``THINKABLE`` for such a segment."""
    bits = sent["CTL"]
    for name, mask in (("RST", RST), ("SYN,ACK", SYN | ACK), ("SYN", SYN), ("FIN", FIN)):
        if bits & mask == mask:
            return name
    return "data" if sent["DATA"] else "ACK"
