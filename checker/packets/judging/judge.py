"""The judgement: every place where the end may stand is carried along, message by message.

The table says what an end may do, not what it did: between two messages its user may have called anything, and
what it sent last may have been any of several things.  So a set of guesses is carried forward; a message that
none of them explains is one that the table forbids.  Afterwards the guesses that lead nowhere are struck out from
the back, and of the rest those kept that need the fewest far-fetched things (a forward-backward pass over the
cheapest paths, as Viterbi's algorithm does it for one path: IEEE Trans. Inf. Theory 13(2), 1967).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from checker.packets.judging.alternatives import likeness, possible
from checker.packets.judging.guesses import GIVEN_UP, NOT_SENT, Guess, Guesses, Happened, Way
from checker.packets.judging.observed import Fields, Observed, Rules

WIDEST = 300
"""Guesses that are carried over a message; of more, the most far-fetched are dropped."""
FAR = 8
"""Guesses that are so much more far-fetched than the best one are dropped."""


TRIED = 5
"""Other messages that are tried in the place of one that is far-fetched."""


@dataclass
class Layer:
    """The guesses after a message: the cheapest cost of each, and the ways that lead there."""

    costs: dict[Guess, int] = field(default_factory=dict[Guess, int])
    ways: dict[Guess, list[tuple[Guess, Way]]] = field(default_factory=dict[Guess, list[tuple[Guess, Way]]])

    def add(self, before: Guess, spent: int, way: Way) -> None:
        """Note a way to a guess."""
        cost = spent + way.cost
        self.costs[way.after] = min(cost, self.costs.get(way.after, cost))
        self.ways.setdefault(way.after, []).append((before, way))

    def narrow(self) -> None:
        """Drop the most far-fetched guesses."""
        least = min(self.costs.values(), default=0)
        near = sorted((one for one in self.costs.items() if one[1] <= least + FAR), key=lambda one: one[1])
        self.costs = dict(near[:WIDEST])


@dataclass(frozen=True, slots=True)
class After:
    """What is known after a message."""

    states: tuple[str, ...]
    """Where the end may stand, in the order of the table's states."""
    came_from: tuple[str, ...]
    """Where it may have stood when the message was sent or taken, once unseen calls and timers had happened."""
    story: tuple[Happened, ...]
    """One way in which it came about."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came of it."""

    began: tuple[str, ...]
    """Where the end may have stood before the first message."""
    after: tuple[After, ...]
    """After each message that the table allows."""
    bad: int | None
    """The place of the first message that it forbids; None where there is none."""
    stuck: int | None
    """The place of the message that shows it: that one, or a later one which goes on as if it had not been sent."""
    standing: tuple[Guess, ...]
    """The guesses after the last message allowed, most likely first."""
    guesses: Guesses

    @property
    def conforms(self) -> bool:
        """Whether all of it is allowed."""
        return self.bad is None


def judge(rules: Rules, packets: Sequence[Observed]) -> Judgement:
    """Whether the table allows what was seen."""
    guesses = Guesses(rules)
    first = Layer()
    for start, cost in sorted(rules.starts(), key=lambda one: one[1]):
        first.costs.setdefault(Guess(guesses.end.start(start)), cost)
    layers = _forward(guesses, first, packets)
    stuck = len(layers) - 1 if len(layers) - 1 < len(packets) else None
    bad = stuck if stuck is None else _to_blame(guesses, packets, layers, stuck)
    layers = layers if bad is None else layers[: bad + 1]
    likely = _likely(layers)
    after = tuple(_after(guesses, layers, likely, number) for number in range(1, len(layers)))
    standing = sorted(layers[-1].costs, key=lambda one: (one not in likely[-1], layers[-1].costs[one]))
    return Judgement(_names(guesses, likely[0]), after, bad, stuck, tuple(standing), guesses)


def _forward(guesses: Guesses, first: Layer, packets: Sequence[Observed]) -> list[Layer]:
    """The guesses before the first message, and after each one until none is left."""
    layers = [first]
    for packet in packets:
        layer = _next(guesses, layers[-1], packet)
        if not layer.costs:
            break
        layers.append(layer)
    return layers


def _to_blame(guesses: Guesses, packets: Sequence[Observed], layers: Sequence[Layer], stuck: int) -> int:
    """The message at fault where the one at ``stuck`` cannot be explained.

    It is an earlier one if that is far-fetched itself, and everything up to the later one could be explained if
    something else had been sent in its place, or nothing.
    """
    costs = [min(layer.costs.values()) for layer in layers]
    for place in range(stuck):
        if packets[place].sent and costs[place + 1] > costs[place]:
            rest = packets[place + 1 : stuck + 1]
            others = _others(guesses, layers[place], packets[place])
            if costs[place + 1] - costs[place] >= GIVEN_UP:
                others.append([])
            if any(len(_forward(guesses, layers[place], [*other, *rest])) > len(other) + len(rest) for other in others):
                return place
    return stuck


def _others(guesses: Guesses, before: Layer, packet: Observed) -> list[list[Observed]]:
    """What the end could have sent in place of that message, most like it first."""
    found: dict[tuple[int, ...], Fields] = {}
    for guess in sorted(before.costs, key=lambda one: before.costs[one])[:TRIED]:
        for one in possible(guesses, guess, packet):
            found.setdefault(tuple(one.fields.values()), one.fields)
    near = sorted(found.values(), key=lambda fields: -likeness(guesses.rules, fields, packet))
    return [[replace(packet, fields={**packet.fields, **fields})] for fields in near[:TRIED]]


def _next(guesses: Guesses, before: Layer, packet: Observed) -> Layer:
    layer = Layer()
    likeliest = min(before.costs, key=lambda one: before.costs[one], default=None)
    for guess, cost in before.costs.items():
        for way in guesses.ways(guess, packet, gives_up=guess == likeliest):  # all would lead to the same place
            layer.add(guess, cost, way)
    layer.narrow()
    return layer


def _likely(layers: Sequence[Layer]) -> list[set[Guess]]:
    """The guesses of each layer that lie on a cheapest path through all of them."""
    last = layers[-1]
    totals = {guess: cost + NOT_SENT * len(guess.owed) for guess, cost in last.costs.items()}
    least = min(totals.values(), default=0)
    found = [{guess for guess, total in totals.items() if total == least}]
    for before, layer in zip(layers[-2::-1], layers[:0:-1], strict=True):
        found.append(
            {
                source
                for guess in found[-1]
                for source, way in layer.ways[guess]
                if source in before.costs and before.costs[source] + way.cost == layer.costs[guess]
            }
        )
    return found[::-1]


def _after(guesses: Guesses, layers: Sequence[Layer], likely: Sequence[set[Guess]], number: int) -> After:
    before, layer = layers[number - 1], layers[number]
    ways = [
        (source, way)
        for guess in likely[number]
        for source, way in layer.ways[guess]
        if source in likely[number - 1] and before.costs[source] + way.cost == layer.costs[guess]
    ]
    ways.sort(key=lambda one: len(one[1].story))
    came_from = {way.state for _, way in ways}
    states = tuple(name for name in guesses.end.frame.states if name in came_from)
    return After(_names(guesses, {way.after for _, way in ways}), states, ways[0][1].story)


def _names(guesses: Guesses, found: set[Guess]) -> tuple[str, ...]:
    """The states of these guesses, in the order of the table's."""
    states = {guesses.end.at(guess.place).state for guess in found}
    return tuple(name for name in guesses.end.frame.states if name in states)
