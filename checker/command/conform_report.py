"""What is said of one captured connection: its ladder with states, and the first segment that is not allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.packets.judging import After, Judgement, Remedy, closest, judge, remedies
from checker.packets.judging.guesses import Happened
from checker.packets.judging.observed import Fields
from checker.packets.reading import Segment
from checker.packets.reading.conversations import ACK, FIN, RST, SYN
from checker.packets.reading.pairs import Pair
from checker.packets.tcp.beginnings import begins_inside, starts
from checker.packets.tcp.gaps import Gap, gap
from checker.packets.tcp.rules import TcpRules
from checker.packets.tcp.wire import Wire, wire
from checker.results import End, count
from diagrams.ladders import conversation
from spec.notation.ends import peer
from spec.notation.machines import Machine
from spec.tcp.variables import CLOSED, Ctl, TcpState

MOST_PARTS = 5
"""Gaps after which the judging begins again."""
UNOPENED = ("CLOSED", "LISTEN")
"""States in which an end has no numbers, so that a row of another state would send none that mean anything."""
INSTEAD = 5
"""How much is told of what could have been sent instead."""


@dataclass(frozen=True)
class Part:
    """A stretch of the capture that is judged by itself: the whole of it, or what follows a gap."""

    first: int
    """Its first segment's place among all."""
    wire: Wire
    judgement: Judgement

    @property
    def gap(self) -> Gap | None:
        """What the capture lacks if the end did nothing wrong."""
        return None if self.judgement.bad is None else gap(self.judgement, self.wire.packets[self.judgement.bad].fields)


