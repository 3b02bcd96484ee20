"""One connection captured at both ends: one ladder, with what is lost or overtaken on its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.command.report.conformance import Numbering, verdict
from checker.packets.reading.conversations import ENDS
from checker.packets.reading.two_taps import Seen, TwoTaps, in_file_order
from checker.packets.tcp.conformance import Conformance
from checker.results import End
from diagrams.ladders import captured
from diagrams.moves import ARROW, IN_FLIGHT, LOST, LadderLine, crossing
from spec.notation.ends import peer

States = Mapping[End, Mapping[int, str]]
"""Of each end the states after the segments of its capture, by their places."""
NOTHING: States = {"A": {}, "B": {}}


def ladder_text(both: TwoTaps, width: int, *, title: str = "", absolute: bool = False, states: States = NOTHING) -> str:
    """The ladder; each time is that of the capture in which the line was seen."""
    bases: dict[End, int] = {end: 0 if absolute else _first_syn(both, end) for end in ENDS}
    talk = both.at["A"].talk if both.at["A"].talk.first_syn("B") is not None else both.at["B"].talk
    return captured(
        [_line(both, one, bases, states) for one in both.lines],
        talk.ends.names,
        title=f"{title}{talk.heading(absolute=absolute)}",
        width=width,
    )


def _first_syn(both: TwoTaps, end: End) -> int:
    seen = (both.at[tap].talk.first_syn(end) for tap in (end, peer(end)))
    return next((number for number in seen if number is not None), 0)


def _line(both: TwoTaps, one: Seen, bases: Mapping[End, int], states: States) -> LadderLine:
    to = peer(one.sender)
    state = {end: states[end].get(one.places[end], "") if end in one.places else "" for end in ENDS}
    near = IN_FLIGHT if one.fate == "arrives" else ARROW[to]
    far = {"leaves": IN_FLIGHT, "is lost": LOST}.get(one.fate, ARROW[to])
    text = one.segment.text(bases[one.sender], bases[to])
    line = crossing(to, text, (state[one.sender], near), (state[to], far))
    return replace(line, notes=("  ".join(_times(both, one)),))


def _times(both: TwoTaps, one: Seen) -> Iterator[str]:
    for end in (one.sender, peer(one.sender)):
        if end in one.places:
            yield f"{end} {both.at[end].talk.segments[one.places[end]].seconds:.6f} s"


def text(both: TwoTaps, judged: Sequence[Conformance], width: int, *, title: str = "", absolute: bool = False) -> str:
    """The ladder with the states of both ends, and what is said of each."""
    states: dict[End, Mapping[int, str]] = {
        found.end: {place: "|".join(one.after) for place, one in found.states.items()} for found in judged
    }
    said = [
        line
        for found in judged
        for line in (
            "",
            *verdict(found, Numbering(found.pair, found.end, absolute, in_file_order(both.lines, found.end))),
        )
    ]
    return "\n".join([ladder_text(both, width, title=title, absolute=absolute, states=states), *said])
