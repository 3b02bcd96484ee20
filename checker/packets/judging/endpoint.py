"""One end of a connection, read with real numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.packets.judging.compiled import CompiledTable, Place, Taken
from checker.packets.judging.observed import At, Fields, Rules
from checker.rows.configuration import EndFrame, Local
from checker.rows.ghosts import Ghosts
from checker.rows.reading_rule import read
from spec.notation.channels import PERFECT
from spec.notation.machines import Machine
from spec.notation.rows import Arrival, Event, Row
from spec.notation.systems import Start, System, any_of

TABLES = 32
"""Compiled tables that are kept: tests judge by mutants, too."""


@dataclass(frozen=True, eq=False, slots=True)
class Act:
    """A call or a timer, and how far-fetched it is: where nothing is seen of it, and where what it sends is seen."""

    event: Event
    unseen: int
    seen: int


class Endpoint:
    """The table of one end, read from any place on any event with any parameters."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.numbers = tuple(rules.numbers) or (0,)
        self._table = _compiled(rules.machine, rules.modulus, tuple(rules.parameters.items()), tuple(rules.varying))
        self.frame = self._table.frame
        self._slots = {var.name: place for place, var in enumerate(self.frame.slots, start=1)}
        self._arrival = Arrival(rules.message)
        self._acts = tuple(Act(event, cost, rules.costs_seen.get(event, 0)) for event, cost in rules.costs.items())
        self.fields = tuple(field.name for field in rules.message.fields)
        self._plain = {name: rules.parameters[name] for name in rules.varying}
        self._possible: dict[tuple[int, str], tuple[Act, ...]] = {}
        self.at = lru_cache(maxsize=4096)(self._at)

    def start(self, at: Start) -> Place:
        """The place that is meant."""
        given = {var.name: value for var, value in at.values}
        return (
            self.frame.states.index(at.state.value),
            *(given.get(var.name, var.start) for var in self.frame.slots),
        )

    def _at(self, place: Place) -> At:
        """A place by the names of its variables."""
        return At(self.frame.states[place[0]], dict(zip(self._slots, place[1:], strict=True)))

    def put(self, place: Place, values: Mapping[str, int]) -> Place:
        """The place with other values of some variables."""
        changed = list(place)
        for name, value in values.items():
            changed[self._slots[name]] = value
        return tuple(changed)

    def possible(self, place: Place, kind: str = "", events: tuple[Event, ...] | None = None) -> tuple[Act, ...]:
        """Those of the calls and timers (all of them where none are named) that have a row in that state.

        ``kind`` is a name for these events: the same name, the same events.
        """
        key = (place[0], kind)
        if key not in self._possible:
            self._possible[key] = tuple(
                act
                for act in self._acts
                if (events is None or act.event in events) and self._table.step(act.event, place[0]) is not None
            )
        return self._possible[key]

    def does(self, place: Place, act: Act, given: Mapping[str, int]) -> list[Taken]:
        """What the call or timer does there."""
        step = self._table.step(act.event, place[0])
        return [] if step is None else step(place, (), self._given(given), self.numbers)

    def receives(self, place: Place, fields: Fields, given: Mapping[str, int]) -> list[Taken]:
        """What the arrival does there; the same place where no row fires."""
        step = self._table.step(self._arrival, place[0])
        values = tuple([fields.get(name, 0) for name in self.fields])  # ghosts are not on the wire
        found = [] if step is None else step(place, values, self._given(given), self.numbers)
        return found or [Taken(place, (), ())]

    def would(self, place: Place, row: Row, fields: Fields, given: Mapping[str, int]) -> list[Taken]:
        """What that one row would do there, whatever its guard and its states say: by the literal reading."""
        frame = EndFrame(self.system_with(given), "A", Ghosts())
        found = read(frame, Local(place[0], place[1:]), row.on, fields, (row,))
        return [Taken(place, tuple(values for _, values in one.sent), one.fired) for one in found]

    def named(self, values: Sequence[int]) -> Fields:
        """A message that was sent, by the names of its fields."""
        return dict(zip(self.fields, values, strict=True))

    def system_with(self, given: Mapping[str, int]) -> System:
        """The system with these parameters."""
        return _system(self.rules.machine, self.rules.modulus, {**self.rules.parameters, **given}, self.numbers)

    def _given(self, given: Mapping[str, int]) -> tuple[int, ...]:
        return tuple({**self._plain, **given}.values()) if given else tuple(self._plain.values())


def _system(machine: type[Machine], modulus: int, params: Mapping[str, int], numbers: Sequence[int]) -> System:
    isn = any_of(*numbers)
    return System(machine, machine, PERFECT, modulus=modulus, isn={"A": isn, "B": isn}, params=dict(params))


@lru_cache(maxsize=TABLES)
def _compiled(
    machine: type[Machine], modulus: int, params: tuple[tuple[str, int], ...], varying: tuple[str, ...]
) -> CompiledTable:
    frame = EndFrame(_system(machine, modulus, dict(params), (0,)), "A", Ghosts())
    return CompiledTable(frame, varying)
