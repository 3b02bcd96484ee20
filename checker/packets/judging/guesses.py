"""Where an end may stand, and how it may have come there from one message that it sent to the next.

A capture shows when messages passed the tap, not when the end read them.  What was delivered before a message left
was therefore not necessarily read by then: a guess says how much was.  Each end reads in order, and nothing stays
unread longer than the rules allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from checker.packets.judging.compiled import Place, Taken
from checker.packets.judging.endpoint import Act, Endpoint
from checker.packets.judging.observed import Observed, Rules
from spec.notation.rows import Row

UNSEEN_STEPS = 3
"""Calls and timers that may happen one after the other without a message that is seen."""
LATE = 1
"""How far-fetched it is that the end had not read what had been delivered."""
IN_PARTS = 2
"""How far-fetched it is that what was captured as one message came in parts."""
NOT_SENT = 10
"""How far-fetched it is that an answer that the table asks for was never sent (kernels limit their rate)."""
NOT_HELD = 10
"""How far-fetched it is that what came too early was not kept."""
MOST_NOT_HELD = 2
"""Of what came too early, and is due at a time, so many messages may each not have been kept, or else all of them."""
GIVEN_UP = 30
"""From here on what happened unseen is that the connection was given up without a word."""
MOST_OWED = 8
"""Answers that an end owes at a time; of more, the oldest is never sent."""


class Owed(NamedTuple):
    """A message that the end has yet to send, the rows that sent it, and the place of what it answers."""

    values: tuple[int, ...]
    rows: tuple[Row, ...]
    since: int


class Guess(NamedTuple):
    """Where the end may stand, how much it has read, what it owes in this order, and what came too early."""

    place: Place
    read: int = 0
    """Whatever was delivered before this place among the packets has been read."""
    owed: tuple[Owed, ...] = ()
    kept: tuple[tuple[int, ...], ...] = ()


class Happened(NamedTuple):
    """A call, a timer or an arrival (no name), and the rows that fired."""

    event: str
    rows: tuple[Row, ...]


class Way(NamedTuple):
    """One way from a guess to the next, over one message that is read or sent, and how far-fetched it is."""

    after: Guess
    cost: int
    story: tuple[Happened, ...] = ()
    state: str = ""
    """The state in which the message was read or sent."""


class Guesses:
    """Every way from one guess over one message that was sent or delivered."""

    def __init__(self, rules: Rules, packets: Sequence[Observed]) -> None:
        self.rules, self.packets = rules, packets
        self.end = Endpoint(rules)
        self.crowded = False
        """Whether ways were left out because they were too many."""
        self._next = _delivered_next(packets)
        self.sent_before = _sent_before(packets)
        """For each place that of the message that the end sent before it; -1 where there is none."""
        self.over: Callable[[Guess, int], tuple[Way, ...]] = lru_cache(maxsize=4096)(self._over)

    def unread(self, guess: Guess, before: int) -> int | None:
        """The place of the first message delivered before that place that the end has not read."""
        place = self._next[guess.read]
        return place if place < before else None

    def _over(self, guess: Guess, place: int) -> tuple[Way, ...]:
        """The ways on which the message delivered at that place is read."""
        return tuple(self._reading(guess, self.packets[place]))

    def sent(self, guess: Guess, packet: Observed, *, gives_up: bool) -> Iterator[Way]:
        """The ways on which the message is sent right there.

        ``gives_up``: whether the connection may have been given up unseen before.
        """
        for silent in self.unseen(guess, packet, gives_up=gives_up):
            state = self.end.at(silent.after.place).state
            for cost, story, after in self._acting(silent.after, packet):
                if not self._passes_by(after):
                    yield Way(self._pinned(after, packet), silent.cost + cost, (*silent.story, *story), state)
        state = self.end.at(guess.place).state
        for cost, story, after in self._owed(guess, packet):
            yield Way(self._pinned(after, packet), cost, story, state)

    def in_parts(self, guess: Guess, place: int, packet: Observed) -> list[Way]:
        """The ways on which a part of what was delivered at that place has been read when the message is sent."""
        at = self.end.at(guess.place)
        part = self.rules.part(at, self.packets[place], packet)
        if part is None:
            return []
        found = self.end.receives(guess.place, part, {}, place)
        return [
            Way(self._owing(guess, taken, place), IN_PARTS, (Happened("", taken.rows),), at.state) for taken in found
        ]

    def unseen(self, before: Guess, packet: Observed, *, gives_up: bool = True) -> list[Way]:
        """What may have happened before the message without sending anything; cheapest first, nothing included."""
        found = {before: Way(before, 0)}
        edge = [before]
        for _ in range(UNSEEN_STEPS):
            edge = [one for guess in edge for one in self._silently(found[guess], packet, found, gives_up)]
            if not edge:
                break
        return sorted(found.values(), key=_cost) if len(found) > 1 else list(found.values())

    def _silently(self, way: Way, packet: Observed, found: dict[Guess, Way], gives_up: bool) -> Iterator[Guess]:
        for act, taken in self._acts(way.after, packet, silently=True):
            if taken.sent or taken.place == way.after.place or (act.unseen >= GIVEN_UP and not gives_up):
                continue
            after, cost = way.after._replace(place=taken.place), way.cost + act.unseen
            if after not in found or cost < found[after].cost:
                found[after] = Way(after, cost, (*way.story, Happened(act.event.name, taken.rows)))
                yield after

    def _acts(self, guess: Guess, packet: Observed, *, silently: bool) -> Iterator[tuple[Act, Taken]]:
        at = self.end.at(guess.place)
        for one in self.end.possible(guess.place, *self.rules.thinkable(packet), silently=silently):
            for given in self.rules.given(at, one.act.event, packet):
                for taken in self.end.does(guess.place, one, given, packet.place):
                    yield one.act, taken

    def _acting(self, guess: Guess, packet: Observed) -> Iterator[tuple[int, tuple[Happened, ...], Guess]]:
        """A call or a timer sends it now; older answers are then never sent."""
        if self._is_due(guess.owed):
            return
        for act, taken in self._acts(guess, packet, silently=False):
            if taken.sent and self.rules.matches(self.end.named(taken.sent[0]), packet):
                owed = tuple(Owed(values, taken.rows, packet.place) for values in taken.sent[1:])
                after = guess._replace(place=taken.place, owed=owed)
                yield NOT_SENT * len(guess.owed) + act.seen, (Happened(act.event.name, taken.rows),), after

    def _owed(self, guess: Guess, packet: Observed) -> Iterator[tuple[int, tuple[Happened, ...], Guess]]:
        """It was owed; what was owed before it is then never sent."""
        for number, one in enumerate(guess.owed):
            if self.rules.matches(self.end.named(one.values), packet):
                after = guess._replace(owed=guess.owed[number + 1 :])
                yield NOT_SENT * number, (Happened("", one.rows),), after
            if self.rules.is_due(one.rows):
                return

    def _reading(self, guess: Guess, packet: Observed) -> Iterator[Way]:
        """What was delivered is read, after what may have happened unseen before."""
        before = self._lapsed(guess, packet)
        lapsed = NOT_SENT * (len(guess.owed) - len(before.owed))
        for silent in self.unseen(before, packet):
            if self._passes_by(silent.after):
                continue
            state = self.end.at(silent.after.place).state
            for cost, story, after in self._received(silent.after, packet):
                there = after._replace(read=packet.place + 1)
                yield Way(there, lapsed + silent.cost + cost, (*silent.story, *story), state)

    def _passes_by(self, guess: Guess) -> bool:
        return self.rules.passes_by(self.end.at(guess.place))

    def _is_due(self, owed: Iterable[Owed]) -> bool:
        return any(self.rules.is_due(one.rows) for one in owed)

    def _lapsed(self, guess: Guess, packet: Observed) -> Guess:
        if not guess.owed:
            return guess
        owed = tuple(
            [one for one in guess.owed if self.rules.is_due(one.rows) or not self.rules.lapses(one.since, packet)]
        )[-MOST_OWED:]
        return guess if len(owed) == len(guess.owed) else guess._replace(owed=owed)

    def _received(self, guess: Guess, packet: Observed) -> Iterator[tuple[int, tuple[Happened, ...], Guess]]:
        for reading in self.rules.readings(self.end.at(guess.place), packet):
            if reading.fields is None:
                yield reading.cost, (), guess
                continue
            place = self.end.put(guess.place, reading.variables) if reading.variables else guess.place
            for taken in self.end.receives(place, reading.fields, reading.parameters, packet.place):
                after = self._kept(self._owing(guess, taken, packet.place), packet)
                yield from self._in_turn(reading.cost, (Happened("", taken.rows),), after, packet.place)

    def _owing(self, guess: Guess, taken: Taken, since: int) -> Guess:
        owed = (*guess.owed, *(Owed(values, taken.rows, since) for values in taken.sent))
        return guess._replace(place=taken.place, owed=owed)

    def _kept(self, guess: Guess, packet: Observed) -> Guess:
        """What came too early is kept for later."""
        if self.rules.turn(self.end.at(guess.place), packet.fields) != "early":
            return guess
        held = self.rules.kept(tuple(map(self.end.named, guess.kept)), packet.fields)
        return guess._replace(kept=tuple(tuple(one.get(name, 0) for name in self.end.fields) for one in held))

    def _in_turn(
        self, cost: int, story: tuple[Happened, ...], guess: Guess, since: int, not_held: int = 0
    ) -> Iterator[tuple[int, tuple[Happened, ...], Guess]]:
        """What was kept and is due is taken, or it, or nothing, was kept after all; what is past is forgotten."""
        if not guess.kept:
            yield cost, story, guess
            return
        at = self.end.at(guess.place)
        turns = {values: self.rules.turn(at, self.end.named(values)) for values in guess.kept}
        early = tuple(values for values, turn in turns.items() if turn == "early")
        due = [values for values, turn in turns.items() if turn == "due"]
        if not due:
            yield cost, story, guess._replace(kept=early)
            return
        rest = guess._replace(kept=tuple(values for values in guess.kept if values != due[0]))
        yield cost + NOT_HELD, story, guess._replace(kept=())
        if rest.kept and not_held < MOST_NOT_HELD:
            yield from self._in_turn(cost + NOT_HELD, story, rest, since, not_held + 1)
        self.crowded = self.crowded or (bool(rest.kept) and not_held >= MOST_NOT_HELD)
        fields = self.rules.when_due(at, self.end.named(due[0]))
        for taken in self.end.receives(guess.place, fields, {}, since):
            after = rest._replace(place=taken.place)
            yield from self._in_turn(cost, (*story, Happened("", taken.rows)), after, since, not_held)

    def _pinned(self, guess: Guess, packet: Observed) -> Guess:
        values = self.rules.pinned(self.end.at(guess.place), packet)
        return guess._replace(place=self.end.put(guess.place, values)) if values else guess


def _cost(way: Way) -> int:
    return way.cost


def _delivered_next(packets: Sequence[Observed]) -> list[int]:
    """For each place the first one, from there on, at which something was delivered."""
    found = [len(packets)] * (len(packets) + 1)
    for place in range(len(packets) - 1, -1, -1):
        found[place] = found[place + 1] if packets[place].sent else place
    return found


def _sent_before(packets: Sequence[Observed]) -> list[int]:
    found = [-1]
    for place, packet in enumerate(packets):
        found.append(place if packet.sent else found[-1])
    return found
