"""One end of a connection, read by the reference interpreter with real numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.packets.judging.observed import At, Fields, Rules
from checker.rows.configuration import EndFrame, Local, Value
from checker.rows.ghosts import Ghosts
from checker.rows.reading_rule import Outcome, read
from spec.notation.channels import PERFECT
from spec.notation.rows import Arrival, Event, Row
from spec.notation.systems import Start, System, any_of

FORGOTTEN = 100_000
"""Readings that are kept before they are forgotten."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One outcome of an event: where the end is after it, what was sent, and the rows that fired."""

    place: int
    sent: tuple[tuple[int, ...], ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Act:
    """A call or a timer, and the rows that wait for it."""

    event: Event
    rows: tuple[Row, ...]
    cost: int


class Endpoint:
    """The table of one end, read from any local state on any event with any parameters.

    A local state is called by its *place*, its number in the order in which it was met.
    """

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
        self.frame = EndFrame(self._system, "A", Ghosts())
        self.arrival = Act(Arrival(rules.message), _arrivals(rules), 0)
        self.acts = tuple(
            Act(event, tuple(row for row in rules.machine.rows if row.on == event), cost)
            for event, cost in rules.costs.items()
        )
        self.fields = tuple(field.name for field in rules.message.fields)
        self._locals: list[Local] = []
        self._places: dict[Local, int] = {}
        self._ats: list[At] = []
        self._possible: dict[tuple[str, str], tuple[Act, ...]] = {}
        self._known: dict[tuple[object, ...], list[Taken]] = {}

    def start(self, at: Start) -> int:
        """The local state that is meant."""
        given = {var.name: value for var, value in at.values}
        values = tuple(given.get(var.name, var.start) for var in self.frame.slots)
        return self._place(Local(self.frame.states.index(at.state.value), values))

    def _place(self, local: Local) -> int:
        if local not in self._places:
            named = {var.name: _number(value) for var, value in zip(self.frame.slots, local.values, strict=True)}
            self._places[local] = len(self._locals)
            self._locals.append(local)
            self._ats.append(At(self.frame.states[local.state], named))
        return self._places[local]

    def at(self, place: int) -> At:
        """A local state by the names of its variables."""
        return self._ats[place]

    def local(self, place: int) -> Local:
        """A local state as the interpreter has it."""
        return self._locals[place]

    def put(self, place: int, values: Mapping[str, int]) -> int:
        """The local state with other values of some variables."""
        if all(self._ats[place].values[name] == value for name, value in values.items()):
            return place
        local = self._locals[place]
        pairs = zip(self.frame.slots, local.values, strict=True)
        return self._place(Local(local.state, tuple(values.get(var.name, value) for var, value in pairs)))

    def possible(self, place: int, kind: str = "", events: tuple[Event, ...] | None = None) -> tuple[Act, ...]:
        """Those of the calls and timers (all of them where none are named) that have a row in that state.

        ``kind`` is a name for these events: the same name, the same events.
        """
        state = self._ats[place].state
        if (state, kind) not in self._possible:
            self._possible[state, kind] = tuple(
                act
                for act in self.acts
                if (events is None or act.event in events)
                and any(state == at.value for row in act.rows for at in row.at)
            )
        return self._possible[state, kind]

    def does(self, place: int, act: Act, given: Mapping[str, int]) -> list[Taken]:
        """What the call or timer does there."""
        return self._read(place, act, {}, given)

    def receives(self, place: int, fields: Fields, given: Mapping[str, int]) -> list[Taken]:
        """What the arrival does there; the same local state where no row fires."""
        return self._read(place, self.arrival, fields, given) or [Taken(place, (), ())]

    def would(self, place: int, row: Row, fields: Fields, given: Mapping[str, int]) -> list[Taken]:
        """What that one row would do there, whatever its guard and its states say."""
        return self._read(place, Act(row.on, (row,), 0), fields, given)

    def named(self, values: Sequence[int]) -> Fields:
        """A message that was sent, by the names of its fields."""
        return dict(zip(self.fields, values, strict=True))

    def system_with(self, given: Mapping[str, int]) -> System:
        """The system, until the next reading with these parameters."""
        self._parameters.clear()
        self._parameters.update(self.rules.parameters)
        self._parameters.update(given)
        return self._system

    def _read(self, place: int, act: Act, fields: Fields, given: Mapping[str, int]) -> list[Taken]:
        key = (place, act, tuple(fields.values()), tuple(given.items()))
        if key not in self._known:
            if len(self._known) >= FORGOTTEN:
                self._known.clear()
            self.system_with(given)
            found = read(self.frame, self._locals[place], act.event, fields, act.rows)
            self._known[key] = [self._taken(one) for one in found]
        return self._known[key]

    def _taken(self, one: Outcome) -> Taken:
        local = Local(self.frame.states.index(one.state), tuple(one.values[var] for var in self.frame.slots))
        return Taken(self._place(local), tuple(values for _, values in one.sent), one.fired)


def _arrivals(rules: Rules) -> tuple[Row, ...]:
    """The rows that an arrival may make fire: reading only these changes nothing."""
    return tuple(row for row in rules.machine.rows if isinstance(row.on, Arrival))


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0
