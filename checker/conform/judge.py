"""The judgement: every place where the end may stand is carried along, message by message.

The table says what an end may do, not what it did: between two messages its user may have called anything, and
what it sent last may have been any of several things.  So a set of guesses is carried forward; a message that
none of them explains is one that the table forbids.  Afterwards the guesses that lead nowhere are struck out from
the back, and of the rest those kept that need the fewest far-fetched things (a forward-backward pass over the
cheapest paths, as Viterbi's algorithm does it for one path: IEEE Trans. Inf. Theory 13(2), 1967).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.conform.guesses import NOT_SENT, Guess, Guesses, Happened, Way
from checker.conform.observed import Observed, Rules

WIDEST = 300
"""Guesses that are carried over a message; of more, the most far-fetched are dropped."""
FAR = 8
"""Guesses that are so much more far-fetched than the best one are dropped."""


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
    first = Layer({Guess(guesses.end.start(one)): 0 for one in rules.starts()})
    layers = [first]
    for packet in packets:
        layer = _next(guesses, layers[-1], packet)
        if not layer.costs:
            break
        layers.append(layer)
    bad = len(layers) - 1 if len(layers) - 1 < len(packets) else None
    likely = _likely(layers)
    after = tuple(_after(guesses, layers, likely, number) for number in range(1, len(layers)))
    standing = sorted(layers[-1].costs, key=lambda one: (one not in likely[-1], layers[-1].costs[one]))
    began = {guesses.end.at(guess.place).state for guess in likely[0]}
    names = tuple(name for name in guesses.end.frame.states if name in began)
    return Judgement(names, after, bad, tuple(standing), guesses)


def _next(guesses: Guesses, before: Layer, packet: Observed) -> Layer:
    layer = Layer()
    for guess, cost in before.costs.items():
        for way in guesses.ways(guess, packet):
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
    states = {guesses.end.at(way.after.place).state for _, way in ways}
    came_from = {way.state for _, way in ways}
    names = guesses.end.frame.states
    return After(
        tuple(name for name in names if name in states),
        tuple(name for name in names if name in came_from),
        ways[0][1].story,
    )
