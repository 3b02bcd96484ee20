"""A captured conversation as a sequence chart: each segment leaves and arrives, and has the number of its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from checker.results.runs import End, EndPoint, Packet, Point, Step, Trace
from diagrams.rendering.picture import Picture
from diagrams.sequence.chart import charts

Fate = Literal["crosses", "leaves", "arrives", "is lost"]
"""What a line tells of its segment: both that it leaves and that it arrives, one of the two, or that it is lost."""


@dataclass(frozen=True, slots=True)
class CapturedLine:
    """One segment of a capture, and what is known of the ends."""

    sender: End
    text: str
    """``<SEQ=0><CTL=SYN>``."""
    left: str = ""
    """What is said at the sender: when, and why."""
    arrived: str = ""
    """What is said at the receiver."""
    states: tuple[str, str] = ("", "")
    """A's and B's after it, where they are known."""
    fate: Fate = "crosses"


def captured_charts(
    lines: Sequence[CapturedLine], ends: tuple[str, str], title: str, said: Sequence[str] = ()
) -> tuple[Picture, ...]:
    """The chart under a title and what is said of it, one picture a page."""
    steps = tuple(_steps(lines))
    start = steps[0].before if steps else Point(EndPoint(""), EndPoint(""))
    names = [
        name
        for number, line in enumerate(lines, start=1)
        for name in ((str(number),) if line.fate in ("leaves", "arrives") else (str(number), ""))
    ]
    return charts(Trace(start, steps, title, ends), title, said, names, "segment")


def _steps(lines: Sequence[CapturedLine]) -> Iterator[Step]:
    now = Point(EndPoint(""), EndPoint(""))
    for line in lines:
        to: End = "B" if line.sender == "A" else "A"
        packet = Packet(to, line.text, line.text)
        if line.fate != "arrives":
            left = replace(_with_state(now, line.sender, line.states), in_flight=(*now.in_flight, packet))
            yield Step("call", line.sender, " ".join(line.left.split()), None, (packet,), (), now, left)
            now = left
        if line.fate != "leaves":
            lost = line.fate == "is lost"
            there = replace(now if lost else _with_state(now, to, line.states), in_flight=_without(now, packet))
            yield Step("lose" if lost else "deliver", to, " ".join(line.arrived.split()), packet, (), (), now, there)
            now = there


def _without(now: Point, packet: Packet) -> tuple[Packet, ...]:
    """What is still on its way: of equal ones the oldest arrives."""
    place = now.in_flight.index(packet) if packet in now.in_flight else len(now.in_flight)
    return now.in_flight[:place] + now.in_flight[place + 1 :]


def _with_state(now: Point, end: End, states: tuple[str, str]) -> Point:
    """An end in its state; where that is not known it is taken to be as before."""
    a, b = states
    if end == "A":
        return replace(now, a=EndPoint(a)) if a else now
    return replace(now, b=EndPoint(b)) if b else now
