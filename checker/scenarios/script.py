"""A scenario as it is written, taken apart: nothing here knows a protocol or a machine."""

from __future__ import annotations

from dataclasses import dataclass, field

from spec.notation.errors import Place
from spec.notation.nodes import End


@dataclass(frozen=True, slots=True)
class Written:
    """A segment as it is written: its fields in order, with None for one without a value."""

    text: str
    fields: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Crossing:
    """What a line says of its segment."""

    to: End
    segment: Written
    departs: bool
    """Whether it is sent on this line, or was in the network before."""
    fate: str
    """``arrives``, ``held`` or ``lost``."""
    old: bool = False
    """Whether it was in the network before the run."""
    copy_stays: bool = False

    @property
    def sender(self) -> End:
        """The end that it comes from."""
        return "A" if self.to == "B" else "B"


@dataclass(frozen=True, slots=True)
class Remark:
    """Words that may name a call or a timer; ``named``: that must, since they stand behind ``A:``."""

    end: End
    text: str
    named: bool = False


@dataclass(frozen=True, slots=True)
class FlyingSegment:
    """A segment that is in flight at the start, or at a line that says so."""

    place: Place
    to: End
    segment: Written


@dataclass(frozen=True, slots=True)
class Stand:
    """How things stand, as a line of its own says it."""

    has: tuple[End, tuple[tuple[str, str], ...]] | None = None
    """An end, and values of its variables."""
    cannot: Remark | None = None
    """A call or a timer that does nothing there."""
    nothing_to: tuple[End, ...] = ()
    """Ends to which nothing is in flight."""
    flies: FlyingSegment | None = None


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """One line of the body."""

    place: Place
    remarks: tuple[Remark, ...] = ()
    states: tuple[tuple[End, str], ...] = ()
    crossing: Crossing | None = None
    stand: Stand | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """What the head says of one end."""

    place: Place
    machine: str
    isn: tuple[str, ...] = ()
    state: str = ""
    values: tuple[tuple[str, str], ...] = ()
    """Variables and parameters by name: which is which, the machine knows."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole scenario."""

    file: str
    title: str
    actors: dict[End, Actor]
    lines: tuple[ScenarioLine, ...]
    in_flight: tuple[FlyingSegment, ...] = ()
    params: tuple[tuple[str, str], ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    places: dict[str, Place] = field(default_factory=dict[str, Place])
    """Where the items of the head stand."""
