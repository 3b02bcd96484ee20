"""A channel with a capacity: so many places, the full ones first.  In a queue what stands first arrives first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.bounded.acting import Acting
from checker.bounded.cells import Cells
from checker.bounded.mask_way import Sends
from checker.configuration import Carried
from spec.notation.channels import Channel, Store


@dataclass(frozen=True, slots=True)
class Place:
    """One place: whether it is full, with which message, of which age."""

    full: Any
    code: Any
    age: Any


class PlaceWay:
    """The messages towards one end, where its channel has a capacity."""

    def __init__(
        self, channel: Channel, to: Acting, cells: Cells, messages: Sequence[Any] | None, flying: Sequence[Carried]
    ) -> None:
        self.channel, self.codes, self.solver, self._cells = channel, to.codes, to.solver, cells
        self._messages, self._received = messages, to.received
        oldest, capacity = channel.oldest, channel.capacity or 0
        self.oldest = 0 if oldest is None else oldest
        self._bits = max(1, (self.oldest + 1).bit_length())
        self._names = [f"to {to.end} place {place}" for place in range(capacity)]
        self._places = [self._added(name, flying[at : at + 1]) for at, name in enumerate(self._names)]
        self._index = cells.choice(self.solver.BitVec(f"place to {to.end}", max(1, (capacity - 1).bit_length())))

    def _added(self, name: str, flying: Sequence[Carried]) -> Place:
        code = self.codes.constant(flying[0]).as_long() if flying else 0
        full = self._cells.add(f"{name} full", 0, len(flying))
        message = self._cells.add(f"{name} message", self.codes.bits, code)
        return Place(full, message, self._cells.add(f"{name} age", self._bits, flying[0].age if flying else 0))

    def messages(self) -> Sequence[Any] | None:
        """The codes of all that may ever arrive; None where they are too many."""
        return self._messages

    def any(self) -> Any:
        """Whether any message is in flight."""
        return self._places[0].full

    def some(self, code_is: Any) -> Any:
        """Whether a message is in flight whose code ``code_is`` accepts."""
        return self.solver.Or([self.solver.And(one.full, code_is(one.code)) for one in self._places])

    def available(self) -> Any:
        """Whether the message that the step takes is in flight, and may move."""
        z = self.solver
        movable = self._places[:1] if self.channel.store is Store.FIFO else self._places
        return z.Or([z.And(self._index == at, one.full, one.code == self._received) for at, one in enumerate(movable)])

    def takes(self, one: Carried) -> Any:
        """Whether that message is the one that the step takes."""
        z = self.solver
        aged = [z.And(self._index == at, place.age == one.age) for at, place in enumerate(self._places)]
        return z.And(self._received == self.codes.constant(one), z.Or(aged))

    def waits(self) -> Any:
        """Whether a tick has to wait, since a message is too old and may not be lost."""
        z = self.solver
        if self.channel.oldest is None or self.channel.loses:
            return z.BoolVal(False)
        return z.Or([z.And(one.full, one.age == self.oldest) for one in self._places])

    def ages(self) -> Any:
        """Whether a tick makes a message older."""
        return self.any() if self.channel.oldest is not None else self.solver.BoolVal(False)

    def step(self, gone: Any, ticked: Any, sends: Sends) -> Any:
        """Set the cells after a step; whether a bound is met.  ``gone``: whether the message taken leaves the way."""
        z, met = self.solver, list[Any]()
        places = self._without(self._places, gone)
        if self.channel.oldest is not None:
            places = self._aged(places, ticked)
        for present, code in sends:
            places, over = self._put(places, present, code, z.BitVecVal(0, self._bits))
            met.append(over)
        for name, one in zip(self._names, places, strict=True):
            self._cells.next[f"{name} full"] = z.simplify(one.full)
            self._cells.next[f"{name} message"] = z.simplify(one.code)
            self._cells.next[f"{name} age"] = z.simplify(one.age)
        return z.BoolVal(False) if self.channel.loses else z.simplify(z.Or(met))

    def _without(self, places: Sequence[Place], gone: Any) -> list[Place]:
        """Those behind the place that is emptied move up."""
        z, found = self.solver, list[Place]()
        for at, one in enumerate(places):
            behind = places[at + 1] if at + 1 < len(places) else self._empty()
            moves = z.And(gone, z.ULE(self._index, at)) if len(places) > 1 else gone
            found.append(self._either(moves, behind, one))
        return found

    def _aged(self, places: Sequence[Place], ticked: Any) -> list[Place]:
        z, older = self.solver, [self._empty() for _ in places]
        for one in places:
            alive = z.And(one.full, one.age != self.oldest)
            older, _ = self._appended(older, alive, one.code, one.age + 1)
        return [self._either(ticked, new, old) for new, old in zip(older, places, strict=True)]

    def _put(self, places: Sequence[Place], present: Any, code: Any, age: Any) -> tuple[list[Place], Any]:
        """The places with one message more, where it is sent; whether there was no room for it."""
        z = self.solver
        if self.channel.store is not Store.SET:
            return self._appended(places, present, code, age)
        if not self.channel.loses:
            there = z.Or([z.And(one.full, one.code == code, one.age == age) for one in places])
            return self._appended(places, z.And(present, z.Not(there)), code, age)
        same = [z.And(one.full, one.code == code) for one in places]
        young = [
            Place(one.full, one.code, z.If(z.And(present, here), age, one.age))
            for one, here in zip(places, same, strict=True)
        ]
        return self._appended(young, z.And(present, z.Not(z.Or(same))), code, age)

    def _appended(self, places: Sequence[Place], present: Any, code: Any, age: Any) -> tuple[list[Place], Any]:
        z, found, before = self.solver, list[Place](), self.solver.BoolVal(True)
        for one in places:
            here = z.And(present, before, z.Not(one.full))
            found.append(self._either(here, Place(z.BoolVal(True), code, age), one))
            before = one.full
        return found, z.And(present, places[-1].full)

    def _empty(self) -> Place:
        z = self.solver
        return Place(z.BoolVal(False), z.BitVecVal(0, self.codes.bits), z.BitVecVal(0, self._bits))

    def _either(self, condition: Any, yes: Place, no: Place) -> Place:
        z = self.solver
        return Place(
            z.If(condition, yes.full, no.full), z.If(condition, yes.code, no.code), z.If(condition, yes.age, no.age)
        )

    def carried(self, values: Mapping[str, int]) -> tuple[Carried, ...]:
        """The messages in flight, from the cells' values: in order in a queue, else sorted."""
        found = [
            self.codes.carried(values[f"{name} message"], values[f"{name} age"])
            for name in self._names
            if values[f"{name} full"]
        ]
        return tuple(found) if self.channel.store is Store.FIFO else tuple(sorted(found))
