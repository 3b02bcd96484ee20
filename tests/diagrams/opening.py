"""A graph to draw without any engine: the opening with one client, one server and segments that may repeat.

The client's number is 100, the server's 300; an old duplicate carries 90.  This is test data, no model: the
protocol itself is declared elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.results.graphs import Edge, Mark
from checker.results.runs import Action, End, EndPoint, FiredRow, Packet, Point, Step, Trace

SYN = Packet("B", "<SEQ=100><CTL=SYN>", "SYN")
OLD_SYN = Packet("B", "<SEQ=90><CTL=SYN>", "SYN")
SYN_ACK = Packet("A", "<SEQ=300><ACK=101><CTL=SYN,ACK>", "SYN,ACK")
OLD_SYN_ACK = Packet("A", "<SEQ=300><ACK=91><CTL=SYN,ACK>", "SYN,ACK")
ACK = Packet("B", "<SEQ=101><ACK=301><CTL=ACK>", "ACK")
RST = Packet("B", "<SEQ=91><CTL=RST>", "RST")


class Now(NamedTuple):
    """Both ends, what each knows of the other, and what is in flight."""

    a: str = "CLOSED"
    a_irs: str = "0"
    b: str = "CLOSED"
    b_irs: str = "0"
    flight: tuple[Packet, ...] = ()

    def point(self) -> Point:
        return Point(EndPoint(self.a, (("IRS", self.a_irs),)), EndPoint(self.b, (("IRS", self.b_irs),)), self.flight)

    def send(self, packet: Packet) -> Now:
        return self._replace(flight=tuple(sorted({*self.flight, packet}, key=lambda sent: sent.text)))

    def without(self, packet: Packet) -> Now:
        return self._replace(flight=tuple(sent for sent in self.flight if sent != packet))


class Move(NamedTuple):
    action: Action
    end: End
    event: str
    packet: Packet | None
    sent: tuple[Packet, ...]
    row: str
    after: Now

    @property
    def label(self) -> str:
        if self.packet is None:
            return f"{self.end} {self.event}"
        if self.action == "lose":
            return f"lose {self.packet.short} to {self.end}"
        return f"{self.end} rcv {self.packet.short}"


def local(now: Now, mute: bool) -> Iterator[Move]:
    if now.a == "CLOSED" and not mute:
        yield Move("call", "A", "active OPEN", None, (SYN,), "active_open", now._replace(a="SYN-SENT").send(SYN))
    if now.a == "SYN-SENT":
        yield Move("timer", "A", "retransmission timeout", None, (SYN,), "retransmit", now.send(SYN))
    if now.b == "CLOSED":
        yield Move("call", "B", "passive OPEN", None, (), "passive_open", now._replace(b="LISTEN"))


def arrive(now: Now, packet: Packet, answer_in: str) -> tuple[Now, tuple[Packet, ...], str]:
    """What an end makes of a segment: the state after it, what it sends, the row."""
    if packet in (SYN, OLD_SYN) and now.b == "LISTEN":
        seq, reply = ("100", SYN_ACK) if packet == SYN else ("90", OLD_SYN_ACK)
        return now._replace(b=answer_in, b_irs=seq).send(reply), (reply,), "listen_syn"
    if packet == SYN_ACK and now.a == "SYN-SENT":
        return now._replace(a="ESTABLISHED", a_irs="300").send(ACK), (ACK,), "syn_sent_syn_ack"
    if packet == OLD_SYN_ACK and now.a == "SYN-SENT":
        return now.send(RST), (RST,), "syn_sent_bad_ack"
    if packet == RST and now.b == "SYN-RECEIVED" and now.b_irs == "90":
        return now._replace(b="LISTEN", b_irs="0"), (), "refused"
    if packet == ACK and now.b == "SYN-RECEIVED" and now.b_irs == "100":
        return now._replace(b="ESTABLISHED"), (), "syn_received_ack"
    return now, (), ""


@dataclass
class Opening:
    """A reachable graph, satisfying the protocol ``checker.results.graphs.Graph``."""

    title: str = "three-way"
    mute: bool = False
    """The client never opens."""
    answer_in: str = "SYN-RECEIVED"
    """Where a SYN takes the server: ESTABLISHED in the two-way handshake."""
    start: Now = field(default_factory=Now)
    repeats: bool = True
    loses: bool = True
    complete: bool = True
    most: int = 10_000

    def __post_init__(self) -> None:
        self.known: dict[Now, int] = {self.start: 0}
        self.order = [self.start]
        self.found: list[tuple[int, Move, int]] = []
        for place, now in enumerate(self.order):
            if place >= self.most:
                break
            for move in self.moves(now):
                if move.after not in self.known:
                    self.known[move.after] = len(self.order)
                    self.order.append(move.after)
                self.found.append((place, move, self.known[move.after]))

    def moves(self, now: Now) -> Iterator[Move]:
        yield from local(now, self.mute)
        for packet in now.flight:
            kept, sent, row = arrive(now, packet, self.answer_in)
            taken, _, _ = arrive(now.without(packet), packet, self.answer_in)
            yield Move("deliver", packet.to, "", packet, sent, row, taken)
            if self.repeats:
                yield Move("duplicate", packet.to, "", packet, sent, row, kept)
            if self.loses:
                yield Move("lose", packet.to, "", packet, (), "", now.without(packet))

    @property
    def states(self) -> int:
        return len(self.order)

    @property
    def marks(self) -> Mapping[int, Mark]:
        marks: dict[int, Mark] = {0: "start"}
        for place, now in enumerate(self.order):
            if place >= self.most:
                marks[place] = "open"
            if now.b == "ESTABLISHED":
                marks[place] = "goal" if now.a == "ESTABLISHED" else marks.get(place, "start")
            if now.b == "ESTABLISHED" and now.b_irs == "90":
                marks[place] = "violation"
            if marks.get(place) == "start" and place:
                del marks[place]
        return marks

    def point(self, state: int) -> Point:
        return self.order[state].point()

    def edges(self) -> Iterator[Edge]:
        for source, move, target in self.found:
            yield Edge(source, target, move.label, move.action)

    def find(self, point: Point) -> int:
        for place, now in enumerate(self.order):
            if now.point() == point:
                return place
        raise KeyError(point)

    def trace(self, goal: Callable[[Now], bool], title: str, violated: bool = False) -> Trace:
        """The shortest run to a state with that property."""
        via: dict[int, tuple[int, Move]] = {}
        for source, move, target in self.found:
            if target and source != target:
                via.setdefault(target, (source, move))
        place = next(place for place, now in enumerate(self.order) if goal(now))
        steps: list[Step] = []
        while place:
            source, move = via[place]
            steps.append(self.step(self.order[source], move))
            place = source
        steps.reverse()
        return Trace(self.start.point(), tuple(steps), title, violates_at=len(steps) if violated else None)

    def step(self, before: Now, move: Move) -> Step:
        rows = (FiredRow(move.row, "3.10"),) if move.row else ()
        return Step(move.action, move.end, move.event, move.packet, move.sent, rows, before.point(), move.after.point())


def two_way() -> Opening:
    """The two-way handshake against a peer that never opens, with an old duplicate in flight."""
    return Opening("two-way", mute=True, answer_in="ESTABLISHED", start=Now(flight=(OLD_SYN,)))


def fooled(graph: Opening) -> Trace:
    """The counterexample of the two-way handshake."""
    return graph.trace(lambda now: now.b == "ESTABLISHED" and now.b_irs == "90", "not_alone", violated=True)
