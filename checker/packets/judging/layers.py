"""The guesses after each message that the end sent, and how those after one come from those after the one before.

That the end had read as much as it could is thought of, and that it had read as little as explains the message.
What lies between explains no later message that neither of the two explains: reading more only ever allows an end
more of one kind (a window) and less of another (a retransmission), so that what a message asks of the amount read is
an interval, and the least in each of them is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from checker.packets.judging.guesses import LATE, Guess, Guesses, Way
from checker.packets.judging.observed import Observed

WIDEST = 300
"""Guesses that are carried over a message; of more, the most far-fetched are dropped, and the layer says so."""
FAR = 80
"""Guesses that are so much more far-fetched than the best one are dropped."""

Edges = dict[Guess, list[tuple[Guess, Way]]]
"""To each guess from those before it, by the ways of least cost."""


class Reached:
    """Guesses with the least cost of each, and the ways that lead there at that cost."""

    __slots__ = ("costs", "crowded", "ways")

    def __init__(self) -> None:
        self.crowded = False
        """Whether guesses were dropped because they were too many."""
        self.costs: dict[Guess, int] = {}
        self.ways: Edges = {}

    def add(self, cost: int, before: Guess, way: Way) -> None:
        """Note a way to a guess, and what it costs up to there."""
        known = self.costs.get(way.after)
        if known is None or cost < known:
            self.costs[way.after], self.ways[way.after] = cost, [(before, way)]
        elif cost == known:
            ways = self.ways.setdefault(way.after, [])
            if (before, way) not in ways:
                ways.append((before, way))

    @property
    def near(self) -> list[Guess]:
        """The guesses that are not far-fetched beside the best of them, cheapest first."""
        return self.nearest(self.costs)

    def nearest(self, some: Iterable[Guess]) -> list[Guess]:
        """The same of some of them."""
        costs = {guess: self.costs[guess] for guess in some}
        least = min(costs.values(), default=0)
        near = sorted((guess for guess in costs if costs[guess] <= least + FAR), key=lambda one: costs[one])
        self.crowded = self.crowded or len(near) > WIDEST
        return near[:WIDEST]


class Layer:
    """The guesses after a message that was sent, and what was read before it left."""

    __slots__ = ("after", "place", "reading")

    def __init__(self, place: int, starts: Mapping[Guess, int]) -> None:
        self.place = place
        """The place of the message."""
        self.reading = Reached()
        """The guesses while what was delivered before it is read, those after the message before among them."""
        self.reading.costs.update(starts)
        self.after = Reached()
        """The guesses after it."""

    @property
    def costs(self) -> dict[Guess, int]:
        """The cost of each guess after the message."""
        return self.after.costs

    @property
    def crowded(self) -> bool:
        """Whether guesses were dropped because they were too many: what nothing explains then, one of them may."""
        return self.reading.crowded or self.after.crowded

    def narrow(self) -> None:
        """Drop the most far-fetched guesses."""
        self.after.costs = {guess: self.after.costs[guess] for guess in self.after.near}


def after_reading(guesses: Guesses, starts: Mapping[Guess, int], until: int) -> Layer:
    """The guesses once everything has been read that was delivered before a place."""
    found = _Next(guesses, starts, until)
    for guess in found.all_read(starts, None):
        found.layer.after.add(found.layer.reading.costs[guess], guess, Way(guess, 0))
    found.layer.narrow()
    return found.layer


def after_sending(guesses: Guesses, starts: Mapping[Guess, int], packet: Observed, *, late: bool = True) -> Layer:
    """The guesses after a message that was sent; none where it cannot be explained.

    ``late``: whether the end may have begun to leave unread what had been delivered.
    """
    found = _Next(guesses, starts, packet.place)
    eager = [guess for guess in starts if not is_behind(guesses, guess, packet)]
    behind = [guess for guess in starts if is_behind(guesses, guess, packet)]
    for guess in behind:
        found.read_little(guess, packet, 0)
    little = min(found.layer.costs.values(), default=None)
    found.read_all(eager or behind, packet)
    if late and (little is None or little > min(found.layer.costs.values()) + LATE):
        for guess in eager:
            found.read_little(guess, packet, LATE)
    found.layer.narrow()
    return found.layer


def is_behind(guesses: Guesses, guess: Guess, packet: Observed) -> bool:
    """Whether the end had not read all that was delivered before the message that it sent before."""
    return guesses.unread(guess, guesses.sent_before[packet.place]) is not None


class _Next:
    """A layer that is being made."""

    def __init__(self, guesses: Guesses, starts: Mapping[Guess, int], place: int) -> None:
        self.guesses = guesses
        self.layer = Layer(place, starts)
        self.reading = self.layer.reading
        self._expanded: dict[Guess, int] = {}

    def all_read(self, starts: Iterable[Guess], packet: Observed | None) -> list[Guess]:
        """The guesses once everything has been read, cheapest first; of these only such as can send the message."""
        done: list[Guess] = []
        waiting: dict[Guess, int] = {guess: self._unread(guess) for guess in starts}
        while waiting:
            place = min(waiting.values())
            here = [guess for guess, unread in waiting.items() if unread == place and self._may_send(guess, packet)]
            waiting = {guess: unread for guess, unread in waiting.items() if unread != place}
            if place == self.layer.place:
                done += here
                continue
            waiting.update(
                (after, self._unread(after)) for guess in self.reading.nearest(here) for after in self._read(guess)
            )
        return self.reading.nearest(done)

    def read_all(self, starts: Iterable[Guess], packet: Observed) -> None:
        """The message is sent when everything has been read."""
        done = self.all_read(starts, packet)
        for guess in done:
            self._send(guess, packet, 0, gives_up=guess == done[0])

    def _may_send(self, guess: Guess, packet: Observed | None) -> bool:
        """Whether the message can still be sent: the end has not read more than it says, or owes it."""
        if packet is None or self.guesses.rules.has_read(self.guesses.end.at(guess.place), packet) != "too much":
            return True
        return any(self.guesses.rules.matches(self.guesses.end.named(one.values), packet) for one in guess.owed)

    def read_little(self, start: Guess, packet: Observed, cost: int) -> None:
        """The message is sent when as little has been read as explains it, at that cost."""
        least = self.guesses.rules.unread_from(packet)
        here = [start]
        while here:
            place = self._unread(here[0])
            if place == packet.place and cost:
                return  # everything has been read
            told = {self.guesses.rules.has_read(self.guesses.end.at(guess.place), packet) for guess in here}
            if told == {"too much"}:
                return
            if place >= least and self._sends(here, place, packet, cost):
                return
            if place == packet.place:
                return
            here = self.reading.nearest(dict.fromkeys(after for guess in here for after in self._read(guess)))

    def _sends(self, here: Sequence[Guess], place: int, packet: Observed, cost: int) -> bool:
        """Whether the message can be sent there, and nothing far-fetched is needed for it."""
        before = [self.reading.costs[guess] for guess in here]
        found = [self._send(guess, packet, cost, gives_up=False) for guess in here]
        if place < packet.place:
            found += [self._send_in_part(guess, place, packet, cost) for guess in here]
        return any(one is not None and one <= min(before) + cost for one in found)

    def _send(self, guess: Guess, packet: Observed, cost: int, *, gives_up: bool) -> int | None:
        """Send the message there; the least cost, None where it cannot be."""
        spent = self.reading.costs[guess] + cost
        least: int | None = None
        for way in self.guesses.sent(guess, packet, gives_up=gives_up):
            self.layer.after.add(spent + way.cost, guess, way)
            least = spent + way.cost if least is None else min(least, spent + way.cost)
        return least

    def _send_in_part(self, guess: Guess, place: int, packet: Observed, cost: int) -> int | None:
        for way in self.guesses.in_parts(guess, place, packet):
            self.reading.add(self.reading.costs[guess] + way.cost, guess, way)
            sent = self._send(way.after, packet, cost, gives_up=False)
            if sent is not None:
                return sent
        return None

    def _unread(self, guess: Guess) -> int:
        unread = self.guesses.unread(guess, self.layer.place)
        return self.layer.place if unread is None else unread

    def _read(self, guess: Guess) -> list[Guess]:
        """The guesses once one more message has been read."""
        spent = self.reading.costs[guess]
        ways = self.guesses.over(guess, self._unread(guess))
        if self._expanded.get(guess) != spent:
            self._expanded[guess] = spent
            for way in ways:
                self.reading.add(spent + way.cost, guess, way)
        return [way.after for way in ways]