class Around(NamedTuple):
    """In which states a segment was sent or taken, and those after it."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """One connection, judged at one end."""

    pair: Pair
    end: End
    title: str
    judged: Mapping[str, Sequence[Part]]
    """By each table that was tried."""

    @classmethod
    def of(cls, pair: Pair, end: End, tables: Mapping[str, type[Machine]], title: str = "") -> Report:
        """The judgement by each table."""
        return cls(pair, end, title, {name: list(_parts(pair, end, table)) for name, table in tables.items()})

    @property
    def counting(self) -> list[str]:
        """The tables that allow everything, or else those that allow most: their judgement counts."""
        most = max(_reach(parts[0]) for parts in self.judged.values())
        return [name for name, parts in self.judged.items() if _reach(parts[0]) == most]

    @property
    def parts(self) -> Sequence[Part]:
        """The judgement of the strictest table that counts; what follows a gap is judged again."""
        return self.judged[self.counting[0]]

    @property
    def conforms(self) -> bool:
        """Whether all of it is allowed."""
        return self.parts[0].judgement.conforms

    @property
    def bad(self) -> int | None:
        """The index in the file of the first packet that is not allowed."""
        place = self.parts[0].judgement.bad
        return None if place is None else self.pair.talk.segments[place].index

    @property
    def states(self) -> dict[int, Around]:
        """Around each segment that is allowed, by its place: the states by any table that counts."""
        found: dict[int, Around] = {}
        for part in (part for name in self.counting for part in self.judged[name]):
            for place, one in enumerate(part.judgement.after, start=part.first):
                known = found.get(place, Around((), ()))
                found[place] = Around(_joined(known.before, one.came_from), _joined(known.after, one.states))
        return found

    @property
    def passed(self) -> list[str]:
        """The states in the order in which they were entered; several where they cannot be told apart."""
        began = self.parts[0].judgement.began
        found = ["|".join(began)] if begins_inside(self.parts[0].wire) else [CLOSED.value]
        last: tuple[str, ...] = began if begins_inside(self.parts[0].wire) else (CLOSED.value,)
        for _, around in sorted(self.states.items()):
            steps = [around.after] if set(around.before) & set(last) else [around.before, around.after]
            found += [text for text in map("|".join, steps) if text != found[-1]]
            last = around.after
        return [text for place, text in enumerate(found) if not place or text != found[place - 1]]

    def text(self, width: int, *, absolute: bool = False) -> str:
        """The ladder and the verdict."""
        names = Numbering(self.pair, self.end, absolute)
        after = {part.first + place: one for part in self.parts for place, one in enumerate(part.judgement.after)}
        lines = self.pair.talk.lines(absolute=absolute)
        told: list[tuple[End, str, str]] = [
            (who, text, _beside(note, after.get(place))) for place, (who, text, note) in enumerate(lines)
        ]
        known = self.states
        states = ["|".join(known[place].after) if place in known else "" for place in range(len(lines))]
        ladder = conversation(
            told,
            (f"client {self.pair.addresses[0]}", f"server {self.pair.addresses[1]}"),
            title=f"{self.title}{self.pair.talk.heading(absolute=absolute)}",
            width=width,
            states=[(one, "") if self.end == "A" else ("", one) for one in states],
        )
        return "\n".join([ladder, "", *self._verdict(names)])

    def _verdict(self, names: Numbering) -> Iterator[str]:
        if begins_inside(self.parts[0].wire):
            yield "The capture begins in the middle: every state that its first packet allows is thought of."
        yield f"States of the {names.whose}: {', '.join(self.passed)}"
        tables = ", ".join(self.counting)
        if not self.conforms:
            for part in self.parts:
                yield from _fault(part, names, tables)
            return
        for table, parts in self.judged.items():
            if table not in self.counting:
                yield f"Not as {table} has it: {names.where(parts[0])}, in {_standing(parts[0].judgement)}"
        number = count(len(self.pair.talk.segments), "packet")
        yield f"ALLOWED ({tables}): {number}, and whatever of it the {names.whose} sent"


def _fault(part: Part, names: Numbering, table: str) -> Iterator[str]:
    judgement, bad = part.judgement, part.judgement.bad
    if bad is None:
        yield f"From line {part.first + 1} on: allowed"
        return
    packet = part.wire.packets[bad]
    yield f"NOT ALLOWED ({table}): {names.where(part)}, in {_standing(judgement)}"
    if part.gap is not None:
        yield f"  or a segment is missing here: {part.gap.text(*names.bases)}"
    if judgement.stuck != bad:
        assert judgement.stuck is not None
        yield f"  since line {part.first + judgement.stuck + 1} goes on as if it had not been sent"
    possible = remedies(judgement, packet)
    for one in possible[:INSTEAD]:
        yield f"  instead: {names.text(one.fields)} in {one.state}  {_told(one.story)}"
    if not possible:
        yield "  instead: nothing"
    before = [one.fields for one in part.wire.packets[:bad] if not one.sent]
    near = closest(judgement, packet, before[-1] if before else None)
    if near is not None and not (near.why_not and near.state in UNOPENED):
        yield f"  closest: {_closest(near, packet.fields, names)}"


def _parts(pair: Pair, end: End, table: type[Machine]) -> Iterator[Part]:
    """The whole, and what follows each gap."""
    address = pair.addresses[0] if end == "A" else pair.addresses[1]
    first = next((place for place, one in enumerate(pair.talk.segments) if _tells(one, address)), 0)
    for _ in range(MOST_PARTS):
        seen = wire(pair.talk.segments[first:], address)
        part = Part(first, seen, judge(TcpRules(table, seen, starts(seen)), seen.packets))
        yield part
        if part.gap is None or not part.judgement.bad:
            return
        first += part.judgement.bad


def _tells(one: Segment, address: str) -> bool:
    """Whether judging can begin there: a reset that was sent answers something before the capture began."""
    return one.source != address or RST not in one


def _reach(part: Part) -> int:
    bad = part.judgement.bad
    return len(part.wire.packets) + 1 if bad is None else bad


def _beside(note: str, after: After | None) -> str:
    return note if after is None else f"{note}  {_told(after.story)}".rstrip()


def _told(story: Sequence[Happened]) -> str:
    """``SEND, transmission [queue_text; transmit_text]``."""
    events = ", ".join(one.event for one in story if one.event)
    rows = "; ".join(row.name for one in story for row in one.rows)
    return "  ".join(part for part in (events, f"[{rows}]" if rows else "") if part)


def _joined(some: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """The states of both, in the order of the RFC."""
    return tuple(state.value for state in TcpState if state.value in (*some, *more))


def _standing(judgement: Judgement) -> str:
    return " or ".join(judgement.after[-1].states if judgement.after else judgement.began)


def _closest(near: Remedy, sent: Fields, names: Numbering) -> str:
    row = near.story[-1].rows[0]
    differs = [name for name in ("SEQ", "CTL", "DATA") if near.fields[name] != sent[name]]
    if sent["CTL"] & near.fields["CTL"] & Ctl.ACK and near.fields["ACK"] != sent["ACK"]:
        differs.append("ACK")
    why = near.why_not or (f"which is another {' and '.join(differs)}" if differs else "but not then")
    return f"row {row.name} ({row.rfc}) would send {names.text(near.fields)}, {why}"


@dataclass(frozen=True)
class Numbering:
    """How numbers are written: relative to the SYNs, or as they were sent."""

    pair: Pair
    end: End
    absolute: bool

    @property
    def whose(self) -> str:
        """``client`` or ``server``."""
        return "client" if self.end == "A" else "server"

    @property
    def bases(self) -> tuple[int, int]:
        """The numbers from which its own numbers, and those of the other end, are counted."""
        other = peer(self.end)
        ours, theirs = self.pair.talk.first_syn(self.end), self.pair.talk.first_syn(other)
        return (0, 0) if self.absolute else (ours or 0, theirs or 0)

    def text(self, fields: Fields) -> str:
        """A segment that the end would send."""
        bits = {Ctl.SYN: SYN, Ctl.RST: RST, Ctl.FIN: FIN, Ctl.ACK: ACK}
        control = sum(flag for bit, flag in bits.items() if fields["CTL"] & bit)
        ours, theirs = self.bases
        ours = 0 if fields["SEQ"] == 0 and control == RST | ACK else ours  # sent from CLOSED: no number of its own
        return Segment(0.0, "", "", fields["SEQ"], fields["ACK"], control, fields["DATA"]).text(ours, theirs)

    def where(self, part: Part) -> str:
        """``packet 8 (line 9): <SEQ=11>...``, of the first segment that is not allowed."""
        assert part.judgement.bad is not None
        place = part.first + part.judgement.bad
        one = self.pair.talk.segments[place]
        return f"packet {one.index} (line {place + 1}): {one.text(*self.bases)}"
