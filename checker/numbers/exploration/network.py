"""The messages on each way, by number: what may befall one, what becomes of one that is sent, and time.

(What makes no difference is said in :mod:`checker.numbers.exploration.channel_reductions`.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import NamedTuple

from checker.numbers.exploration.channel_reductions import closed, forgiving, keeps
from checker.numbers.exploration.dominance import Dominance
from checker.numbers.exploration.states import Places
from checker.numbers.regions import Regions
from checker.reference.network import aged
from checker.results.runs import Action
from checker.rows.configuration import Carried
from checker.rows.evaluate import Unknown
from spec.notation.channels import Channel, Hop, Store
from spec.notation.nodes import End
from spec.notation.systems import ENDS

FULL = -1
"""Instead of a way: it was full, and may not lose."""


class Hopped(NamedTuple):
    """What befalls a message: how, which, and the way without it (or with it)."""

    action: Action
    message: int
    way: int


class Network:
    """What may become of each way."""

    def __init__(self, places: Places, regions: Regions, watched: Iterable[End]) -> None:
        """``watched``: the ends towards which some formula asks what is in flight."""
        self.places, self.regions, asked = places, regions, frozenset(watched)
        ways: dict[End, Channel] = {end: places.system.way(end) for end in ENDS}
        self.closed: dict[End, bool] = {end: closed(way) for end, way in ways.items()}
        self._keeps: dict[End, bool] = {
            end: keeps(way) and (closed(way) or end not in asked) for end, way in ways.items()
        }
        self.may_take: frozenset[End] = frozenset(end for end in ENDS if self._keeps[end] and end not in asked)
        """The ends to which copies alone are delivered, and of which nobody asks what is in flight."""
        self.dominance = Dominance(places, {end: self.closed[end] or self._keeps[end] for end in ENDS})
        self._hops: dict[tuple[End, int], Sequence[Hopped]] = {}
        self._put: dict[tuple[End, int, tuple[int, ...]], Sequence[tuple[int, int]]] = {}
        self._aged: dict[tuple[End, int], int | None] = {}

    def hops(self, to: End, way: int) -> Sequence[Hopped]:
        """Everything that may befall a message on the way."""
        known = self._hops.get((to, way))
        if known is None:
            known = self._hops[to, way] = tuple(self._hopped(to, way))
        return known

    def _hopped(self, to: End, way: int) -> Iterable[Hopped]:
        channel, messages = self.places.system.way(to), self.places.ways[to][way]
        hops = (Hop.DUPLICATE,) if self._keeps[to] else channel.hops
        for message in messages[:1] if channel.store is Store.FIFO else dict.fromkeys(messages):
            rest = list(messages)
            rest.remove(message)
            without = self.places.way(to, rest)
            for hop in hops:
                if hop is not Hop.LOSE or not self.closed[to]:
                    yield Hopped(hop.value, message, way if hop is Hop.DUPLICATE else without)

    def put(self, to: End, way: int, sent: tuple[int, ...]) -> Sequence[tuple[int, int]]:
        """The way with what was sent, by regions: in each, the way, or FULL; more where some may be lost for it."""
        known = self._put.get((to, way, sent))
        if known is None:
            known = self._put[to, way, sent] = tuple(self._puts(to, way, sent))
        return known

    def _puts(self, to: End, way: int, sent: tuple[int, ...]) -> Iterator[tuple[int, int]]:
        """What has all that another has in the same region does for both."""
        found: dict[int, list[int]] = {}
        for kept in self._making_room(to, self.places.ways[to][way], len(sent)):
            for after, region in self.regions.split(partial(self._with, to, kept, sent)):
                found.setdefault(region, []).append(after)
        for region, ways in found.items():
            fullest = self.dominance.highest(to, ways) if len(ways) > 1 else ways
            yield from ((region, after) for after in dict.fromkeys(fullest))

    def _making_room(self, to: End, messages: Sequence[int], sent: int) -> Iterator[Sequence[int]]:
        """The messages, and what is left of them when as many are lost as make room for what is sent."""
        capacity = self.places.system.way(to).capacity
        over = 0 if capacity is None or not self.closed[to] else max(len(messages) + sent - capacity, 0)
        for fewer in range(min(over, len(messages)) + 1):
            yield from combinations(messages, len(messages) - fewer)

    def _with(self, to: End, kept: Sequence[int], sent: tuple[int, ...]) -> int:
        channel, messages = self.places.system.way(to), list(kept)
        for message in sent:
            if channel.store is Store.SET and self._there(to, channel, messages, message):
                continue
            if channel.capacity is not None and len(messages) >= channel.capacity:
                if not channel.loses:
                    return FULL
            else:
                messages.append(message)
        return self.places.way(to, messages)

    def _there(self, to: End, channel: Channel, messages: list[int], message: int) -> bool:
        """Whether a set has the message already; where it has it at another age, that one goes."""
        new, asks = self.places.messages[to][message], not forgiving(channel)
        for place, other in enumerate(messages):
            old = self.places.messages[to][other]
            if other == message or (old.age == new.age and asks and same(old, new)):
                return True
            if channel.loses and old.age != new.age and (replace(old, age=new.age) == new or (asks and same(old, new))):
                del messages[place]
                return False
        return False

    def aged(self, to: End, way: int) -> int | None:
        """The way after a tick; None where time has to wait."""
        if (to, way) not in self._aged:
            messages = tuple(self.places.messages[to][each] for each in self.places.ways[to][way])
            older = aged(self.places.system.way(to), messages)
            numbers = [self.places.messages[to].of(each) for each in older or ()]
            self._aged[to, way] = None if older is None else self.places.way(to, numbers)
        return self._aged[to, way]


def same(one: Carried, other: Carried) -> bool:
    """Whether they carry the same, whatever their ages; what is open is asked."""
    if one.kind != other.kind:
        return False
    pairs = [(left, right) for left, right in zip(one.values, other.values, strict=True) if left != right]
    if any(not _free(left) and not _free(right) for left, right in pairs):
        return False
    return all((left if _free(left) else right).compare("==", left, right, signed=True) for left, right in pairs)  # type: ignore[attr-defined]


def _free(number: int) -> bool:
    return isinstance(number, Unknown)
