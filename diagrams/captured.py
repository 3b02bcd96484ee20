"""A captured conversation as a sequence chart: each segment leaves and arrives, and has the number of its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker.results import End, EndPoint, Packet, Point, Step, Trace
from diagrams.picture import Picture
from diagrams.sequence import charts


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
    lost: bool = False
    """It did not arrive."""


def captured_charts(
    lines: Sequence[CapturedLine], ends: tuple[str, str], title: str, said: Sequence[str] = ()
) -> tuple[Picture, ...]:
    """The chart under a title and what is said of it, one picture a page."""
    steps = tuple(_steps(lines))
    start = steps[0].before if steps else Point(EndPoint(""), EndPoint(""))
    names = [name for number in range(1, len(lines) + 1) for name in (str(number), "")]
    return charts(Trace(start, steps, title, ends), title, said, names, "segment")


def _steps(lines: Sequence[CapturedLine]) -> Iterator[Step]:
    now = Point(EndPoint(""), EndPoint(""))
    for line in lines:
        to: End = "B" if line.sender == "A" else "A"
        packet = Packet(to, line.text, line.text)
        left = replace(_with_state(now, line.sender, line.states), in_flight=(packet,))
        yield Step("call", line.sender, " ".join(line.left.split()), None, (packet,), (), now, left)
        now = replace(left if line.lost else _with_state(left, to, line.states), in_flight=())
        yield Step("lose" if line.lost else "deliver", to, " ".join(line.arrived.split()), packet, (), (), left, now)


def _with_state(now: Point, end: End, states: tuple[str, str]) -> Point:
    """An end in its state; where that is not known it is taken to be as before."""
    a, b = states
    if end == "A":
        return replace(now, a=EndPoint(a)) if a else now
    return replace(now, b=EndPoint(b)) if b else now
