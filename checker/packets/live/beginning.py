"""Bringing the kernel to where a run starts, by calls and segments that no one compares."""

from __future__ import annotations

from typing import Final

from checker.packets.live.kernel_end import KernelEnd
from checker.packets.live.namespace import CannotPlay
from checker.packets.live.numbers import Counted
from checker.packets.live.table_end import TableEnd
from checker.packets.reading.sequence import SPACE
from spec.notation.events import Call
from spec.tcp.variables import (
    ACK,
    ACTIVE_OPEN,
    CLOSE,
    CLOSE_WAIT,
    CLOSED,
    CLOSING,
    ESTABLISHED,
    FIN,
    FIN_WAIT_1,
    FIN_WAIT_2,
    LAST_ACK,
    LISTEN,
    PASSIVE_OPEN,
    SYN,
    SYN_RECEIVED,
    SYN_SENT,
    TIME_WAIT,
    Ctl,
)

FIRST: Final = 1_000_000
"""The other end's first number, where the kernel does not see another."""
UNUSUAL: Final = ("SND.QUEUE", "SND.CLOSING", "RCV.HELD", "RCV.HELD_FIN", "RCV.OWED", "RCV.DEAF")
CLOSED_FIRST: Final = (FIN_WAIT_1.value, FIN_WAIT_2.value, CLOSING.value, TIME_WAIT.value)


def brought(kernel: KernelEnd, table: TableEnd, ours: Counted, theirs: Counted) -> None:
    """Bring the kernel to the table's state.  CannotPlay where that is in the middle of data."""
    if odd := [name for name in UNUSUAL if table.value(name)]:
        raise CannotPlay(f"the run starts with {odd[0]} {table.value(odd[0])}, to which no kernel is brought here")
    _Beginning(kernel, table).go(table.state)
    theirs.begins(table.value("RCV.NXT"), kernel.sent[-1].ack if kernel.sent and kernel.sent[-1].ack else FIRST)
    if kernel.sent:
        last = kernel.sent[-1]
        ours.begins(table.value("SND.NXT"), (last.seq + last.occupies) % SPACE)


class _Beginning:
    def __init__(self, kernel: KernelEnd, table: TableEnd) -> None:
        self.kernel, self.table = kernel, table
        self.seq, self.ack = FIRST, 0

    def go(self, state: str) -> None:
        """Open, and close as far as the state says."""
        if state == CLOSED.value:
            return
        passive = state == LISTEN.value or self.table.value("PASSIVE")
        self._call(PASSIVE_OPEN if passive else ACTIVE_OPEN, CLOSED.value)
        if state == LISTEN.value:
            return
        if not passive:
            self._hear("SYN")
        if state == SYN_SENT.value:
            return
        if passive or state == SYN_RECEIVED.value:
            self._say(SYN)
            self._hear("SYN,ACK")
        if state == SYN_RECEIVED.value:
            return
        self._say(ACK if passive else SYN | ACK)
        if not passive:
            self._hear("ACK")
        self._close(state)

    def _close(self, state: str) -> None:
        unacked = self.ack
        if state in CLOSED_FIRST:
            self._call(CLOSE, ESTABLISHED.value)
            self._hear("FIN")
        if state in (FIN_WAIT_2.value, TIME_WAIT.value):
            self._say(ACK)
        if state == CLOSING.value:
            self.ack = unacked
        if state in (CLOSE_WAIT.value, LAST_ACK.value, CLOSING.value, TIME_WAIT.value):
            self._say(FIN | ACK)
            self._hear("ACK")
        if state == LAST_ACK.value:
            self._call(CLOSE, CLOSE_WAIT.value)
            self._hear("FIN")

    def _call(self, event: Call, state: str) -> None:
        self.kernel.look()
        if said := self.kernel.user.call(event, state, 0):
            raise CannotPlay(f"the kernel refuses {said}")

    def _hear(self, kind: str) -> None:
        one = self.kernel.next_of(kind)
        self.ack = (one.seq + one.occupies) % SPACE

    def _say(self, bits: Ctl) -> None:
        window = self.table.value("SND.WND") or self.table.param("BUFFER", 16)
        fields = {"SEQ": self.seq, "ACK": self.ack, "CTL": int(bits), "DATA": 0, "WND": window}
        self.kernel.deliver(fields)
        self.seq += bool(bits & SYN) + bool(bits & FIN)
        self.kernel.look()
