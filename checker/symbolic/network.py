"""The messages on each way, by number; and which of the network's freedoms make no difference.

A message that may be delivered again and again need never be taken away, and one that may be lost need not be lost as
long as there is room: whatever an end does with fewer messages in flight it may do with more.  So where no formula asks
for what is in flight, a way that duplicates without a bound only grows, and one that loses does so only when it may be
full otherwise (what lossy channel systems know as downward closure, Abdulla and Jonsson 1996).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product
from typing import NamedTuple

from checker.configuration import Carried, EndFrame
from checker.evaluate import Unknown
from checker.network import aged
from checker.results import Action
from checker.symbolic.places import At, Places
from checker.symbolic.regions import Regions
from checker.symbolic.steps import Happened
from spec.notation.channels import Channel, Hop, Store
from spec.notation.ends import peer
from spec.notation.formulas import Bool
from spec.notation.messages import Send
from spec.notation.nodes import End, InFlight, walk
from spec.notation.rows import Arrival, Row, Then
from spec.notation.systems import ENDS, System

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
        self.places, self.regions, self._watched = places, regions, frozenset(watched)
        self._grows: dict[End, bool] = {}
        self._loses: dict[End, bool] = {}
        self._spare: dict[End, int] = {}
        for end in ENDS:
            channel = places.system.way(end)
            self._loses[end] = keeps = channel.loses and channel.lifetime is None
            self._grows[end] = grows(channel) and (keeps or end not in self._watched)
            self._spare[end] = most_sent(places.system, peer(end)) if keeps else 64
        self._hops: dict[tuple[End, int], Sequence[Hopped]] = {}
        self._put: dict[tuple[End, int, tuple[int, ...]], Sequence[tuple[int, int]]] = {}
        self._left: dict[tuple[End, int, tuple[InFlight, ...]], Sequence[int]] = {}
        self._aged: dict[tuple[End, int], int | None] = {}

    def hops(self, to: End, way: int) -> Sequence[Hopped]:
        """Everything that may befall a message on the way."""
        known = self._hops.get((to, way))
        if known is None:
            known = self._hops[to, way] = tuple(self._hopped(to, way))
        return known

    def _hopped(self, to: End, way: int) -> Iterable[Hopped]:
        channel, messages = self.places.system.way(to), self.places.ways[to][way]
        hops = (Hop.DUPLICATE,) if self._grows[to] else channel.hops
        for message in messages[:1] if channel.store is Store.FIFO else dict.fromkeys(messages):
            rest = list(messages)
            rest.remove(message)
            without = self.places.way(to, rest)
            for hop in hops:
                if hop is not Hop.LOSE:
                    yield Hopped(hop.value, message, way if hop is Hop.DUPLICATE else without)
                elif self._may_be_full(to, channel, len(messages)):
                    yield Hopped("lose", message, without)

    def _may_be_full(self, to: End, channel: Channel, messages: int) -> bool:
        """Whether the next step may send more than there is room for; in an order, a message stands in the way."""
        if channel.store is Store.FIFO or self._spare[to] == 64:
            return True
        return channel.capacity is not None and messages + self._spare[to] > channel.capacity

    def put(self, to: End, way: int, sent: tuple[int, ...]) -> Sequence[tuple[int, int]]:
        """The way with what was sent, by regions: in each, the way, or FULL."""
        known = self._put.get((to, way, sent))
        if known is None:
            known = self._put[to, way, sent] = tuple(
                (region, after) for after, region in self.regions.split(lambda: self._with(to, way, sent))
            )
        return known

    def _with(self, to: End, way: int, sent: tuple[int, ...]) -> int:
        channel, messages = self.places.system.way(to), list(self.places.ways[to][way])
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

    def losing(self, at: At, formula: Bool) -> Iterator[At]:
        """The state, and those that are left when messages are lost that the formula asks for or that make it false.

        Messages of which it asks the same are lost together.
        """
        asks = in_flight(formula)
        ways = [self._fewer(end, at.towards(end), tuple(one for one in asks if one.to == end)) for end in ENDS]
        for to_a, to_b in product(*ways):
            yield at._replace(to_a=to_a, to_b=to_b)

    def _fewer(self, to: End, way: int, asks: tuple[InFlight, ...]) -> Sequence[int]:
        """The way, and what may be left of it, the fullest first."""
        if not asks or not self._loses[to]:
            return [way]
        known = self._left.get((to, way, asks))
        if known is None:
            frame, kinds = self.places.frames[to], dict[tuple[bool, ...], list[int]]()
            for message in self.places.ways[to][way]:
                carried = self.places.messages[to][message]
                kinds.setdefault(tuple(matches(one, frame, carried) for one in asks), []).append(message)
            some = [chosen for size in range(len(kinds), -1, -1) for chosen in combinations(kinds.values(), size)]
            known = self._left[to, way, asks] = [
                self.places.way(to, [one for kind in chosen for one in kind]) for chosen in some
            ]
        return known

    def lost(self, before: At, after: At) -> list[Happened]:
        """What was lost between the two."""
        found: list[Happened] = []
        for to in ENDS:
            left = list(self.places.ways[to][after.towards(to)])
            for message in self.places.ways[to][before.towards(to)]:
                if message in left:
                    left.remove(message)
                else:
                    found.append(Happened("lose", to, "", self.places.messages[to][message], ()))
        return found

    def may_take(self, copied: Happened, later: Sequence[Happened]) -> bool:
        """Whether a copy that arrived may as well have been the message: nobody needs that any more."""
        again = any((one.end, one.message) == (copied.end, copied.message) for one in later)
        return copied.action == "duplicate" and self._grows[copied.end] and not (again or copied.end in self._watched)

    def aged(self, to: End, way: int) -> int | None:
        """The way after a tick; None where time has to wait."""
        if (to, way) not in self._aged:
            messages = tuple(self.places.messages[to][each] for each in self.places.ways[to][way])
            older = aged(self.places.system.way(to), messages)
            numbers = [self.places.messages[to].of(each) for each in older or ()]
            self._aged[to, way] = None if older is None else self.places.way(to, numbers)
        return self._aged[to, way]


def grows(channel: Channel) -> bool:
    """Whether a message on it need never be taken away."""
    return (
        channel.store is Store.SET
        and channel.capacity is None
        and channel.lifetime is None
        and {Hop.DELIVER, Hop.DUPLICATE} <= set(channel.hops)
    )


def forgiving(channel: Channel) -> bool:
    """Whether two copies of a message may do in it no more than one may."""
    unbounded = channel.store is Store.SET and channel.capacity is None and Hop.DUPLICATE in channel.hops
    return unbounded and (channel.loses or channel.lifetime is None)


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


def in_flight(formula: Bool) -> Sequence[InFlight]:
    """What a formula asks of messages in flight."""
    return tuple(dict.fromkeys(part for part in walk(formula.node) if isinstance(part, InFlight)))


def matches(asks: InFlight, frame: EndFrame, carried: Carried) -> bool:
    """Whether a message is such a one."""
    kind = frame.kinds[carried.kind]
    fields = {field.name: value for field, value in zip(kind.fields, carried.values, strict=True)}
    return asks.message in (None, kind.__name__) and fields.get(asks.field, 0) & asks.mask == asks.mask


def most_sent(system: System, end: End) -> int:
    """No step of that end sends more messages than so many."""
    machine = system.machine(end)
    most = 0
    for event in machine.events():
        after: Mapping[str, int] = {state.value: 0 for state in machine.states()}
        for row in reversed(machine.rows):
            if _may_fire(row, event):
                fired = {
                    state.value: _sends(row) + (0 if row.then is Then.RETURN else after[(row.to or state).value])
                    for state in row.at
                }
                after = {state: max(sent, fired.get(state, 0)) for state, sent in after.items()}
        most = max(most, *after.values())
    return most


def _may_fire(row: Row, event: object) -> bool:
    if isinstance(row.on, Arrival) and isinstance(event, Arrival):
        return row.on.message is event.message
    return row.on == event


def _sends(row: Row) -> int:
    return sum(isinstance(effect, Send) for effect in row.do)
