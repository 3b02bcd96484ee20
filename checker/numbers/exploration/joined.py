"""From above, over all numbers: for each pair of local states the numbers for which it can be reached.

It is the bound of :mod:`checker.pairs.joined` with words in place of numbers: what is in flight on any way to a pair is
joined, each message with the numbers for which it can be there.  Nothing is taken out, over no channel, so what is in
no pair of the bound is in no state, whatever the numbers are.  What is in it need not be in any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product

from checker.numbers.exploration.end_steps import Case
from checker.numbers.exploration.explored import ReachedState, Symbolic
from checker.numbers.exploration.lost_messages import Losing
from checker.numbers.exploration.states import PlacedState
from checker.numbers.regions import NOWHERE
from checker.search.clock import Clock
from spec.notation.ends import peer
from spec.notation.messages import Flying
from spec.notation.nodes import End
from spec.notation.systems import ENDS

Pair = tuple[int, int, tuple[int, ...]]
"""A, B, and what was forged."""
Message = tuple[End, int]
"""Whom it is for, and its number, at no age."""
Step = tuple[Pair, int]
"""Where it leads, and for which numbers."""


class Unbounded(Exception):
    """There is no bound: a row cannot be followed in some pair of it, or it takes too long."""


def joined(found: Symbolic, most: int, clock: Clock) -> Symbolic:
    """The bound, each pair as a state with all that can be in flight there, of which any part may be lost.

    ``found``: a search of the system.  ``most``: how often it is looked where two sets of numbers meet, which measures
    the work alike on every machine.  Unbounded, OutOfTime.
    """
    bound = Joined(found, most)
    bound.fill(clock)
    places = found.successors.places
    order = [
        ReachedState(bound.state(pair), region, ()) for pair, regions in bound.reached.items() for region in regions
    ]
    return replace(found, order=order, losing=Losing(places, dict.fromkeys(ENDS, True)), cut="")


class Joined:
    """The pairs with their numbers, and what can be in flight at each."""

    def __init__(self, found: Symbolic, most: int) -> None:
        self.left = most
        self.found, self.regions, self.successors = found, found.regions, found.successors
        self.steps, self.places = found.successors.steps, found.successors.places
        self.reached: dict[Pair, list[int]] = {}
        self.flying: dict[Pair, dict[Message, list[int]]] = {}
        self.system = found.interpreter.system
        self._ends: tuple[tuple[End, End, bool], ...] = tuple(
            (end, peer(end), not self.system.way(end).broken) for end in ENDS
        )
        self.ticks = any(found.successors.steps_on_tick(end) for end in ENDS)

    def fill(self, clock: Clock) -> None:
        """Take every step from each pair, until nothing is new.  Unbounded after too many looks, OutOfTime."""
        start = self.places.at(self.found.interpreter.start())
        pair = (start.a, start.b, start.forged)
        ways: list[tuple[End, tuple[int, ...]]] = [(end, self.places.ways[end][start.towards(end)]) for end in ENDS]
        there: list[Message] = [(end, self.places.young(end, one)) for end, way in ways for one in way]
        for region in self.found.left:
            self.join(pair, region, {message: [region] for message in there})
        work = {pair: None}
        while work:
            clock.tick()
            pair = next(iter(work))
            del work[pair]
            for (after, region), sent in self.leads(pair).items():
                new = self.join(after, region, self.flying[pair])
                if self.join(after, region, {message: [region] for message in sent}) or new:
                    work[after] = None

    def state(self, pair: Pair) -> PlacedState:
        """The pair with all that can be in flight there."""
        to_a, to_b = (self.places.way(end, [one for to, one in self.flying[pair] if to == end]) for end in ENDS)
        return PlacedState(pair[0], pair[1], to_a, to_b, pair[2])

    def join(self, pair: Pair, region: int, messages: Mapping[Message, list[int]]) -> bool:
        """Whether the pair, or one of the messages there, is new for some of these numbers."""
        known = self.reached.setdefault(pair, [])
        new = self.widen(known, region)
        flying = self.flying.setdefault(pair, {})
        for message, regions in list(messages.items()):
            own = flying.setdefault(message, [])
            for one in tuple(regions):
                new |= self.widen(own, self.met(one, region))
        return new

    def met(self, one: int, other: int) -> int:
        """The numbers that are in both."""
        self.left -= 1
        if self.left < 0:
            raise Unbounded
        return self.regions.met(one, other)

    def widen(self, known: list[int], region: int) -> bool:
        """Whether the numbers of the region, which are put to those known, are new among them."""
        if region == NOWHERE or any(self.regions.within(region, one) for one in known):
            return False
        known[:] = self.regions.one([*known, region])
        return True

    def leads(self, pair: Pair) -> Mapping[Step, set[Message]]:
        """Where the pair leads, and what is sent on the way."""
        found: dict[Step, set[Message]] = {}
        for after, region, sent in self._steps(pair):
            if after != pair or sent:
                found.setdefault((after, region), set()).update(sent)
        return found

    def _steps(self, pair: Pair) -> Iterator[tuple[Pair, int, list[Message]]]:
        a, b, forged = pair
        for end, other, delivers in self._ends:
            for case, regions in self._cases(pair, end, delivers=delivers):
                after = (case.local, b, forged) if end == "A" else (a, case.local, forged)
                sent: list[Message] = [(other, one) for one in case.sent]
                for region in self._where(regions, case):
                    yield after, region, sent
        for place, attacker in enumerate(self.system.attackers()):
            if forged[place] < attacker.times:
                counted = (a, b, (*forged[:place], forged[place] + 1, *forged[place + 1 :]))
                some: list[Message] = [(one.to, self._forged(one)) for one in attacker.by]
                for region in self.reached[pair]:
                    yield counted, region, some
        if self.ticks:
            for at_a, at_b in product(self.steps.ticked("A", a), self.steps.ticked("B", b)):
                both: list[Message] = [*(("B", one) for one in at_a.sent), *(("A", one) for one in at_b.sent)]
                for first in self._where(self.reached[pair], at_a):
                    for region in self._where([first], at_b):
                        yield (at_a.local, at_b.local, forged), region, both

    def _forged(self, one: Flying) -> int:
        return self.places.messages[one.to].of(self.places.frames[one.to].carried(one.message, one.values))

    def _cases(self, pair: Pair, end: End, *, delivers: bool) -> Iterator[tuple[Case, list[int]]]:
        """What an end may do there, and the numbers for which it comes to that."""
        local = pair[0] if end == "A" else pair[1]
        for event in self.places.frames[end].events:
            for case in self.steps.called(end, local, event):
                yield case, self.reached[pair]
        for (to, message), regions in self.flying[pair].items() if delivers else ():
            if to == end:
                for case in self.steps.got(end, local, message):
                    yield case, regions

    def _where(self, regions: Iterable[int], case: Case) -> Iterator[int]:
        for one in regions:
            region = self.met(one, case.region)
            if region == NOWHERE:
                continue
            if case.refused is not None:
                raise Unbounded
            if case.cut:
                self.successors.cuts.add(case.cut)
            else:
                yield region
