"""Everything that a state is made of, by number: locals, messages, ways; and how each is written in fewer bases."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Generic, NamedTuple, TypeVar

from checker.numbers.exploration.canonical import Equal, put_in, rewritten
from checker.numbers.exploration.channel_reductions import closed, keeps
from checker.rows.configuration import Carried, Configuration, EndFrame, Local
from spec.notation.channels import Store
from spec.notation.nodes import End
from spec.notation.systems import ENDS, System

H = TypeVar("H", bound=Hashable)


class PlacedState(NamedTuple):
    """A configuration by numbers: A, B, the ways to A and to B, and what attackers have forged."""

    a: int
    b: int
    to_a: int
    to_b: int
    forged: tuple[int, ...] = ()

    def local(self, end: End) -> int:
        """That end."""
        return self.a if end == "A" else self.b

    def towards(self, end: End) -> int:
        """The way to that end."""
        return self.to_a if end == "A" else self.to_b


class Numbered(Generic[H]):
    """Things by number, in the order in which they were met."""

    def __init__(self) -> None:
        self.known: list[H] = []
        self._place: dict[H, int] = {}

    def of(self, one: H) -> int:
        """Its number."""
        known = self._place.get(one)
        if known is None:
            known = self._place[one] = len(self.known)
            self.known.append(one)
        return known

    def __getitem__(self, place: int) -> H:
        return self.known[place]


class Places:
    """The locals, messages and ways of a system, numbered at each end."""

    def __init__(self, system: System, frames: dict[End, EndFrame]) -> None:
        self.system, self.frames = system, frames
        self.locals: dict[End, Numbered[Local]] = {end: Numbered() for end in ENDS}
        self.messages: dict[End, Numbered[Carried]] = {end: Numbered() for end in ENDS}
        """By whom they are for."""
        self.ways: dict[End, Numbered[tuple[int, ...]]] = {end: Numbered() for end in ENDS}
        self._young: dict[tuple[End, int], int] = {}
        self._written: dict[int, tuple[dict[int, int], dict[int, int], dict[int, int], dict[int, int]]] = {}
        """By the name of what is equal: A, B, and the ways to A and to B, in fewer bases."""
        self._messages: dict[tuple[End, int, int], int] = {}

    def at(self, one: Configuration) -> PlacedState:
        """The numbers of a configuration."""
        a, b = (self.locals[end].of(one.local(end)) for end in ENDS)
        to_a, to_b = (self.way(end, [self.messages[end].of(each) for each in one.towards(end)]) for end in ENDS)
        return PlacedState(a, b, to_a, to_b, one.forged)

    def configuration(self, at: PlacedState) -> Configuration:
        """What the numbers stand for."""
        to_a, to_b = (tuple(self.messages[end][each] for each in self.ways[end][at.towards(end)]) for end in ENDS)
        return Configuration(self.locals["A"][at.a], self.locals["B"][at.b], to_a, to_b, at.forged)

    def way(self, to: End, messages: list[int]) -> int:
        """The number of a way with these messages, first to arrive first where there is an order."""
        channel = self.system.way(to)
        if channel.lifetime is not None and closed(channel) and keeps(channel):
            messages = self._youngest(to, messages)
        elif channel.store is Store.SET or (closed(channel) and keeps(channel)):
            messages = list(set(messages))
        return self.ways[to].of(tuple(messages if channel.store is Store.FIFO else sorted(messages)))

    def _youngest(self, to: End, messages: list[int]) -> list[int]:
        """Of each message one: it is not taken away, and a younger copy can do whatever an older one can."""
        found: dict[int, int] = {}
        for message in sorted(messages, key=lambda one: -self.messages[to][one].age):
            found[self.young(to, message)] = message
        return list(found.values())

    def young(self, to: End, message: int) -> int:
        """The same message of no age."""
        if self.system.way(to).lifetime is None:
            return message
        known = self._young.get((to, message))
        if known is None:
            known = self._young[to, message] = self.messages[to].of(replace(self.messages[to][message], age=0))
        return known

    def messages_in(self, at: PlacedState) -> int:
        """How many messages are in flight."""
        return len(self.ways["A"][at.to_a]) + len(self.ways["B"][at.to_b])

    def written(self, at: PlacedState, equal: Equal, name: int) -> PlacedState:
        """The configuration in fewer bases; the name stands for what is equal."""
        a, b, to_a, to_b, forged = at
        known = self._written.get(name)
        if known is None:
            known = self._written[name] = ({}, {}, {}, {})
        in_a, in_b, in_to_a, in_to_b = known
        return PlacedState(
            in_a[a] if a in in_a else in_a.setdefault(a, self._local("A", a, equal)),
            in_b[b] if b in in_b else in_b.setdefault(b, self._local("B", b, equal)),
            in_to_a[to_a] if to_a in in_to_a else in_to_a.setdefault(to_a, self._way("A", to_a, equal, name)),
            in_to_b[to_b] if to_b in in_to_b else in_to_b.setdefault(to_b, self._way("B", to_b, equal, name)),
            forged,
        )

    def _local(self, end: End, place: int, equal: Equal) -> int:
        local = self.locals[end][place]
        values = tuple(rewritten(value, equal) for value in local.values)
        return self.locals[end].of(replace(local, values=values))

    def _way(self, end: End, place: int, equal: Equal, name: int) -> int:
        return self.way(end, [self._message(end, each, equal, name) for each in self.ways[end][place]])

    def _message(self, end: End, place: int, equal: Equal, name: int) -> int:
        known = self._messages.get((end, place, name))
        if known is None:
            one = self.messages[end][place]
            values = tuple(put_in(value, equal) for value in one.values)
            known = self._messages[end, place, name] = self.messages[end].of(replace(one, values=values))
        return known
