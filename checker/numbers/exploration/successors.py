"""What may happen in a state, by numbers: the cases of both ends and of the network, put together.

An end's *view* is its local state and the way towards it (as in :mod:`checker.packed.successors`); what may happen in
a view is worked out once, whatever the rest of the state is and whatever is assumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from checker.numbers.exploration.end_steps import Case, Happened, Steps
from checker.numbers.exploration.network import FULL, Network
from checker.numbers.exploration.states import PlacedState, Places
from checker.numbers.regions import NOWHERE, Regions
from checker.numbers.words import Unsupported
from checker.reference.interpreter import Interpreter
from checker.results.runs import Action
from checker.rows.configuration import Local
from spec.notation.ends import peer
from spec.notation.events import TICK, Call
from spec.notation.nodes import End
from spec.notation.systems import ENDS


class Viewed(NamedTuple):
    """What may happen in a view: the case, the way to the end after it, and what happened."""

    case: Case
    way: int
    happened: Happened


class Leads(NamedTuple):
    """Where a state leads, in which region of it, and by what."""

    at: PlacedState
    region: int
    happened: Happened


class Successors:
    """The steps of a system with free numbers."""

    def __init__(self, interpreter: Interpreter, regions: Regions, watched: frozenset[End]) -> None:
        self.interpreter, self.regions = interpreter, regions
        self.system = interpreter.system
        self.places = Places(self.system, interpreter.frames)
        self.steps = Steps(self.places, regions)
        self.network = Network(self.places, regions, watched)
        self.cuts: set[str] = set()
        self.unsupported: set[str] = set()
        self._views: dict[End, dict[tuple[int, int], Sequence[Viewed]]] = {"A": {}, "B": {}}
        self._forged = self.system.attackers()
        self._ages = any(self.system.way(end).lifetime is not None for end in ENDS)
        self._ticked: dict[tuple[End, int], bool] = {}
        self._ticks = any(self.steps_on_tick(end) for end in ENDS)

    def steps_on_tick(self, end: End) -> bool:
        """Whether a tick is something to that end, or to the messages on their way to it."""
        return TICK in self.system.machine(end).events() or self.system.way(end).lifetime is not None

    def of(self, at: PlacedState, region: int) -> Iterator[Leads]:
        """Every step from that state, except what a bound cuts off."""
        for end in ENDS:
            other = peer(end)
            for case, way, happened in self.view(end, at.local(end), at.towards(end)):
                here = self.regions.met(region, case.region)
                if here != NOWHERE and self._goes_on(case):
                    for there, after in self._sent(other, at.towards(other), case.sent, here):
                        yield Leads(_with(at, end, case.local, way, after), there, happened)
        if self._ticks:
            yield from self._tick(at, region)
        if self._forged:
            yield from self._forge(at, region)

    def _goes_on(self, case: Case) -> bool:
        if case.refused is not None:
            if not isinstance(case.refused, Unsupported):
                raise case.refused
            self.unsupported.add(str(case.refused))
        elif case.cut:
            self.cuts.add(case.cut)
        return case.refused is None and not case.cut

    def _sent(self, to: End, way: int, sent: tuple[int, ...], region: int) -> Iterator[tuple[int, int]]:
        """The way with what was sent, by regions; what meets a bound is left out."""
        if not sent:
            yield region, way
            return
        for where, after in self.network.put(to, way, sent):
            here = self.regions.met(region, where)
            if after == FULL and here != NOWHERE:
                self.cuts.add(f"the channel to {to} was full ({self.system.way(to).capacity} in flight)")
            elif here != NOWHERE:
                yield here, after

    def view(self, end: End, local: int, way: int) -> Sequence[Viewed]:
        """What may happen in a view."""
        known = self._views[end].get((local, way))
        if known is None:
            known = self._views[end][local, way] = tuple(
                one for one in self._viewed(end, local, way) if not self._is_nothing(end, local, way, one)
            )
        return known

    def _viewed(self, end: End, local: int, way: int) -> Iterator[Viewed]:
        for event in self.interpreter.frames[end].events:
            action: Action = "call" if isinstance(event, Call) else "timer"
            for case in self.steps.called(end, local, event):
                happened = Happened(action, end, event.name, None, case.fired, after=self._after(end, case))
                yield Viewed(case, way, happened)
        for action, message, after in self.network.hops(end, way):
            carried = self.places.messages[end][message]
            lost = [Case(0, local, ())] if action == "lose" else self.steps.got(end, local, message)
            for case in lost:
                yield Viewed(case, after, Happened(action, end, "", carried, case.fired, after=self._after(end, case)))

    def _is_nothing(self, end: End, local: int, way: int, viewed: Viewed) -> bool:
        """Whether it leads to nothing new: the end stays as it is and sends nothing, and no other message is there."""
        case = viewed.case
        if case.local != local or case.sent or case.cut or case.refused:
            return False
        return viewed.way == way or self.network.closed[end]

    def _after(self, end: End, case: Case) -> tuple[tuple[End, Local], ...]:
        return ((end, self.places.locals[end][case.local]),)

    def _tick(self, at: PlacedState, region: int) -> Iterator[Leads]:
        if not (self._ages or self._on_tick("A", at.a) or self._on_tick("B", at.b)):
            return
        older_a, older_b = (self.network.aged(end, at.towards(end)) for end in ENDS)
        if older_a is None or older_b is None:
            return
        aged = (older_a, older_b) != (at.to_a, at.to_b)
        for a, b in product(self.steps.ticked("A", at.a), self.steps.ticked("B", at.b)):
            here = self.regions.met(self.regions.met(region, a.region), b.region)
            if here == NOWHERE or not (aged or a.fired or b.fired or a.cut or b.cut or a.refused or b.refused):
                continue
            if all([self._goes_on(a), self._goes_on(b)]):
                ends = (*self._after("A", a), *self._after("B", b))
                happened = Happened("tick", "A", TICK.name, None, a.fired, b.fired, ends)
                for first, to_b in self._sent("B", older_b, a.sent, here):
                    for there, to_a in self._sent("A", older_a, b.sent, first):
                        yield Leads(PlacedState(a.local, b.local, to_a, to_b, at.forged), there, happened)

    def _on_tick(self, end: End, local: int) -> bool:
        """Whether a tick is something to that end there."""
        known = self._ticked.get((end, local))
        if known is None:
            known = self._ticked[end, local] = any(
                one.fired or one.cut or one.refused for one in self.steps.ticked(end, local)
            )
        return known

    def _forge(self, at: PlacedState, region: int) -> Iterator[Leads]:
        for place, attacker in enumerate(self._forged):
            if at.forged[place] == attacker.times:
                continue
            counted = at._replace(forged=(*at.forged[:place], at.forged[place] + 1, *at.forged[place + 1 :]))
            for one in attacker.by:
                carried = self.interpreter.frames[one.to].carried(one.message, one.values)
                message = self.places.messages[one.to].of(carried)
                for there, way in self._sent(one.to, at.towards(one.to), (message,), region):
                    after = counted._replace(to_a=way) if one.to == "A" else counted._replace(to_b=way)
                    yield Leads(after, there, Happened("forge", one.to, "", carried, ()))


def _with(at: PlacedState, end: End, local: int, way: int, others: int) -> PlacedState:
    """The configuration after something at that end."""
    if end == "A":
        return PlacedState(local, at.b, way, others, at.forged)
    return PlacedState(at.a, local, others, way, at.forged)
