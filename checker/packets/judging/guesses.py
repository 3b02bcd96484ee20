"""Where an end may stand, and how it may have come there from one message to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.packets.judging.endpoint import Endpoint, Taken
from checker.packets.judging.observed import Fields, Observed, Reading, Rules
from spec.notation.rows import Row

UNSEEN_STEPS = 3
"""Calls and timers that may happen one after the other without a message that is seen."""
NOT_SENT = 1
"""How far-fetched it is that an answer that the table asks for was never sent (kernels limit their rate)."""
GIVEN_UP = 3
"""From here on what happened unseen is that the connection was given up without a word."""
NOT_HELD = 1
"""How far-fetched it is that what came too early was not kept."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A message that the end has yet to send, and the rows that sent it."""

    values: tuple[int, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """Where the end may stand (the place of a local state), what it owes in this order, and what came too early."""

    place: int
    owed: tuple[Owed, ...] = ()
    kept: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Happened:
    """A call, a timer or an arrival (no name), and the rows that fired."""

    event: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way from a guess to the next: how far-fetched it is, and what happened."""

    after: Guess
    cost: int
    story: tuple[Happened, ...] = ()
    state: str = ""
    """The state in which the message was sent or taken."""


class Guesses:
    """Every way from one guess over one message."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.end = Endpoint(rules)
        self._packet: Observed | None = None
        self._over: dict[Guess, list[Way]] = {}
        """The ways over the message that was asked about last, from guesses that were met several times."""

    def ways(self, before: Guess, packet: Observed, *, gives_up: bool = True) -> Iterator[Way]:
        """Each way on; none where the message cannot be explained.

        ``gives_up``: whether the connection may have been given up in between.
        """
        for way in self.unseen(before, packet, gives_up=gives_up):
            state = self.end.at(way.after.place).state
            for after in self._at_once(way.after, packet):
                yield Way(after.after, way.cost + after.cost, (*way.story, *after.story), state)
        if packet.sent:
            for after in self._owed(before, packet):
                yield replace(after, after=self._pinned(after.after, packet), state=self.end.at(before.place).state)

    def _at_once(self, guess: Guess, packet: Observed) -> list[Way]:
        """The ways on which the message is sent or taken right there."""
        if packet is not self._packet:
            self._packet = packet
            self._over.clear()
        if guess not in self._over:
            ways = self._sent(guess, packet) if packet.sent else self._delivered(guess, packet)
            self._over[guess] = [replace(way, after=self._pinned(way.after, packet)) for way in ways]
        return self._over[guess]

    def unseen(self, before: Guess, packet: Observed, *, gives_up: bool = True) -> list[Way]:
        """What may have happened before the message without sending anything; cheapest first, nothing included."""
        found = {before: Way(before, 0)}
        edge = [before]
        for _ in range(UNSEEN_STEPS):
            edge = [one for guess in edge for one in self._silently(found[guess], packet, found, gives_up)]
        return sorted(found.values(), key=lambda way: way.cost)

    def _silently(self, way: Way, packet: Observed, found: dict[Guess, Way], gives_up: bool) -> Iterator[Guess]:
        for cost, event, taken in self._acts(way.after, packet, gives_up):
            if taken.sent or taken.place == way.after.place:
                continue
            after = replace(way.after, place=taken.place)
            if after not in found or way.cost + cost < found[after].cost:
                found[after] = Way(after, way.cost + cost, (*way.story, Happened(event, taken.rows)))
                yield after

    def _acts(self, guess: Guess, packet: Observed, gives_up: bool = True) -> Iterator[tuple[int, str, Taken]]:
        at = self.end.at(guess.place)
        for act in self.end.possible(guess.place, *self.rules.thinkable(packet)):
            if act.cost >= GIVEN_UP and not gives_up:
                continue
            for given in self.rules.given(at, act.event, packet):
                for taken in self.end.does(guess.place, act, given):
                    yield act.cost, act.event.name, taken

    def _sent(self, guess: Guess, packet: Observed) -> Iterator[Way]:
        """A call or a timer sends it now; older answers are then never sent."""
        for _, event, taken in self._acts(guess, packet):
            if taken.sent and self.rules.matches(self.end.named(taken.sent[0]), packet):
                owed = tuple(Owed(values, taken.rows) for values in taken.sent[1:])
                after = Guess(taken.place, owed, guess.kept)
                yield Way(after, NOT_SENT * len(guess.owed), (Happened(event, taken.rows),))

    def _owed(self, guess: Guess, packet: Observed) -> Iterator[Way]:
        """It was owed; what was owed before it is then never sent."""
        for place, one in enumerate(guess.owed):
            if self.rules.matches(self.end.named(one.values), packet):
                after = replace(guess, owed=guess.owed[place + 1 :])
                yield Way(after, NOT_SENT * place, (Happened("", one.rows),))

    def _delivered(self, guess: Guess, packet: Observed) -> Iterator[Way]:
        lapsed = len(guess.owed) * NOT_SENT if self.rules.lapses(packet) else 0
        owing = replace(guess, owed=()) if lapsed else guess
        for reading in self.rules.readings(self.end.at(guess.place), packet):
            for way in self._taken(owing, reading):
                yield from self._in_turn(self._keep(replace(way, cost=way.cost + lapsed), packet))

    def _taken(self, guess: Guess, reading: Reading) -> Iterator[Way]:
        place = self.end.put(guess.place, reading.variables)
        for taken in self.end.receives(place, reading.fields, reading.parameters):
            owed = (*guess.owed, *(Owed(values, taken.rows) for values in taken.sent))
            yield Way(Guess(taken.place, owed, guess.kept), 0, (Happened("", taken.rows),))

    def _keep(self, way: Way, packet: Observed) -> Way:
        """What came too early is kept for later."""
        if self.rules.turn(self.end.at(way.after.place), packet.fields) != "early":
            return way
        values = tuple(packet.fields.get(name, 0) for name in self.end.fields)  # ghosts are not on the wire
        kept = way.after.kept if values in way.after.kept else (*way.after.kept, values)
        return replace(way, after=replace(way.after, kept=kept))

    def _in_turn(self, way: Way) -> Iterator[Way]:
        """What was kept and is due is taken, or was not kept after all; what is past is forgotten."""
        at = self.end.at(way.after.place)
        turns = {values: self.rules.turn(at, self.end.named(values)) for values in way.after.kept}
        early = tuple(values for values, turn in turns.items() if turn == "early")
        due = [values for values, turn in turns.items() if turn == "due"]
        if not due:
            yield replace(way, after=replace(way.after, kept=early))
            return
        yield Way(replace(way.after, kept=()), way.cost + NOT_HELD, way.story)
        rest = tuple(values for values in way.after.kept if values != due[0])
        for taken in self.end.receives(way.after.place, self._due(way.after, due[0]), {}):
            after = Guess(taken.place, way.after.owed, rest)
            yield from self._in_turn(Way(after, way.cost, (*way.story, Happened("", taken.rows))))

    def _due(self, guess: Guess, values: tuple[int, ...]) -> Fields:
        return self.rules.when_due(self.end.at(guess.place), self.end.named(values))

    def _pinned(self, guess: Guess, packet: Observed) -> Guess:
        values = self.rules.pinned(self.end.at(guess.place), packet)
        return replace(guess, place=self.end.put(guess.place, values))
