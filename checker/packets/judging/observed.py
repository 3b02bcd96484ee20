"""What was seen, and what has to be known of a protocol before it can be judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from spec.notation.events import Event
from spec.notation.machines import Machine
from spec.notation.messages import Message
from spec.notation.rows import Row
from spec.notation.systems import Start

Fields = Mapping[str, int]
"""A message's fields, by name."""


class At(NamedTuple):
    """Where an end may stand: its control state, and its variables by name."""

    state: str
    values: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Observed:
    """One message, as it was seen at the end that is judged."""

    sent: bool
    """Whether the end sent it; else it was delivered."""
    fields: Fields
    place: int
    """Which one it is, from 0."""
    seconds: float
    """When it was seen."""
    absent: bool = False
    """Whether it was not seen, but must have been sent or delivered there."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take what was delivered: as these fields, with these parameters and variables put in first."""

    fields: Fields | None
    """None: it is not taken at all."""
    parameters: Mapping[str, int] = field(default_factory=dict[str, int])
    variables: Mapping[str, int] = field(default_factory=dict[str, int])
    cost: int = 0
    """How far-fetched it is."""


Turn = Literal["early", "due", "past"]
HasRead = Literal["too little", "perhaps", "too much"]


class Rules(Protocol):
    """What the table leaves to whoever reads a capture with it."""

    @property
    def machine(self) -> type[Machine]:
        """The table."""
        ...

    @property
    def message(self) -> type[Message]:
        """What is sent and delivered."""
        ...

    @property
    def modulus(self) -> int:
        """How many sequence numbers there are."""
        ...

    def numbers(self, place: int) -> Sequence[int]:
        """The initial numbers that the end may choose when the message at that place is next sent or taken."""
        ...

    @property
    def parameters(self) -> Mapping[str, int]:
        """Every parameter of the table, with its value where nothing else is given."""
        ...

    @property
    def varying(self) -> Sequence[str]:
        """The parameters that are not always the same."""
        ...

    @property
    def costs(self) -> Mapping[Event, int]:
        """The calls and timers that are thought of, and how far-fetched each one is when it happens unseen."""
        ...

    @property
    def costs_seen(self) -> Mapping[Event, int]:
        """How far-fetched those of them are that are so even where what they send is seen."""
        ...

    def starts(self) -> Sequence[tuple[Start, int]]:
        """Where the end may stand before the first message, and how far-fetched that is."""
        ...

    def unread_from(self, packet: Observed) -> int:
        """The place from which on what was delivered need not have been read when the end sent that message."""
        ...

    def has_read(self, at: At, packet: Observed) -> HasRead:
        """Whether that message, which was sent, says that the end had read more, or less, than to stand there."""
        ...

    def part(self, at: At, delivered: Observed, packet: Observed) -> Fields | None:
        """The part of what was delivered that the end had read when it sent that message; None if there is none."""
        ...

    def thinkable(self, packet: Observed) -> tuple[str, tuple[Event, ...]]:
        """The calls and timers that can help to explain that message, and a name for them."""
        ...

    def given(self, at: At, event: Event, before: Observed) -> Sequence[Mapping[str, int]]:
        """The parameters with which that call or timer may happen right before this message; empty: it does not."""
        ...

    def passes_by(self, at: At) -> bool:
        """Whether the end need not be thought of there, because what follows can be reached from elsewhere, too."""
        ...

    def readings(self, at: At, packet: Observed) -> Sequence[Reading]:
        """The ways in which the end may take what was delivered."""
        ...

    def lapses(self, since: int, packet: Observed) -> bool:
        """Whether an answer to the message at ``since`` would have left before this one, if ever."""
        ...

    def is_due(self, rows: Sequence[Row]) -> bool:
        """Whether an answer that these rows sent is never left out."""
        ...

    def matches(self, would: Fields, packet: Observed) -> bool:
        """Whether what the end would send is what it did send."""
        ...

    def pinned(self, at: At, packet: Observed) -> Mapping[str, int]:
        """Variables whose values the message itself tells, once it was sent or taken."""
        ...

    def primed(self, at: At, packet: Observed) -> Mapping[str, int]:
        """Variables that a row must find if it is to say what it would send in place of that message."""
        ...

    def turn(self, at: At, fields: Fields) -> Turn:
        """Whether what was delivered before its turn has still to wait, can be taken now, or is past."""
        ...

    def kept(self, held: tuple[Fields, ...], fields: Fields) -> tuple[Fields, ...]:
        """What is held until its turn comes, once this is held, too."""
        ...

    def when_due(self, at: At, fields: Fields) -> Fields:
        """What is read of it when its turn has come."""
        ...
