"""The user of the kernel's end: what the calls of the table are for a socket."""

from __future__ import annotations

import socket
import struct
from contextlib import suppress
from pathlib import Path
from typing import Final

from checker.packets.live.namespace import HERE, PEER, CannotPlay
from spec.notation.events import Call, Timer
from spec.tcp.variables import (
    ABORT,
    ACTIVE_OPEN,
    CLOSE,
    CLOSE_BOTH,
    CLOSE_WAIT,
    CLOSED,
    CLOSING,
    ESTABLISHED,
    FIN_WAIT_1,
    FIN_WAIT_2,
    LAST_ACK,
    LISTEN,
    PASSIVE_OPEN,
    RECEIVE,
    SEND,
    SYN_RECEIVED,
    SYN_SENT,
    TIME_WAIT,
)

AT, TO = (HERE, 7001), (PEER, 7002)
"""The kernel's end of the connection, and the other."""
MOST: Final = 1 << 20
QUICK_ACK: Final = getattr(socket, "TCP_QUICKACK", 12)
STATES: Final = (
    ESTABLISHED,
    SYN_SENT,
    SYN_RECEIVED,
    FIN_WAIT_1,
    FIN_WAIT_2,
    TIME_WAIT,
    CLOSED,
    CLOSE_WAIT,
    LAST_ACK,
    LISTEN,
    CLOSING,
    SYN_RECEIVED,
)
"""The states of a socket by their numbers in /proc/net/tcp, from 1 on."""
UNOPENED: Final = (LISTEN.value, SYN_SENT.value)


class Application:
    """One program with one connection."""

    def __init__(self, *, reopens: bool = False) -> None:
        self.reopens = reopens
        """Whether it listens for a next connection in TIME-WAIT (RFC 9293 3.6.1, MAY-2)."""
        self.listener: socket.socket | None = None
        self.connection: socket.socket | None = None

    def call(self, event: Call | Timer, state: str, octets: int) -> str:
        """Make a call of the table in that state; what the kernel says against it.  CannotPlay where there is none."""
        if event in (SEND, ACTIVE_OPEN) and state == LISTEN.value:
            raise CannotPlay("no call of a socket makes an active OPEN of a passive one")
        if state == SYN_RECEIVED.value and self.connection is None:
            raise CannotPlay("no call reaches a connection that is not accepted yet")
        try:
            self._call(event, state, octets)
        except OSError as error:
            return f"{event.name}: {error.strerror}"
        return ""

    def _call(self, event: Call | Timer, state: str, octets: int) -> None:
        if event == PASSIVE_OPEN:
            self.listener = _socket()
            self.listener.listen(1)
        elif event == ACTIVE_OPEN:
            self.connection = _socket()
            self.connection.connect_ex(TO)
        elif event == SEND:
            self._open().send(bytes(octets))
        elif event == RECEIVE:
            with suppress(BlockingIOError):
                self._open().recv(MOST)
        elif event == CLOSE and state not in UNOPENED:
            self._open().shutdown(socket.SHUT_WR)
        elif event in (CLOSE, CLOSE_BOTH, ABORT):
            self._close(abort=event == ABORT)
        else:
            raise CannotPlay(f"no call of a socket does what {event.name} does")

    def _open(self) -> socket.socket:
        if self.connection is None:
            raise CannotPlay("there is no connection to call")
        return self.connection

    def _close(self, *, abort: bool) -> None:
        for one in filter(None, (self.connection, self.listener)):
            if abort:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            one.close()
        self.connection = self.listener = None

    def look(self, *, delays: bool) -> str:
        """The state that the kernel reports; a connection that has come is accepted, and no other is waited for."""
        if self.listener is not None and self.connection is None:
            with suppress(BlockingIOError):
                self.connection, _ = self.listener.accept()
                self.listener.close()
                self.listener = None
        if self.connection is not None:
            self.connection.setblocking(False)
            with suppress(OSError):
                self.connection.setsockopt(socket.IPPROTO_TCP, QUICK_ACK, not delays)
                self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        state = reported(Path("/proc/self/net/tcp").read_text("ascii"))
        if self.reopens and state == TIME_WAIT.value and self.listener is None:
            self._close(abort=False)
            self._call(PASSIVE_OPEN, state, 0)
        return state


def _socket() -> socket.socket:
    one = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.setblocking(False)
    one.bind(AT)
    return one


def reported(table: str) -> str:
    """The state of the connection in the text of /proc/net/tcp; LISTEN where there is none and a port is open.

    >>> reported("  sl  local_address rem_address   st\\n   0: 010200C0:1B59 020200C0:1B5A 0B 00000000:00000000")
    'CLOSING'
    """
    found = [line.split()[1:4] for line in table.splitlines()[1:]]
    states = {remote.startswith("00000000"): STATES[int(state, 16) - 1].value for _, remote, state in found}
    return states.get(False) or states.get(True) or CLOSED.value
