"""One end of a connection, read by the reference interpreter with real numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.configuration import EndFrame, Local, Value
from checker.conform.observed import At, Fields, Rules
from checker.interpret import Outcome, read
from spec.notation.channels import PERFECT
from spec.notation.rows import Arrival, Call, Event, Row, Timer
from spec.notation.systems import Start, System, any_of

FORGOTTEN = 100_000
"""Readings that are kept before they are forgotten."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One outcome of an event: the local state after it, what was sent, and the rows that fired."""

    local: Local
    sent: tuple[tuple[int, ...], ...]
    rows: tuple[Row, ...]


class Endpoint:
    """The table of one end, read from any local state on any event with any parameters."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._parameters = dict(rules.parameters)  # the system keeps this very dictionary: see system_with
        numbers = any_of(*(rules.numbers or (0,)))
        self._system = System(
            rules.machine,
            rules.machine,
            PERFECT,
            modulus=rules.modulus,
            isn={"A": numbers, "B": numbers},
            params=self._parameters,
        )
        self.frame = EndFrame(self._system, "A", frozenset())
        self.arrival = Arrival(rules.message)
        self.fields = tuple(field.name for field in rules.message.fields)
        self.events: Sequence[Event] = [one for one in rules.machine.events() if one in rules.costs]
        self._rows = {event: tuple(_rows(rules, event)) for event in (*self.events, self.arrival)}
        self._known: dict[tuple[object, ...], list[Taken]] = {}

    def start(self, at: Start) -> Local:
        """The local state that is meant."""
        given = {var.name: value for var, value in at.values}
        values = tuple(given.get(var.name, var.start) for var in self.frame.slots)
        return Local(self.frame.states.index(at.state.value), values)

    def at(self, local: Local) -> At:
        """A local state by the names of its variables."""
        named = {var.name: _number(value) for var, value in zip(self.frame.slots, local.values, strict=True)}
        return At(self.frame.states[local.state], named)

    def put(self, local: Local, values: Mapping[str, int]) -> Local:
        """The local state with other values of some variables."""
        if not values:
            return local
        pairs = zip(self.frame.slots, local.values, strict=True)
        return Local(local.state, tuple(values.get(var.name, value) for var, value in pairs))

    def acts(self, local: Local, event: Event, given: Mapping[str, int]) -> list[Taken]:
        """What the call or timer does there."""
        state = self.frame.states[local.state]
        rows = [row for row in self._rows[event] if state in [one.value for one in row.at]]
        return self._read(local, event, {}, given, self._rows[event]) if rows else []

    def receives(self, local: Local, fields: Fields, given: Mapping[str, int]) -> list[Taken]:
        """What the arrival does there; the same local state where no row fires."""
        return self._read(local, self.arrival, fields, given, self._rows[self.arrival]) or [Taken(local, (), ())]

    def would(self, local: Local, row: Row, fields: Fields, given: Mapping[str, int]) -> list[Taken]:
        """What that one row would do there, whatever its guard and its states say."""
        return self._read(local, row.on, fields, given, (row,))

    def named(self, values: Sequence[int]) -> Fields:
        """A message that was sent, by the names of its fields."""
        return dict(zip(self.fields, values, strict=True))

    def _read(
        self, local: Local, event: Event, fields: Fields, given: Mapping[str, int], rows: Sequence[Row]
    ) -> list[Taken]:
        key = (local, event, tuple(fields.items()), tuple(given.items()), rows if len(rows) == 1 else None)
        if key not in self._known:
            if len(self._known) >= FORGOTTEN:
                self._known.clear()
            self.system_with(given)
            self._known[key] = [self._taken(one) for one in read(self.frame, local, event, fields, rows)]
        return self._known[key]

    def system_with(self, given: Mapping[str, int]) -> System:
        """The system, until the next reading with these parameters."""
        self._parameters.clear()
        self._parameters.update(self.rules.parameters)
        self._parameters.update(given)
        return self._system

    def _taken(self, one: Outcome) -> Taken:
        local = Local(self.frame.states.index(one.state), tuple(one.values[var] for var in self.frame.slots))
        return Taken(local, tuple(values for _, values in one.sent), one.fired)


def _rows(rules: Rules, event: Event) -> list[Row]:
    """The rows that may fire on an event: reading only these changes nothing."""
    if isinstance(event, Call | Timer):
        return [row for row in rules.machine.rows if row.on == event]
    return [row for row in rules.machine.rows if isinstance(row.on, Arrival)]


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0
