"""Whether what one end of a captured connection sent is what TCP allows, by each table that it is held to."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from checker.packets.judging import After, Judgement, Watch, judge, unwatched
from checker.packets.reading.pairs import Pair
from checker.packets.reading.segment import ACK, RST, Segment
from checker.packets.tcp.beginnings import begins_inside, starts
from checker.packets.tcp.certain import is_certain, is_disturbed
from checker.packets.tcp.distance import goes_back
from checker.packets.tcp.rules import TcpRules
from checker.packets.tcp.tables import TABLES
from checker.packets.tcp.wire import Wire, seen_from
from checker.results.runs import End
from spec.notation.machines import Machine
from spec.tcp.variables import CLOSED, TcpState


class Conforms(enum.Enum):
    """The answer; never a better one, nor a worse one, than the capture bears out."""

    ALLOWED = "ALLOWED"
    NOT_ALLOWED = "NOT ALLOWED"
    UNKNOWN = "CANNOT BE JUDGED"

    def __str__(self) -> str:
        return self.value


class Unknown(enum.Enum):
    """Why a capture tells nothing of an end."""

    SILENT = "nothing that it sent is in the capture"
    RESETS = "all that it sent are resets, which answer segments from before the capture began, or follow from an ABORT"
    ONE_WAY = "nothing that was delivered to it is in the capture, or resets alone"
    AWAY = "the tap is away from it, and on the way there segments are lost or overtaken: what it had read is not known"
    CROWDED = "there are too many ways in which it may have come there, and not all were followed"
    STOPPED = "it was not judged to its end"
    LACKING = "segments that the others tell of are not in the capture"
    DISORDERED = "its packets do not stand in the order of their times: reordercap (of Wireshark) sorts them"

    def __str__(self) -> str:
        return self.value


class Around(NamedTuple):
    """In which states a segment was sent or taken, and those after it."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Conformance:
    """One connection, judged at one end; true where all that it sent is allowed."""

    pair: Pair
    end: End
    first: int
    """The place of the first segment that is judged: a reset that was sent before it answers nothing in the capture."""
    wire: Wire
    untold: Unknown | None
    """Why nothing can be judged at all; None where something can."""
    judged: Mapping[str, Judgement]
    """By each table that was tried; empty where nothing can be judged."""

    def __bool__(self) -> bool:
        return self.verdict is Conforms.ALLOWED

    def __repr__(self) -> str:
        client, server = self.pair.addresses
        at = f" at segment {self.reach + 1}" if self.verdict is Conforms.NOT_ALLOWED else ""
        return f"<{client} to {server}, at the {'client' if self.end == 'A' else 'server'}: {self.verdict}{at}>"

    @property
    def counting(self) -> list[str]:
        """The table that allows everything, or else those that allow most: their judgement counts."""
        most = max((_reach(one) for one in self.judged.values()), default=(0, False))
        return [name for name, one in self.judged.items() if _reach(one) == most]

    @property
    def stopped(self) -> str:
        """Why judging stopped before the end of the capture; empty where it did not."""
        return next((one.stopped for one in self.judged.values() if one.stopped), "")

    @property
    def reach(self) -> int:
        """How many of the captured segments are known to be allowed, or were not sent by the end."""
        return (
            self.line(self.judgement.reach)
            if self.judgement.reach < len(self.wire.lines)
            else len(self.pair.talk.segments)
        )

    @property
    def judgement(self) -> Judgement:
        """That of the strictest table that counts."""
        return self.judged[self.counting[0]]

    @property
    def unknown(self) -> Unknown | None:
        """Why it cannot be judged; None where it can."""
        if self.untold is not None:
            return self.untold
        if self.stopped:
            return Unknown.STOPPED
        bad = self.line_of_bad
        if bad is not None and goes_back(self.pair.talk.segments[: bad + 1]):
            return Unknown.DISORDERED
        if bad is not None and self._is_excused(bad):
            return Unknown.AWAY
        if bad is not None and any(one.crowded for one in self.judged.values()):
            return Unknown.CROWDED
        if self.judgement.bad is not None and self.wire.lines[self.judgement.bad] is None:
            return Unknown.LACKING
        return (
            Unknown.LACKING if any(bad is None or self.first + one.since < bad for one in self.wire.lacking) else None
        )

    def _is_excused(self, bad: int) -> bool:
        """Whether what became of segments between the tap and the end may explain the one at that place."""
        segments = self.pair.talk.segments
        return is_disturbed(segments, self.wire.distance) and not is_certain(segments, bad, self.wire.distance)

    @property
    def verdict(self) -> Conforms:
        """Whether all that the end sent is allowed."""
        if self.unknown is not None:
            return Conforms.UNKNOWN
        return Conforms.ALLOWED if self.judgement.conforms else Conforms.NOT_ALLOWED

    @property
    def bad(self) -> int | None:
        """The index in the file of the first packet that is not allowed; None where there is none for certain."""
        line = self.line_of_bad
        return None if line is None or self.verdict is not Conforms.NOT_ALLOWED else self.pair.talk.segments[line].index

    @property
    def line_of_bad(self) -> int | None:
        """The place of the first segment that the table does not allow."""
        return None if not self.judged or self.judgement.bad is None else self.line(self.judgement.bad)

    def line(self, place: int) -> int:
        """The place among all segments of the one at that place of those that are judged, or else of the next."""
        return self.first + self._lines[place]

    @cached_property
    def _lines(self) -> list[int]:
        last = len(self.pair.talk.segments) - 1 - self.first
        found: list[int] = []
        for line in reversed(self.wire.lines):
            last = last if line is None else line
            found.append(last)
        return found[::-1]

    @property
    def begins_inside(self) -> bool:
        """Whether the capture begins in the middle of a connection."""
        return begins_inside(self.wire)

    @property
    def after(self) -> dict[int, After]:
        """What the strictest table that counts says of each segment, by its place."""
        return dict(self._said(self.judgement)) if self.judged else {}

    @property
    def states(self) -> dict[int, Around]:
        """Around each segment that is allowed, by its place: the states by any table that counts."""
        found: dict[int, Around] = {}
        for name in self.counting if self.judged else ():
            for line, one in self._said(self.judged[name]):
                known = found.get(line, Around((), ()))
                found[line] = Around(_joined(known.before, one.came_from), _joined(known.after, one.states))
        return found

    @property
    def passed(self) -> list[str]:
        """The states in the order in which they were entered; several where they cannot be told apart."""
        if not self.judged:
            return []
        last = self.judgement.began if self.begins_inside else (CLOSED.value,)
        found = ["|".join(last)]
        states = self.states
        for line in self._in_order(states):
            around = states[line]
            steps = [around.after] if set(around.before) & set(last) else [around.before, around.after]
            found += map("|".join, steps)
            last = around.after
        return [name for name, _ in groupby(found)]

    def _in_order(self, lines: Iterable[int]) -> list[int]:
        """The lines as the end took them: what it read late after what it had sent before."""
        late = {line: self.line(after.read_after) for line, after in self.after.items() if after.read_after is not None}
        return sorted(lines, key=lambda line: (late.get(line, line), line in late, line))

    def _said(self, judgement: Judgement) -> Iterator[tuple[int, After]]:
        for place, one in enumerate(judgement.after):
            if self.wire.lines[place] is not None:
                yield self.line(place), one


