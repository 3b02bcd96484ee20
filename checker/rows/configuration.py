"""One state of a whole system, unpacked: what the reference interpreter steps through, and what every engine's
packed states unpack to.

A *local state* is one end's control state and the values of its slots; a *configuration* is both ends and the
messages on their way.  Slots are the machine's variables, the history variables that some property reads, and
the counters of the search's bounds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checker.rows.ghosts import Ghosts, ghosts_of
from spec.notation import nodes
from spec.notation.ends import peer
from spec.notation.events import Call, Event, Timer
from spec.notation.messages import Message, Send
from spec.notation.nodes import End, Field, Var
from spec.notation.rows import Row
from spec.notation.systems import ENDS, Numbers, System
from spec.notation.variables import Draw

Value = int | frozenset[tuple[int, ...]]
"""A number, a flag (0, 1), a member's position; or, for a history variable, the tuples it remembers."""


@dataclass(frozen=True, slots=True, order=True)
class Carried:
    """A message in flight: its kind's place among the kinds of its way, its fields in order, and its age in ticks."""

    kind: int
    values: tuple[int, ...]
    age: int = 0
    """0 throughout where the channel keeps no ages."""


@dataclass(frozen=True, slots=True)
class Local:
    """One end: the place of its control state in the enumeration, and a value for each slot."""

    state: int
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Configuration:
    """Both ends, and the messages towards each: sorted in a set or bag, first to arrive first in a queue."""

    a: Local
    b: Local
    to_a: tuple[Carried, ...] = ()
    to_b: tuple[Carried, ...] = ()
    forged: tuple[int, ...] = ()
    """How many messages each attacker has put in flight."""

    def local(self, end: End) -> Local:
        """That end."""
        return self.a if end == "A" else self.b

    def towards(self, end: End) -> tuple[Carried, ...]:
        """The messages on their way to that end."""
        return self.to_a if end == "A" else self.to_b


_signatures: dict[tuple[object, ...], int] = {}


class EndFrame:
    """What an end's local states are made of: control states, slots, events, and the kinds that reach it."""

    def __init__(self, system: System, end: End, ghosts: Ghosts) -> None:
        self.system, self.ghosts = system, ghosts
        self.end: End = end
        self.machine = system.machine(end)
        self.states = tuple(state.value for state in self.machine.states())
        own = [var for var in self.machine.variables() if ghosts.variable(end, var)]
        self.slots: tuple[Var, ...] = (*own, *self._bounds())
        self.kinds = _kinds(system, end)
        self.events = tuple(event for event in self.machine.events() if isinstance(event, Call | Timer))
        self.lowered_as = _signatures.setdefault(self._signature(), len(_signatures))
        """A number for all that the decisions of this end depend on besides its rows; frames alike have the same."""
        self.met: dict[tuple[Event, str], tuple[Row, ...]] = {}
        """The rows that the reading of an event can meet on its way down from a state, where they were asked for."""

    def _signature(self) -> tuple[object, ...]:
        fields = tuple(field for message in self._sent() for field in message.fields if self.sends(field))
        params = tuple(sorted(self.system.params.items()))
        numbers = self.system.isn.get(self.end)
        return (self.end, self.states, self.slots, numbers, self.system.modulus, params, fields)

    def _sent(self) -> Iterable[type[Message]]:
        return dict.fromkeys(e.message for row in self.machine.rows for e in row.do if isinstance(e, Send))

    def _bounds(self) -> Iterable[Var]:
        for event in self.machine.events():
            most = self.system.limit(self.end, event)
            if most:
                yield used(event, most)
        if self.draws and self.numbers.each_once:
            yield drawn(len(self.numbers.values))

    @property
    def draws(self) -> bool:
        """Whether a row of this end chooses a number."""
        return any(isinstance(effect, Draw) for row in self.machine.rows for effect in row.do)

    @property
    def numbers(self) -> Numbers:
        """The system's rule for the numbers that this end chooses."""
        return self.system.isn[self.end]

    def receives(self, field: Field) -> bool:
        """Whether a field is kept in the messages to this end."""
        return self.ghosts.field(self.end, field)

    def sends(self, field: Field) -> bool:
        """Whether a field is kept in the messages from this end."""
        return self.ghosts.field(peer(self.end), field)

    def start(self) -> Local:
        """The local state that the system starts in."""
        begin = self.system.start.get(self.end)
        state = begin.state if begin is not None else self.machine.start
        given = {var.name: value for var, value in begin.values} if begin is not None else {}
        values: tuple[Value, ...] = tuple(
            frozenset[tuple[int, ...]]() if isinstance(var.domain, nodes.Tuples) else given.get(var.name, var.start)
            for var in self.slots
        )
        return Local(self.states.index(state.value), values)

    def carried(self, message: type[Message], values: tuple[int, ...]) -> Carried:
        """A message to this end; a ghost that is not kept is 0."""
        kept = (value if self.receives(field) else 0 for field, value in zip(message.fields, values, strict=True))
        return Carried(self.kinds.index(message), tuple(kept))


DRAWN = "numbers drawn"


def used(event: Event, most: int) -> Var:
    """The counter of a bounded call or timer: how often it has been used."""
    kind = "call" if isinstance(event, Call) else "timer"  # the two may be of one name
    return Var(f"uses of {kind} {event.name}", nodes.Counts(most))


def event_counted(name: str) -> str | None:
    """``active OPEN``, where the variable of that name counts it; None where it counts no event."""
    return name.split(" ", 3)[3] if name.startswith("uses of ") else None


def drawn(most: int) -> Var:
    """The counter of the numbers that an end has chosen."""
    return Var(DRAWN, nodes.Counts(most))


def is_bound(var: Var) -> bool:
    """Whether a slot counts a bound of the search rather than something of the protocol."""
    return var.name.startswith("uses of ") or var.name == DRAWN


def _kinds(system: System, end: End) -> tuple[type[Message], ...]:
    other = peer(end)
    sent = [e.message for row in system.machine(other).declared for e in row.do if isinstance(e, Send)]
    flying = [flying.message for flying in system.flying() if flying.to == end]
    return tuple(dict.fromkeys((*sent, *flying)))


def frames(system: System, ghosts: frozenset[tuple[End, Var]] = frozenset()) -> dict[End, EndFrame]:
    """The frame of each end, with the ghosts asked for and all that these need."""
    kept = ghosts_of(system, ghosts)
    return {end: EndFrame(system, end, kept) for end in ENDS}
