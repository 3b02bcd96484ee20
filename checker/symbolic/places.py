"""Everything that a state is made of, by number: locals, messages, ways; and how each is written in fewer bases."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Generic, NamedTuple, TypeVar

from checker.configuration import Carried, Configuration, EndFrame, Local
from checker.symbolic.canonical import Equal, put_in, rewritten
from spec.notation.channels import Store
from spec.notation.nodes import End
from spec.notation.systems import ENDS, System

H = TypeVar("H", bound=Hashable)


class At(NamedTuple):
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
        self._locals: dict[tuple[End, int, int], int] = {}
        self._messages: dict[tuple[End, int, int], int] = {}
        self._ways: dict[tuple[End, int, int], int] = {}

    def at(self, one: Configuration) -> At:
        """The numbers of a configuration."""
        a, b = (self.locals[end].of(one.local(end)) for end in ENDS)
        to_a, to_b = (self.way(end, [self.messages[end].of(each) for each in one.towards(end)]) for end in ENDS)
        return At(a, b, to_a, to_b, one.forged)

    def configuration(self, at: At) -> Configuration:
        """What the numbers stand for."""
        to_a, to_b = (tuple(self.messages[end][each] for each in self.ways[end][at.towards(end)]) for end in ENDS)
        return Configuration(self.locals["A"][at.a], self.locals["B"][at.b], to_a, to_b, at.forged)

    def way(self, to: End, messages: list[int]) -> int:
        """The number of a way with these messages, first to arrive first where there is an order."""
        store = self.system.way(to).store
        kept = messages if store is Store.FIFO else sorted(set(messages) if store is Store.SET else messages)
        return self.ways[to].of(tuple(kept))

    def written(self, at: At, equal: Equal, name: int) -> At:
        """The configuration in fewer bases; the name stands for what is equal."""
        a, b = (self._local(end, at.local(end), equal, name) for end in ENDS)
        to_a, to_b = (self._way(end, at.towards(end), equal, name) for end in ENDS)
        return At(a, b, to_a, to_b, at.forged)

    def _local(self, end: End, place: int, equal: Equal, name: int) -> int:
        known = self._locals.get((end, place, name))
        if known is None:
            local = self.locals[end][place]
            values = tuple(rewritten(value, equal) for value in local.values)
            known = self._locals[end, place, name] = self.locals[end].of(replace(local, values=values))
        return known

    def _way(self, end: End, place: int, equal: Equal, name: int) -> int:
        known = self._ways.get((end, place, name))
        if known is None:
            messages = [self._message(end, each, equal, name) for each in self.ways[end][place]]
            known = self._ways[end, place, name] = self.way(end, messages)
        return known

    def _message(self, end: End, place: int, equal: Equal, name: int) -> int:
        known = self._messages.get((end, place, name))
        if known is None:
            one = self.messages[end][place]
            values = tuple(put_in(value, equal) for value in one.values)
            known = self._messages[end, place, name] = self.messages[end].of(replace(one, values=values))
        return known
