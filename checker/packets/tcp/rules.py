"""TCP for the judge of captures: what the table's rows leave to the numbers on the wire.

Glossary: ``room`` is what the peer's window still takes; SMSS is the largest segment that the peer takes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from checker.packets.judging import At, Fields, HasRead, Observed, Reading, Turn
from checker.packets.reading.sequence import SPACE, ahead, far
from checker.packets.tcp.windows import MOST_WINDOW
from checker.packets.tcp.wire import Wire
from spec.notation.machines import Machine
from spec.notation.rows import Event, Row
from spec.notation.systems import Start
from spec.tcp.variables import (
    ABORT,
    ACTIVE_OPEN,
    CLOSE,
    CLOSE_BOTH,
    CLOSE_WAIT,
    CLOSED,
    DELAYED_ACK,
    ESTABLISHED,
    FIN_WAIT_1,
    FIN_WAIT_2,
    LISTEN,
    PASSIVE_OPEN,
    PERSIST,
    RECEIVE,
    RETRANSMIT,
    SEND,
    SYN_RECEIVED,
    SYN_SENT,
    TRANSMIT,
    TWO_MSL,
    USER_TIMEOUT,
    Ctl,
    Segment,
)
from spec.tcp.variants.permitted import ACK_AGAIN, FIN_AGAIN, KEEP_ALIVE, OPEN_WITH_TEXT, RETRANSMIT_MORE, TRANSMIT_LAST
from spec.tcp.variants.sockets import FIN_WAIT_2_OVER

SYN, RST, FIN, ACK = (int(bit) for bit in Ctl)

MOST_QUEUED: Final = 1 << 31
PARAMETERS: Final[Mapping[str, int]] = {
    "BUFFER": MOST_WINDOW,
    "WINDOWS": MOST_WINDOW,
    "QUEUE": MOST_QUEUED,
    "DATA": MOST_WINDOW,
    "OCTETS": 0,
    "DELAYED": 1,
    "HOLDS": 0,  # what comes too early is kept by the judge, however much it is
    "REOPENS": 0,
    "RELAXED": 0,
    "AFTER": 0,
    "CONGESTED": 0,
    "STALE": 0,
    "FOLLOWS_HELD": 0,
    "LARGEST": 0,
    "FAST_OPEN": 0,
}
VARYING: Final = (
    "BUFFER",
    "OCTETS",
    "REOPENS",
    "RELAXED",
    "AFTER",
    "CONGESTED",
    "STALE",
    "FOLLOWS_HELD",
    "LARGEST",
    "FAST_OPEN",
)
"""Those of them that differ from packet to packet."""
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
NO_CONNECTION: Final = (CLOSED.value, LISTEN.value, SYN_SENT.value)
OPENING: Final = (*NO_CONNECTION, SYN_RECEIVED.value)
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
QUIET: Final = 0.1
"""Seconds in which nothing may have come before a peer is probed (3.8.4, MUST-26; a retransmission timeout here)."""
AT_ONCE: Final = 0.01
"""Seconds within which an answer leaves, if ever; a delayed ACK is none."""
SHORTEST: Final = 1.0
"""Seconds that FIN-WAIT-2 lasts at least, where it ends by itself."""
NO_ROOM: Final = 10
"""How far-fetched it is that a listener has no room for one more connection, and drops a SYN."""
DEFERRED: Final = 10
"""How far-fetched it is that a listener waits for the first octets (TCP_DEFER_ACCEPT), and takes no ACK alone."""
READ_ALL: Final = {"BUFFER": 0}
"""As a parameter of close(): the user has read what came, however small the window is."""


@dataclass
class TcpRules:
    """One end of one connection, with the table that it is judged by."""

    machine: type[Machine]
    wire: Wire
    begins: Sequence[tuple[Start, int]]
    message = Segment
    modulus = SPACE
    parameters = PARAMETERS
    varying = VARYING
    costs = COSTS
    costs_seen = COSTS_SEEN

    def numbers(self, place: int) -> Sequence[int]:
        """Those of the SYNs that the end sends next, and the last one before."""
        return self.wire.numbers[place]

    def starts(self) -> Sequence[tuple[Start, int]]:
        """Where the end may stand before the first segment, and how far-fetched that is."""
        return self.begins

    def thinkable(self, packet: Observed) -> tuple[str, tuple[Event, ...]]:
        """The calls and timers that can send such a segment, or change how it is taken."""
        kind = _kind(packet.fields) if packet.sent else "rcv"
        if not packet.sent and self._since_before(packet) >= SHORTEST:
            kind += ", after a pause"
        if not packet.sent and self.wire.ends_next[packet.place]:
            kind += ", before the end"
        return kind, THINKABLE[kind]

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
        data = before.fields["DATA"] or before.fields["CTL"] & FIN or self._since_before(before) >= SHORTEST
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
            return [whole, *early, Reading(None, cost=NO_ROOM)]
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
        """An acknowledgement is RCV.NXT."""
        seen = packet.fields
        if at.state in NO_CONNECTION or seen["CTL"] & (ACK | RST) != ACK or packet.absent:
            return "perhaps"
        more = ahead(seen["ACK"], at.values["RCV.NXT"])
        return "too little" if more > 0 else "too much" if more < 0 else "perhaps"

    def part(self, at: At, delivered: Observed, packet: Observed) -> Fields | None:
        """The octets that the segment acknowledges, where what was captured as one came in segments of one size."""
        octets = delivered.fields["DATA"]
        inside = ahead(packet.fields["ACK"], delivered.fields["SEQ"])
        acks = packet.fields["CTL"] & (ACK | RST) == ACK
        if not acks or at.state in NO_CONNECTION or not 0 < inside < octets or not self._in_segments(inside, octets):
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

    def is_due(self, rows: Sequence[Row]) -> bool:
        """A SYN is answered, always; what kernels limit the rate of are ACKs and resets."""
        return any(row.to is SYN_RECEIVED for row in rows)

    def lapses(self, since: int, packet: Observed) -> bool:
        """Whether an answer to the segment at ``since`` would have left before this one: answers leave at once."""
        return self._since_before(packet) > AT_ONCE

    def _since_before(self, packet: Observed) -> float:
        """Seconds since the segment before."""
        return packet.seconds - self.wire.packets[max(packet.place - 1, 0)].seconds

    def matches(self, would: Fields, packet: Observed) -> bool:
        """Whether numbers, bits and octets are the same; the window is the end's own affair, and what a reset tells."""
        seen = packet.fields
        told = () if seen["CTL"] & RST else ("DATA",)  # RFC 9293 3.5.3: data may say why
        acked = would["ACK"] == seen["ACK"] or not seen["CTL"] & ACK or packet.absent
        return acked and all(would[name] == seen[name] for name in ("SEQ", "CTL", *told))

    def pinned(self, at: At, packet: Observed) -> Mapping[str, int]:
        """What the end tells of its own window; who opened does not matter any more once it is open."""
        seen = packet.fields
        if not packet.sent or seen["CTL"] & RST or packet.absent:
            return {}
        return {**self._edge(at, seen), "PASSIVE": at.values["PASSIVE"] if at.state in OPENING else 0}

    def _edge(self, at: At, seen: Fields) -> Mapping[str, int]:
        """The right edge never moves back (3.8.6, SHLD-14)."""
        if not seen["CTL"] & ACK:
            return {"RCV.WND": seen["WND"]}
        told = ahead(seen["ACK"] + seen["WND"], at.values["RCV.NXT"])
        edge = told if seen["CTL"] & SYN else max(told, at.values["RCV.WND"])
        return {"RCV.WND": min(max(edge, 0), MOST_WINDOW)} if at.state not in NO_CONNECTION else {}

    def primed(self, at: At, packet: Observed) -> Mapping[str, int]:
        """What the user would have to have done for that segment to be sent at all."""
        return {"SND.QUEUE": max(at.values["SND.QUEUE"], packet.fields["DATA"])}

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


def _new_octets(at: At, packet: Observed) -> int:
    """Octets of data in it that the end sends for the first time."""
    if not packet.sent or not packet.fields["DATA"]:
        return 0
    again = ahead(at.values["SND.NXT"], packet.fields["SEQ"])
    return packet.fields["DATA"] - again if 0 <= again < packet.fields["DATA"] else 0


def _kind(sent: Fields) -> str:
    bits = sent["CTL"]
    for kind, mask in (("RST", RST), ("SYN,ACK", SYN | ACK), ("SYN", SYN), ("FIN", FIN)):
        if bits & mask == mask:
            return kind
    return "data" if sent["DATA"] else "ACK"
