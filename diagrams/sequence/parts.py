"""What a sequence chart is made of: steps, messages, lines across it; places in points from its top left corner.

The ends' lifelines run down; outside of them stand the local events and the states; between them the messages.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from checker.results.runs import End, Step
from diagrams.rendering.pinned import WIDTH
from diagrams.sequence.flights import Flight

LINE_AT: dict[End, float] = {"A": 82.0, "B": WIDTH - 82.0}
"""Where the lifelines run."""
BETWEEN = LINE_AT["B"] - LINE_AT["A"]
FORGED_AT = WIDTH / 2
"""Where a message enters that an attacker forges."""
TICK_AT = LINE_AT["A"] + 21.0
"""Where the word stands on the line of a tick."""
OUTSIDE = 70.0
"""Room for events and states outside a lifeline."""
BESIDE = 9.0
"""From a lifeline to the text beside it."""
ROW = 10.0
"""From one line of text to the next."""

ENTRIES = 6
"""The steps of room above the arrival of a message that comes in from between the lifelines."""


class Room(NamedTuple):
    """One way to make room for a label: two lines for it, and points above its step and below its tail."""

    tall: bool = False
    above: float = 0.0
    below: float = 0.0
    far: bool = False
    """It may stand near the receiver, where it is not seen at once whose it is."""


WAYS = (
    Room(),
    Room(tall=True),
    *(Room(True, above) for above in (10.0, 20.0, 30.0, 40.0)),
    *(Room(True, 0.0, below) for below in (10.0, 20.0, 30.0, 45.0)),
    *(Room(True, 0.0, below, far=True) for below in (0.0, 10.0, 20.0, 30.0)),
)

Place = tuple[float, float]


@dataclass(slots=True)
class Stop:
    """One step on its lifeline."""

    name: str
    """What stands in its circle; empty: it has none."""
    number: int
    step: Step
    y: float
    event: list[str]
    state: str
    """The state it changes to; empty where it stays."""
    peer_state: str = ""
    """The state to which a tick changes B."""
    tails: list[float] = field(default_factory=lambda: list[float]())
    """Where its messages leave, from the top."""

    @property
    def state_y(self) -> float:
        """The height of the state's box, below the event."""
        return self.y + ROW * len(self.event) + (2.0 if self.event else 0.0)

    @property
    def bottom(self) -> float:
        """The lowest point outside of the lifeline."""
        return (self.state_y if self.state or self.peer_state else self.y + ROW * (len(self.event) - 1)) + ROW


@dataclass(slots=True)
class MessageLine:
    """One message as it is drawn, or the part of it that is."""

    flight: Flight
    tail: Place
    head: Place
    label: list[str]
    enters: bool = False
    """It comes in from between the lifelines: it was sent before, or higher up."""
    breaks: bool = False
    """It goes on further down."""
    far: bool = False
    """Its label may stand near its head."""
    label_at: Place = (0.0, 0.0)
    """The middle of the label."""

    @property
    def lost(self) -> bool:
        """Whether its cross stands at this end: not where it goes on further down."""
        return not self.breaks and self.flight.fate in ("lost", "too old", "no room")

    @property
    def drop(self) -> float:
        """How far it goes down."""
        return self.head[1] - self.tail[1]


@dataclass(slots=True)
class Band:
    """A line across the chart, with words on it."""

    name: Literal["violation", "goal", "stop", "loop begins", "loop ends", "parting"]
    y: float
    text: str
    x: float = WIDTH / 2
    """The middle of its words."""


@dataclass(slots=True)
class Chart:
    """A chart with every place settled."""

    stops: list[Stop]
    lines: list[MessageLine]
    bands: list[Band]
    bottom: float


@dataclass(slots=True)
class Wishes:
    """What was found to be needed while the places were settled, by the message's place in the trace."""

    way: Counter[int] = field(default_factory=lambda: Counter[int]())
    """Which of the ways is tried for its label."""
    entry: Counter[int] = field(default_factory=lambda: Counter[int]())
    """How much room there is where it comes in from between the lifelines, up to :data:`ENTRIES`."""
    broken: set[int] = field(default_factory=lambda: set[int]())
    """Its line is interrupted."""
