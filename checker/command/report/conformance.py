"""What is said of one captured connection: its ladder with states, and the first segment that is not allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from checker.languages.counts import counted
from checker.languages.retelling import retold
from checker.languages.speech import tr
from checker.packets.judging import After, Fields, Judgement, Remedy, closest, remedies
from checker.packets.judging.guesses import Happened
from checker.packets.reading.pairs import Pair
from checker.packets.reading.segment import ACK, FIN, RST, SYN, Segment
from checker.packets.reading.sequence import SPACE
from checker.packets.tcp.calls import QUIET
from checker.packets.tcp.conformance import Conformance, Conforms, Unknown
from checker.packets.tcp.missing import Lacking
from checker.results.runs import End
from diagrams.ladders.ladder import conversation
from diagrams.rendering.picture import Picture
from diagrams.sequence.captured import CapturedLine, captured_charts
from spec.notation.ends import peer
from spec.tcp.variables import Ctl
from spec.tcp.variants.permitted import KEEP_ALIVE

UNOPENED = ("CLOSED", "LISTEN")
"""States in which an end has no numbers, so that a row of another state would send none that mean anything."""
INSTEAD = 5
"""How much is told of what could have been sent instead."""
LACKING = 5
"""How many of the stretches are told that the capture lacks."""


def text(found: Conformance, width: int, *, title: str = "", absolute: bool = False) -> str:
    """The ladder and the verdict."""
    names = Numbering(found.pair, found.end, absolute)
    after, known = found.after, found.states
    lines = found.pair.talk.lines(absolute=absolute)
    told: list[tuple[End, str, str]] = [
        (who, segment, _beside(note, after.get(place), found, lost=place - found.first in found.wire.lost))
        for place, (who, segment, note) in enumerate(lines)
    ]
    states = ["|".join(known[place].after) if place in known else "" for place in range(len(lines))]
    ladder = conversation(
        told,
        found.pair.talk.ends.names,
        title=f"{title}{retold(found.pair.talk.heading(absolute=absolute))}",
        width=width,
        states=[_states(found, one) for one in states],
    )
    return "\n".join([ladder, "", *map(retold, verdict(found, names))])


def chart(found: Conformance, *, title: str = "", absolute: bool = False) -> Sequence[Picture]:
    """The sequence chart, the verdict above it: what the end did stands at the end."""
    after, states = found.after, found.states
    lines = [
        CapturedLine(
            who,
            segment,
            *_at_both(who, note, after.get(place), found),
            _states(found, _one(states[place].after) if place in states else ""),
            fate="is lost" if place - found.first in found.wire.lost else "crosses",
        )
        for place, (who, segment, note) in enumerate(found.pair.talk.lines(absolute=absolute))
    ]
    heading = f"{title}{retold(found.pair.talk.heading(absolute=absolute))}"
    said = list(map(retold, verdict(found, Numbering(found.pair, found.end, absolute))))
    return captured_charts(lines, found.pair.talk.ends.names, heading, said)


def _at_both(who: End, note: str, after: After | None, found: Conformance) -> tuple[str, str]:
    """What is said at the sender, and at the receiver: the story is that of the end that is judged."""
    story = "" if after is None else told(after.story)
    return (f"{note} {story}", "") if who == found.end else (note, story)


def _one(states: Sequence[str]) -> str:
    """The state, where it is known which."""
    return states[0] if len(states) == 1 else ""


def _states(found: Conformance, state: str) -> tuple[str, str]:
    """Of both ends, as far as they are known."""
    return (state, "") if found.end == "A" else ("", state)


def verdict(found: Conformance, names: Numbering) -> Iterator[str]:
    """What is said of the end, line by line."""
    tables = ", ".join(found.counting)
    if found.untold is not None:
        yield f"{found.verdict}: {found.untold}"
        return
    yield f"States of the {_whose(names)}: {', '.join(found.passed)}"
    yield from _premises(found)
    if found.unknown is not None:
        yield f"{found.verdict}: {_why(found)}"
        yield from _lacks(found, names)
    if found.unknown in (Unknown.AWAY, Unknown.CROWDED, Unknown.DISORDERED):
        yield f"  it would have to be known for {names.where(found, found.judgement)}"
    elif found.judgement.bad is not None and not found.stopped:
        yield from _fault(found, names, tables)
    elif found.verdict is Conforms.ALLOWED:
        for table, judgement in found.judged.items():
            if table not in found.counting:
                yield f"Not as {table} has it: {names.where(found, judgement)}, in {_standing(judgement)}"
        number = counted(len(found.pair.talk.segments), "packet")
        yield f"{found.verdict} ({tables}): {number}, and whatever of it the {_whose(names)} sent"


def _premises(found: Conformance) -> Iterator[str]:
    """What the capture does not tell, and what is taken in its place."""
    if found.begins_inside:
        began = " or ".join(found.judgement.began)
        yield f"The capture begins in the middle of a connection: at its beginning the end is taken to be in {began}."


def _why(found: Conformance) -> str:
    """Why it cannot be judged, in words."""
    if found.unknown is not Unknown.STOPPED:
        return str(found.unknown)
    number = counted(len(found.pair.talk.segments), "packet")
    return f"{found.stopped}, when {found.reach:,} of {number} had been judged, and nothing against them was found"


def _lacks(found: Conformance, names: Numbering) -> Iterator[str]:
    for one in found.wire.lacking[:LACKING]:
        yield f"  before line {names.line(found.first + one.before)}: {names.octets(one)}"
    if len(found.wire.lacking) > LACKING:
        yield f"  and {len(found.wire.lacking) - LACKING} more"


def _fault(found: Conformance, names: Numbering, tables: str) -> Iterator[str]:
    judgement = found.judgement
    bad = judgement.bad
    assert bad is not None
    packet = found.wire.packets[bad]
    verdict = (
        Conforms.NOT_ALLOWED if found.verdict is Conforms.NOT_ALLOWED else "Not allowed if nothing else is missing"
    )
    said = tr("{verdict} ({tables}): {segment}, in {states}")
    where = retold(names.where(found, judgement))
    yield said.format(verdict=tr(str(verdict)), tables=tables, segment=where, states=_standing(judgement))
    if judgement.stuck is not None and judgement.stuck != bad:
        yield f"  since line {names.line(found.line(judgement.stuck))} goes on as if it had not been sent"
    possible = remedies(judgement, packet)
    for one in possible[:INSTEAD]:
        yield f"  instead: {names.text(one.fields)} in {one.state}  {told(one.story)}"
    if not possible:
        yield "  instead: nothing"
    before = [one.fields for one in found.wire.packets[:bad] if not one.sent]
    near = closest(judgement, packet, before[-1] if before else None)
    if near is not None and not (near.why_not and near.state in UNOPENED):
        yield f"  closest: {_closest(near, packet.fields, names, _too_soon(found, near))}"


def _beside(note: str, after: After | None, found: Conformance, *, lost: bool) -> str:
    note = retold(note)
    if after is None:
        return f"{note}  {tr('(did not arrive)')}" if lost else note
    late = ""
    if after.read_after is not None:
        late = "  " + tr("(read after line {line} was sent)").format(line=found.line(after.read_after) + 1)
    return f"{note}  {told(after.story)}{late}".rstrip()


def told(story: Sequence[Happened]) -> str:
    """``SEND, transmission [queue_text; transmit_text]``."""
    events = ", ".join(one.event for one in story if one.event)
    rows = "; ".join(row.name for one in story for row in one.rows)
    return "  ".join(part for part in (events, f"[{rows}]" if rows else "") if part)


def _whose(names: Numbering) -> str:
    return tr("client") if names.end == "A" else tr("server")


def _standing(judgement: Judgement) -> str:
    return " or ".join(judgement.stood)


def _too_soon(found: Conformance, near: Remedy) -> str:
    """What to say of a probe that would be right at another time; empty of all else."""
    quiet = found.wire.quiet[found.judgement.bad or 0]
    if near.story[-1].event != KEEP_ALIVE.name or quiet >= QUIET:
        return ""
    return (
        f"but only after {QUIET} s in which nothing comes, and here these are {quiet:.6f}: the time alone is against it"
    )


def _closest(near: Remedy, sent: Fields, names: Numbering, too_soon: str) -> str:
    row = near.story[-1].rows[0]
    differs = [name for name in ("SEQ", "CTL", "DATA") if near.fields[name] != sent[name]]
    if sent["CTL"] & near.fields["CTL"] & Ctl.ACK and near.fields["ACK"] != sent["ACK"]:
        differs.append("ACK")
    why = near.why_not or (f"which is another {' and '.join(differs)}" if differs else too_soon or "but not then")
    return f"row {row.name} ({row.rfc}) would send {names.text(near.fields)}, {why}"


@dataclass(frozen=True)
class Numbering:
    """How numbers are written: relative to the SYNs, or as they were sent."""

    pair: Pair
    end: End
    absolute: bool
    lines: Mapping[int, int] = field(default_factory=dict[int, int])
    """The lines, from 0, on which the segments of its capture stand, where these are not their places."""

    def line(self, place: int) -> int:
        """The number, from 1, of the line of the segment at that place."""
        return self.lines.get(place, place) + 1

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

    def where(self, found: Conformance, judgement: Judgement) -> str:
        """``frame 9 (line 9): <SEQ=11>...``, of the first segment that is not allowed."""
        assert judgement.bad is not None
        line = found.line(judgement.bad)
        one = self.pair.talk.segments[line]
        return f"frame {one.frame} (line {self.line(line)}): {one.text(*self.bases)}"

    def octets(self, one: Lacking) -> str:
        """``the octets 1 to 10 delivered``."""
        base = self.bases[0 if one.sent else 1]
        first = (one.first - base) % SPACE
        which = f"the octet {first}" if one.octets == 1 else f"the octets {first} to {first + one.octets - 1}"
        return f"{'the SYN,ACK' if one.opens else which} {'sent' if one.sent else 'delivered'}"
