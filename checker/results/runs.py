"""Runs: the states of a system, the steps between them, and what was sent, as plain data.

Nothing here knows a protocol, an engine or a colour.  Numbers are already the protocol's own, texts are
already in the protocol's words (``SYN-SENT``, ``<SEQ=90><CTL=SYN>``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from checker.languages.counts import count
from checker.results.notebooks import as_a_ladder, in_a_notebook

End = Literal["A", "B"]
"""The two ends of a system, in the order in which they are declared."""

Action = Literal["call", "timer", "deliver", "duplicate", "lose", "tick", "forge"]
"""What a step is: a user call or a timer at an end, what befalls one message in flight, or a tick of the one clock.

``deliver`` takes the message from the channel, ``duplicate`` delivers one copy and leaves one in flight,
``lose`` takes it away undelivered.  In a ``tick`` all messages age, and both ends may act.
``forge``: an attacker puts a message in flight.
"""


@dataclass(frozen=True, slots=True)
class Packet:
    """One message, in the protocol's own words."""

    to: End
    text: str
    """In full, as the RFC writes it: ``<SEQ=100><ACK=301><CTL=SYN,ACK>``."""
    short: str
    """For a label: ``SYN,ACK``."""

    @property
    def sender(self) -> End:
        """The end that sent it.

        >>> Packet("B", "<SEQ=90><CTL=SYN>", "SYN").sender
        'A'
        """
        return "B" if self.to == "A" else "A"


@dataclass(frozen=True, slots=True)
class EndPoint:
    """One end at one moment: its state and its variables, in the order in which they are declared."""

    state: str
    values: tuple[tuple[str, str], ...] = ()
    bounds: tuple[tuple[str, str], ...] = ()
    """Counters of the search's bounds: they tell states apart, and are not printed."""


@dataclass(frozen=True, slots=True)
class Point:
    """One reachable state of the whole system."""

    a: EndPoint
    b: EndPoint
    in_flight: tuple[Packet, ...] = ()
    ages: tuple[int | None, ...] = ()
    """The age in ticks of each message in flight, None where its channel keeps none; empty where none does."""
    forged: tuple[int, ...] = ()
    """How many messages each attacker has put in flight: a bound, which tells states apart."""

    def flying(self) -> tuple[str, ...]:
        """The messages in flight as texts, with their ages.

        >>> Point(EndPoint("A"), EndPoint("B"), (Packet("B", "<SEQ=90><CTL=SYN>", "SYN"),), (1,)).flying()
        ('<SEQ=90><CTL=SYN> aged 1',)
        """
        ages = self.ages or (None,) * len(self.in_flight)
        aged = zip(self.in_flight, ages, strict=True)
        return tuple(packet.text + (f" aged {age}" if age is not None else "") for packet, age in aged)

    def end(self, name: End) -> EndPoint:
        """The end of that name."""
        return self.a if name == "A" else self.b

    def value(self, path: str) -> str:
        """The text of ``A.state``, ``B.SND.NXT`` or ``in flight``; KeyError where there is no such variable.

        >>> Point(EndPoint("CLOSED"), EndPoint("LISTEN", (("ISS", "300"),))).value("B.ISS")
        '300'
        """
        if path == "in flight":
            return " ".join(self.flying()) or "-"
        who, _, name = path.partition(".")
        if who not in ("A", "B"):
            raise KeyError(path)
        end = self.a if who == "A" else self.b
        return end.state if name == "state" else dict(end.values)[name]

    def paths(self) -> tuple[str, ...]:
        """Everything :meth:`value` accepts here, in order."""
        return tuple(self.said())

    def said(self) -> dict[str, str]:
        """The text of everything, by its path."""
        ends = (("A", self.a), ("B", self.b))
        named = {f"{who}.{name}": text for who, end in ends for name, text in (("state", end.state), *end.values)}
        return {**named, "in flight": self.value("in flight")}


@dataclass(frozen=True, slots=True)
class FiredRow:
    """A row that fired in a step: its name, its section, and the formula names that its guard carries."""

    name: str
    rfc: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One transition, with what stood before and after it."""

    action: Action
    end: End
    """Where it happened: the end that called, or the receiver of the message that was moved or forged; A in a tick."""
    event: str
    """``active OPEN``, ``retransmission timeout``, ``tick``; empty where a message is the event."""
    packet: Packet | None
    """The message delivered, repeated, lost or forged; None for a call, a timer or a tick."""
    sent: tuple[Packet, ...]
    """What the end sent in this step, in order (a set channel may have held it already); in a tick, A and then B."""
    rows: tuple[FiredRow, ...]
    """The rows that fired, in order; none for a loss, or where the message was taken and ignored."""
    before: Point
    after: Point
    peer_rows: tuple[FiredRow, ...] = ()
    """The rows that fired at B in a tick."""
    expired: tuple[Packet, ...] = ()
    """The messages whose lifetime ended in a tick."""

    def changes(self) -> tuple[tuple[str, str, str], ...]:
        """``(path, old, new)`` of every state and variable that the step changed, channels left out."""
        return tuple(
            (path, old, new)
            for path in self.after.paths()
            if path != "in flight" and (old := self.before.value(path)) != (new := self.after.value(path))
        )


@dataclass(frozen=True, slots=True, repr=False)
class Trace:
    """A run from a start state; ``print`` shows its ladder.

    ``loop`` is the step after which a lasso repeats for ever, or None.
    """

    start: Point
    steps: tuple[Step, ...]
    title: str = ""
    ends: tuple[str, str] = ("A", "B")
    """What to call the ends in a heading."""
    loop: int | None = None
    violates_at: int | None = None
    """The step at which a violation stands (0: the start), or None for a witness."""
    states: tuple[int, ...] = ()
    """The numbers of its points in the graph that it was found in; empty where there is none."""

    def points(self) -> tuple[Point, ...]:
        """The start and the state after each step."""
        return (self.start, *(step.after for step in self.steps))

    def __repr__(self) -> str:
        again = "" if self.loop is None else f", repeating after step {self.loop}"
        return f"<{self.title or 'a run'}: {count(len(self.steps), 'step')}{again}>"

    def __str__(self) -> str:
        return as_a_ladder(self)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return in_a_notebook("trace", self)
