"""One end of a connection, read with real numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.packets.judging.compiled import CompiledTable, Place, Step, Taken
from checker.packets.judging.observed import At, Fields, Rules
from checker.rows.configuration import EndFrame, Local
from checker.rows.ghosts import Ghosts
from checker.rows.reading_rule import read
from spec.notation.channels import PERFECT
from spec.notation.events import Arrival, Event
from spec.notation.machines import Machine
from spec.notation.rows import Row
from spec.notation.system_checks import parameters
from spec.notation.systems import Start, System, any_of

TABLES = 32
"""Compiled tables that are kept: tests judge by mutants, too."""


@dataclass(frozen=True, eq=False, slots=True)
class Act:
    """A call or a timer, and how far-fetched it is: where nothing is seen of it, and where what it sends is seen."""

    event: Event
    unseen: int
    seen: int


@dataclass(frozen=True, eq=False, slots=True)
class Possible:
    """A call or a timer in one state."""

    act: Act
    step: Step


class Endpoint:
    """The table of one end, read from any place on any event with any parameters."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._table = _compiled(rules.machine, rules.modulus, tuple(rules.parameters.items()), tuple(rules.varying))
        self.frame = self._table.frame
        self._slots = {var.name: place for place, var in enumerate(self.frame.slots, start=1)}
        self._arrival = Arrival(rules.message)
        self._acts = tuple(Act(event, cost, rules.costs_seen.get(event, 0)) for event, cost in rules.costs.items())
        self.fields = tuple(field.name for field in rules.message.fields)
        self._plain = {name: rules.parameters[name] for name in rules.varying}
        self._nothing = tuple(self._plain.values())
        self._possible: dict[tuple[int, str, bool], tuple[Possible, ...]] = {}
        self.at: Callable[[Place], At] = lru_cache(maxsize=4096)(self._at)

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

    def possible(self, place: Place, kind: str, events: tuple[Event, ...], *, silently: bool) -> tuple[Possible, ...]:
        """Those of these calls and timers that may happen in that state, without sending anything or sending something.

        ``kind`` is a name for these events: the same name, the same events.
        """
        key = (place[0], kind, silently)
        if key not in self._possible:
            found = [(act, self._table.at(act.event, place[0])) for act in self._acts if act.event in events]
            self._possible[key] = tuple(
                Possible(act, one.step)
                for act, one in found
                if one is not None and (one.silent if silently else one.sends)
            )
        return self._possible[key]

    def does(self, place: Place, one: Possible, given: Mapping[str, int], before: int) -> list[Taken]:
        """What the call or timer does there, before the message at a place of the capture."""
        return one.step(place, (), self._given(given), self.rules.numbers(before))

    def receives(self, place: Place, fields: Fields, given: Mapping[str, int], at: int) -> list[Taken]:
        """What the arrival at a place of the capture does there; the same place where no row fires."""
        here = self._table.at(self._arrival, place[0])
        values = tuple([fields.get(name, 0) for name in self.fields])  # ghosts are not on the wire
        found = [] if here is None else here.step(place, values, self._given(given), self.rules.numbers(at))
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
        return _system(self.rules.machine, self.rules.modulus, {**self.rules.parameters, **given}, (0,))

    def _given(self, given: Mapping[str, int]) -> tuple[int, ...]:
        return tuple({**self._plain, **given}.values()) if given else self._nothing


def _system(machine: type[Machine], modulus: int, params: Mapping[str, int], numbers: Sequence[int]) -> System:
    isn = any_of(*numbers)
    read = {one.name for one in parameters(machine, machine.declared)}  # a variant need not read what another does
    given = {name: value for name, value in params.items() if name in read}
    return System(machine, machine, PERFECT, modulus=modulus, isn={"A": isn, "B": isn}, params=given)


@lru_cache(maxsize=TABLES)
def _compiled(
    machine: type[Machine], modulus: int, params: tuple[tuple[str, int], ...], varying: tuple[str, ...]
) -> CompiledTable:
    frame = EndFrame(_system(machine, modulus, dict(params), (0,)), "A", Ghosts())
    return CompiledTable(frame, varying)
