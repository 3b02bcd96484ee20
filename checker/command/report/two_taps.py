"""One connection captured at both ends: one ladder, with what is lost or overtaken on its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.command.report.conformance import Numbering, verdict
from checker.packets.reading.conversations import ENDS
from checker.packets.reading.two_taps import Seen, TwoTaps, in_file_order
from checker.packets.tcp.conformance import Conformance
from checker.results.runs import End
from diagrams.ladders.ladder import captured
from diagrams.ladders.moves import ARROW, IN_FLIGHT, LOST, LadderLine, crossing
from diagrams.rendering.picture import Picture
from diagrams.sequence.captured import CapturedLine, captured_charts
from spec.notation.ends import peer

States = Mapping[End, Mapping[int, str]]
"""Of each end the states after the segments of its capture, by their places."""
NOTHING: States = {"A": {}, "B": {}}


def ladder_text(both: TwoTaps, width: int, *, title: str = "", absolute: bool = False, states: States = NOTHING) -> str:
    """The ladder; each time is that of the capture in which the line was seen."""
    bases = _bases(both, absolute=absolute)
    return captured(
        [_line(both, one, bases, states) for one in both.lines],
        both.at["A"].talk.ends.names,
        title=_heading(both, title, absolute=absolute),
        width=width,
    )


def chart(
    both: TwoTaps, judged: Sequence[Conformance] = (), *, title: str = "", absolute: bool = False
) -> Sequence[Picture]:
    """The ladder as a sequence chart, what is said of each end above it."""
    bases = _bases(both, absolute=absolute)
    known = _states(judged)
    states: States = {end: {place: one for place, one in known[end].items() if "|" not in one} for end in ENDS}
    lines = [
        CapturedLine(
            one.sender,
            one.segment.text(bases[one.sender], bases[peer(one.sender)]),
            _time(both, one, one.sender),
            "" if one.fate == "is lost" else _time(both, one, peer(one.sender)),
            (_state(one, "A", states), _state(one, "B", states)),
            one.fate,
        )
        for one in both.lines
    ]
    said = [line for found in judged for line in _said(both, found, absolute=absolute)]
    return captured_charts(lines, both.at["A"].talk.ends.names, _heading(both, title, absolute=absolute), said)


def _heading(both: TwoTaps, title: str, *, absolute: bool) -> str:
    talk = both.at["A"].talk if both.at["A"].talk.first_syn("B") is not None else both.at["B"].talk
    return f"{title}{talk.heading(absolute=absolute)}"


def _bases(both: TwoTaps, *, absolute: bool) -> Mapping[End, int]:
    return {end: 0 if absolute else _first_syn(both, end) for end in ENDS}


def _first_syn(both: TwoTaps, end: End) -> int:
    seen = (both.at[tap].talk.first_syn(end) for tap in (end, peer(end)))
    return next((number for number in seen if number is not None), 0)


def _line(both: TwoTaps, one: Seen, bases: Mapping[End, int], states: States) -> LadderLine:
    to = peer(one.sender)
    state = {end: _state(one, end, states) for end in ENDS}
    near = IN_FLIGHT if one.fate == "arrives" else ARROW[to]
    far = {"leaves": IN_FLIGHT, "is lost": LOST}.get(one.fate, ARROW[to])
    text = one.segment.text(bases[one.sender], bases[to])
    line = crossing(to, text, (state[one.sender], near), (state[to], far))
    return replace(line, notes=("  ".join(_times(both, one)),))


def _state(one: Seen, end: End, states: States) -> str:
    """The end's state after it, where its capture has it on this line."""
    return states[end].get(one.places[end], "") if end in one.places else ""


def _times(both: TwoTaps, one: Seen) -> Iterator[str]:
    for end in (one.sender, peer(one.sender)):
        if end in one.places:
            yield f"{end} {_time(both, one, end)}"


def _time(both: TwoTaps, one: Seen, end: End) -> str:
    """When it passed that end, by the clock there."""
    return f"{both.at[end].talk.segments[one.places[end]].seconds:.6f} s" if end in one.places else ""


def text(both: TwoTaps, judged: Sequence[Conformance], width: int, *, title: str = "", absolute: bool = False) -> str:
    """The ladder with the states of both ends, and what is said of each."""
    said = [line for found in judged for line in ("", *_said(both, found, absolute=absolute))]
    return "\n".join([ladder_text(both, width, title=title, absolute=absolute, states=_states(judged)), *said])


def _states(judged: Sequence[Conformance]) -> States:
    return {**NOTHING, **{one.end: {place: "|".join(at.after) for place, at in one.states.items()} for one in judged}}


def _said(both: TwoTaps, found: Conformance, *, absolute: bool) -> Iterator[str]:
    return verdict(found, Numbering(found.pair, found.end, absolute, in_file_order(both.lines, found.end)))
