"""How the end may have taken a segment, and how much it may have taken by the time it sends one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from checker.packets.judging import At, Fields, HasRead, Observed, Reading, Turn
from checker.packets.reading.sequence import SPACE, ahead
from checker.packets.tcp.thinkable import ACK, FIN, NO_CONNECTION, RST, SYN
from checker.packets.tcp.windows import MOST_WINDOW
from checker.packets.tcp.wire import Wire
from spec.tcp.variables import LISTEN, SYN_RECEIVED, SYN_SENT

AT_ONCE: Final = 0.01
"""Seconds within which an answer leaves, if ever; a delayed ACK is none."""
NO_ROOM: Final = 10
"""How far-fetched it is that a listener has no room for one more connection, and drops a SYN."""
DEFERRED: Final = 10
"""How far-fetched it is that a listener waits for the first octets (TCP_DEFER_ACCEPT), and takes no ACK alone."""


LONG: Final = 536
"""Octets of a segment that may be one of a stream: the least that every host takes (RFC 9293 3.7.1)."""
NEAR: Final = 8
"""Packets among which its neighbours are looked for."""
MOST_OPTIONS: Final = 40
"""Octets of the options of a header, at most: a segment with options has so much less data (RFC 9293 3.7.1)."""


@dataclass
class Readings:
    """What was delivered to one end of one connection, as it may have taken it."""

    wire: Wire

    def readings(self, at: At, packet: Observed) -> Sequence[Reading]:
        """As it is; past the window, or without memory for it, taken whole or without its data, too."""
        follows_held = packet.fields["SEQ"] == self.wire.held_up_to[packet.place]
        given = {"STALE": int(self.wire.stale[packet.place]), "FOLLOWS_HELD": int(follows_held)}
        if packet.fields["CTL"] & ACK and ahead(packet.fields["ACK"], at.values["SND.UNA"]) < 0:
            windows = self.wire.windows.largest[packet.place]
            return [one for window in windows for one in self._readings(at, packet, {**given, "LARGEST": window})]
        return self._readings(at, packet, given)

    def _readings(self, at: At, packet: Observed, given: Mapping[str, int]) -> Sequence[Reading]:
        whole = Reading(packet.fields, given)
        bare = Reading({**packet.fields, "DATA": 0, "CTL": packet.fields["CTL"] & ~FIN}, given)
        if self.wire.copied[packet.place]:
            return [whole, Reading(None)]
        if at.state == LISTEN.value and packet.fields["CTL"] == SYN:
            early = [Reading(packet.fields, {**given, "FAST_OPEN": 1}), bare] if packet.fields["DATA"] else []
            taken = [whole, *early] if self.wire.may_answer[packet.place] else []  # else what would be due never leaves
            return [*taken, Reading(None, cost=NO_ROOM)]
        if at.state == SYN_RECEIVED.value and packet.fields["CTL"] == ACK and not packet.fields["DATA"]:
            return [whole, Reading(None, cost=DEFERRED)]
        if (
            at.state == SYN_SENT.value
            and packet.fields["CTL"] & SYN
            and (packet.fields["DATA"] or packet.fields["CTL"] & FIN)
        ):
            return [whole, bare]
        if at.state in NO_CONNECTION:
            return [whole]
        if packet.fields["CTL"] & SYN:
            return [whole, *(Reading(packet.fields, {**given, choice: 1}) for choice in ("REOPENS", "RELAXED"))]
        if packet.fields["DATA"] == 0:
            return [whole]
        end = ahead(packet.fields["SEQ"] + packet.fields["DATA"], at.values["RCV.NXT"])
        past = end > at.values["RCV.WND"]
        if self.wire.taken[packet.place]:
            return [Reading(packet.fields, given, {"RCV.WND": min(end + 1, MOST_WINDOW)}) if past else whole]
        return [whole, bare] if past or self.wire.starved[packet.place] else [whole]

    def unread_from(self, packet: Observed) -> int:
        """What was delivered a moment ago need not have been read."""
        return self.wire.unread_from[packet.place]

    def has_read(self, at: At, packet: Observed) -> HasRead:
        """An acknowledgement is RCV.NXT; a SYN begins to count anew."""
        seen = packet.fields
        if at.state in NO_CONNECTION or seen["CTL"] & (ACK | RST | SYN) != ACK or packet.absent:
            return "perhaps"
        more = ahead(seen["ACK"], at.values["RCV.NXT"])
        return "too little" if more > 0 else "too much" if more < 0 else "perhaps"

    def part(self, at: At, delivered: Observed, packet: Observed) -> Fields | None:
        """The octets that the segment acknowledges, where what was captured as one came in segments of one size."""
        octets = delivered.fields["DATA"]
        inside = ahead(packet.fields["ACK"], delivered.fields["SEQ"])
        acks = packet.fields["CTL"] & (ACK | RST) == ACK
        if not acks or at.state in NO_CONNECTION or not 0 < inside < octets:
            return None
        if not self._in_segments(inside, octets) and not self._cut_otherwise(delivered, packet):
            return None
        return {**delivered.fields, "DATA": inside, "CTL": delivered.fields["CTL"] & ~FIN}

    def _in_segments(self, first: int, octets: int) -> bool:
        """Whether so many octets, the first of those of one captured segment, are whole segments on the wire.

        Segments of one size, the last of them perhaps shorter, none longer than the end takes (RFC 9293 3.7.1), nor
        shorter than half of that: offloading makes one of them (or many of one) only where they are as long as can be.
        """
        most = self.wire.accepts or octets - 1
        if octets <= most and self.wire.accepts is not None:
            return False
        number = -(-first // most)
        return (first % number == 0 and 2 * (first // number) >= most) or self.wire.accepts is None

    def _cut_otherwise(self, delivered: Observed, packet: Observed) -> bool:
        """Whether it is one of a stream of long segments, of which the rest was acknowledged next, and not sent again.

        Between the tap and the end such a stream may be cut up anew, at any number.
        """
        return self.wire.not_again[delivered.place] and self._in_stream(delivered)

    def _in_stream(self, delivered: Observed) -> bool:
        """Whether a segment right before or behind its octets is as long, or both are as long as can be."""
        octets = delivered.fields["DATA"]
        first, last = delivered.fields["SEQ"], (delivered.fields["SEQ"] + octets) % SPACE
        near = self.wire.packets[max(delivered.place - NEAR, 0) : delivered.place + NEAR + 1]
        beside = [
            one.fields["DATA"]
            for one in near
            if not one.sent and (one.fields["SEQ"] == last or (one.fields["SEQ"] + one.fields["DATA"]) % SPACE == first)
        ]
        return any((other == octets and octets >= LONG) or self._longest(min(other, octets)) for other in beside)

    def _longest(self, octets: int) -> bool:
        """Whether a segment with options has no room for more."""
        return self.wire.accepts is not None and octets >= max(self.wire.accepts - MOST_OPTIONS, 1)

    def lapses(self, since: int, packet: Observed) -> bool:
        """Whether an answer to the segment at ``since`` would have left before this one: answers leave at once."""
        return self.wire.since_before(packet) > AT_ONCE

    def turn(self, at: At, fields: Fields) -> Turn:
        """Whether data or a FIN has to wait for what is missing before it (SHLD-31)."""
        octets = fields["DATA"] + bool(fields["CTL"] & FIN)
        first = ahead(fields["SEQ"], at.values["RCV.NXT"])
        if at.state in NO_CONNECTION or not octets or fields["CTL"] & (SYN | RST) or first + octets <= 0:
            return "past"
        if first > 0:
            return "early" if first < at.values["RCV.WND"] else "past"
        return "due"

    def kept(self, held: tuple[Fields, ...], fields: Fields) -> tuple[Fields, ...]:
        """All of it."""
        return held if fields in held else (*held, fields)

    def when_due(self, at: At, fields: Fields) -> Fields:
        """The data and the FIN; its acknowledgement was read when it came."""
        return {**fields, "ACK": at.values["SND.UNA"], "WND": at.values["SND.WND"]}
