"""Which calls and timers the end may have had before a segment, and with how many octets.

Glossary: ``room`` is what the peer's window still takes; SMSS is the largest segment that the peer takes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from checker.packets.judging import At, Observed
from checker.packets.reading.sequence import ahead, far
from checker.packets.tcp.thinkable import ACK, FIN, NO_CONNECTION, RST, SYN, THINKABLE, kind
from checker.packets.tcp.wire import Wire
from spec.notation.events import Event
from spec.tcp.variables import (
    CLOSE,
    CLOSE_BOTH,
    CLOSE_WAIT,
    ESTABLISHED,
    FIN_WAIT_1,
    FIN_WAIT_2,
    PASSIVE_OPEN,
    PERSIST,
    RECEIVE,
    RETRANSMIT,
    SEND,
    TRANSMIT,
)
from spec.tcp.variants.permitted import ACK_AGAIN, FIN_AGAIN, KEEP_ALIVE, OPEN_WITH_TEXT, RETRANSMIT_MORE, TRANSMIT_LAST

WITH_TEXT: Final = (
    OPEN_WITH_TEXT,
    TRANSMIT,
    TRANSMIT_LAST,
    RETRANSMIT,
    RETRANSMIT_MORE,
    FIN_AGAIN,
    PERSIST,
    KEEP_ALIVE,
)
QUIET: Final = 0.1
"""Seconds in which nothing may have come before a peer is probed (3.8.4, MUST-26; a retransmission timeout here)."""
SHORTEST: Final = 1.0
"""Seconds that FIN-WAIT-2 lasts at least, where it ends by itself."""
READ_ALL: Final = {"BUFFER": 0}
"""As a parameter of close(): the user has read what came, however small the window is."""


@dataclass
class Calls:
    """The calls and timers of one end of one connection."""

    wire: Wire

    def thinkable(self, packet: Observed) -> tuple[str, tuple[Event, ...]]:
        """The calls and timers that can send such a segment, or change how it is taken."""
        what = kind(packet.fields) if packet.sent else "rcv"
        if not packet.sent and self.wire.since_before(packet) >= SHORTEST:
            what += ", after a pause"
        if not packet.sent and self.wire.ends_next[packet.place]:
            what += ", before the end"
        return what, THINKABLE[what]

    def given(self, at: At, event: Event, before: Observed) -> Sequence[Mapping[str, int]]:
        """The octets that it is about; none where it is not thought of before that segment."""
        octets = before.fields["DATA"] if before.sent else 0
        if event == SEND:
            wanted = {_new_octets(at, before) - at.values["SND.QUEUE"], self._waiting(at, before)}
            return [{"OCTETS": waiting} for waiting in sorted(wanted) if waiting > 0]
        if event in (CLOSE, CLOSE_BOTH):
            return self._closing_both(at, before) if event == CLOSE_BOTH else self._closing(at, before)
        if event == ACK_AGAIN:
            return [{}] if before.sent and self.wire.acks_all[before.place] else []
        if event == RECEIVE:
            return [{}] if self._opens_window(at, before) else []
        if event == PASSIVE_OPEN:
            asked = self.wire.called and before.fields["CTL"] & (SYN | ACK) == SYN
            return [{}] if asked and not before.sent else []
        if event == KEEP_ALIVE and before.sent and self.wire.quiet[before.place] < QUIET:
            return []
        if event in WITH_TEXT:
            after = far(before.fields["SEQ"], at.values["SND.UNA"]) if before.sent else 0
            fast = {"FAST_OPEN": 1} if self.wire.fast_open else {}
            return [{"OCTETS": octets, "AFTER": after, **fast}] if before.sent else []
        return [{}]

    def _closing(self, at: At, before: Observed) -> Sequence[Mapping[str, int]]:
        """With data that waits only while it has to: else the FIN would have left behind it, or with it."""
        if before.sent and before.fields["CTL"] & (FIN | RST):
            again = ahead(before.fields["SEQ"], at.values["SND.NXT"]) < 0
            return [{}, {**READ_ALL, "CONGESTED": 1}] if again else [{}]
        new = _new_octets(at, before)
        left_behind = at.values["SND.QUEUE"] - new
        if new and left_behind <= 0:
            return []
        if self._congested(at, before):
            return [{**READ_ALL, "CONGESTED": 1}]
        return [READ_ALL] if not at.values["SND.QUEUE"] or self._held_back(at, before, left_behind) else []

    def _closing_both(self, at: At, before: Observed) -> Sequence[Mapping[str, int]]:
        """Where it can be told from CLOSE: a reset leaves, or data comes that nobody will read.

        The end may have called it at any time before; after CLOSE it still may.
        """
        if before.sent:
            return [{}, READ_ALL] if before.fields["CTL"] & RST else []
        if at.state not in (FIN_WAIT_1.value, FIN_WAIT_2.value) or not self.wire.ends_next[before.place]:
            return []
        data = before.fields["DATA"] or before.fields["CTL"] & FIN or self.wire.since_before(before) >= SHORTEST
        return [READ_ALL] if data else []

    def _opens_window(self, at: At, before: Observed) -> bool:
        """Whether that segment tells of more room."""
        if not before.sent or not self.wire.windows.known[before.place]:
            return before.sent
        told = ahead(before.fields["ACK"] + before.fields["WND"], at.values["RCV.NXT"])
        return told > at.values["RCV.WND"]

    def _waiting(self, at: At, before: Observed) -> int:
        """Octets that the user may have sent without a segment having left: all that leave later."""
        if at.state in NO_CONNECTION or at.values["SND.QUEUE"]:
            return 0
        last = self.wire.last_data[before.place]
        later = 0 if last is None else ahead(last, at.values["SND.NXT"])
        return max(later, 1) if self._held_back(at, before, later) else 0

    def _held_back(self, at: At, before: Observed, octets: int) -> bool:
        """Whether so much data has to wait: for the peer's window, or for that of congestion.

        The latter is never less than one segment (RFC 5681 3.1).
        """
        out = far(at.values["SND.NXT"], at.values["SND.UNA"])
        following = min(max(octets, 1), self.wire.largest)
        no_room = following > at.values["SND.WND"] - out
        full = out > 0 and octets > 0 and out + following > self.wire.largest
        return no_room or full or self._congested(at, before)

    def _congested(self, at: At, before: Observed) -> bool:
        """Whether what was sent again is still in flight: one segment is then all that may be (RFC 5681 3.1)."""
        again = self.wire.again[before.place]
        unacknowledged = at.values["SND.NXT"] != at.values["SND.UNA"]
        return unacknowledged and again is not None and ahead(again, at.values["SND.UNA"]) > 0

    def passes_by(self, at: At) -> bool:
        """With data that waits, and no CLOSE behind it: the user may as well call SEND when the data leaves."""
        return at.values["SND.QUEUE"] > 0 and at.state in (ESTABLISHED.value, CLOSE_WAIT.value)

    def primed(self, at: At, packet: Observed) -> Mapping[str, int]:
        """What the user would have to have done for that segment to be sent at all."""
        return {"SND.QUEUE": max(at.values["SND.QUEUE"], packet.fields["DATA"])}


def _new_octets(at: At, packet: Observed) -> int:
    """Octets of data in it that the end sends for the first time."""
    if not packet.sent or not packet.fields["DATA"]:
        return 0
    again = ahead(at.values["SND.NXT"], packet.fields["SEQ"])
    return packet.fields["DATA"] - again if 0 <= again < packet.fields["DATA"] else 0