def conform(
    pair: Pair, end: End, tables: Mapping[str, type[Machine]] = TABLES, watch: Watch = unwatched
) -> Conformance:
    """The judgement of one end by one table after the other, up to the first that allows everything."""
    address = pair.addresses[0] if end == "A" else pair.addresses[1]
    first = next((place for place, one in enumerate(pair.talk.segments) if _tells(one, address)), 0)
    seen = seen_from(pair.talk.segments[first:], address)
    untold = _untold(pair.talk.segments, address, seen)
    judged: dict[str, Judgement] = {}
    for name, table in () if untold else tables.items():
        judged[name] = judge(TcpRules(wire=seen, machine=table, begins=starts(seen)), seen.packets, watch)
        if judged[name].conforms or judged[name].stopped:
            break
    return Conformance(pair, end, first, seen, untold, judged)


def _untold(segments: Sequence[Segment], address: str, seen: Wire) -> Unknown | None:
    """Why the capture tells nothing of that end."""
    sent = [one for one in segments if one.source == address]
    if not sent:
        return Unknown.SILENT
    if begins_inside(seen) and all(RST in one for one in sent):
        return Unknown.RESETS
    acks = {one.ack for one in sent if ACK in one}
    resets = len(acks) > 1 and begins_inside(seen)  # alone they do not tell what is acknowledged
    told = any(one.source != address and not (resets and RST in one) for one in segments)
    return Unknown.ONE_WAY if acks and not told else None


def _tells(one: Segment, address: str) -> bool:
    """Whether judging can begin there: a reset that was sent answers something before the capture began."""
    return one.source != address or RST not in one


def _reach(judgement: Judgement) -> tuple[int, bool]:
    return judgement.reach, judgement.conforms


def _joined(some: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    """The states of both, in the order of the RFC."""
    return tuple(state.value for state in TcpState if state.value in (*some, *more))
