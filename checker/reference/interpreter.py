"""A whole system, stepped through literally: the reference that every engine is held to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import product

from checker.reference.network import aged, movable, put, with_way, without
from checker.results.runs import Action
from checker.rows.configuration import Carried, Configuration, Local, frames
from checker.rows.reading_rule import Outcome, read, stay
from spec.notation.channels import Hop
from spec.notation.ends import peer
from spec.notation.events import TICK, Arrival, Call, Event
from spec.notation.nodes import End, Var
from spec.notation.rows import Row
from spec.notation.systems import ENDS, System


@dataclass(frozen=True, slots=True)
class Move:
    """One transition: what happened, and the configuration after it (None where a bound cut it off)."""

    action: Action
    end: End
    """A where both ends take part, in a tick."""
    event: str
    message: Carried | None
    sent: tuple[Carried, ...]
    fired: tuple[Row, ...]
    after: Configuration | None
    cut: str = ""
    peer_sent: tuple[Carried, ...] = ()
    """What B sent in a tick; ``sent`` is what A sent."""
    peer_fired: tuple[Row, ...] = ()


class Interpreter:
    """A system, stepped through literally."""

    def __init__(self, system: System, ghosts: frozenset[tuple[End, Var]] = frozenset()) -> None:
        self.system = system
        self.frames = frames(system, ghosts)

    def start(self) -> Configuration:
        """The configuration that the system starts in."""
        ways: dict[End, tuple[Carried, ...]] = {"A": (), "B": ()}
        for flying in self.system.in_flight:
            carried = self.frames[flying.to].carried(flying.message, flying.values)
            ways[flying.to] = put(self.system.way(flying.to), ways[flying.to], carried) or ways[flying.to]
        forged = (0,) * len(self.system.attackers())
        return Configuration(self.frames["A"].start(), self.frames["B"].start(), ways["A"], ways["B"], forged)

    def moves(self, before: Configuration) -> list[Move]:
        """Every transition: A's calls and timers, what befalls each message towards A, the same for B; then a tick,
        and what an attacker forges.
        """
        return [move for one in self.chances(before) for move in one()]

    def chances(self, before: Configuration) -> Iterator[Callable[[], Iterable[Move]]]:
        """The same, one thing after the other that may happen: each is a function that says how."""
        for end in ENDS:
            for event in self.frames[end].events:
                action: Action = "call" if isinstance(event, Call) else "timer"
                yield partial(self._taken, before, end, event, {}, action, None)
            for carried in movable(self.system.way(end), before.towards(end)):
                yield partial(self._hops, before, end, carried)
        yield partial(self._tick, before)
        yield partial(self._forged, before)

    def _hops(self, before: Configuration, to: End, carried: Carried) -> Iterator[Move]:
        channel, frame = self.system.way(to), self.frames[to]
        kind = frame.kinds[carried.kind]
        fields = {field.name: value for field, value in zip(kind.fields, carried.values, strict=True)}
        removed = with_way(before, to, without(before.towards(to), carried))
        for hop in channel.hops:
            if hop is Hop.LOSE:
                yield Move("lose", to, "", carried, (), (), removed)
            else:
                base = removed if hop is Hop.DELIVER else before
                moves = self._taken(base, to, Arrival(kind), fields, hop.value, carried)
                yield from moves or [Move(hop.value, to, "", carried, (), (), base)]

    def _taken(
        self,
        before: Configuration,
        end: End,
        event: Event,
        fields: Mapping[str, int],
        action: Action,
        carried: Carried | None,
    ) -> list[Move]:
        found: list[Move] = []
        for outcome in read(self.frames[end], before.local(end), event, fields):
            name = "" if isinstance(event, Arrival) else event.name
            after, cut = self._after(before, {end: outcome})
            found.append(Move(action, end, name, carried, self._sent(end, outcome), outcome.fired, after, cut))
        return found

    def _tick(self, before: Configuration) -> Iterator[Move]:
        """Messages age, then each end reads the rows that wait for a tick; where that changes nothing it is no step.

        A message that an end sends in the tick is of age 0 after it.
        """
        older = before
        for end in ENDS:
            way = aged(self.system.way(end), before.towards(end))
            if way is None:
                return
            older = with_way(older, end, way)
        at_a, at_b = (
            read(self.frames[end], before.local(end), TICK, {}) or [stay(self.frames[end], before.local(end))]
            for end in ENDS
        )
        for a, b in product(at_a, at_b):
            if older != before or a.fired or b.fired or a.cut or b.cut:
                after, cut = self._after(older, {"A": a, "B": b})
                sent, peer_sent = self._sent("A", a), self._sent("B", b)
                yield Move("tick", "A", TICK.name, None, sent, a.fired, after, cut, peer_sent, b.fired)

    def _forged(self, before: Configuration) -> Iterator[Move]:
        for place, attacker in enumerate(self.system.attackers()):
            count = before.forged[place]
            if count < attacker.times:
                counted = (*before.forged[:place], count + 1, *before.forged[place + 1 :])
                for one in attacker.by:
                    carried = self.frames[one.to].carried(one.message, one.values)
                    after, cut = self._put(replace(before, forged=counted), one.to, (carried,))
                    yield Move("forge", one.to, "", carried, (), (), after, cut)

    def _sent(self, end: End, outcome: Outcome) -> tuple[Carried, ...]:
        other = self.frames[peer(end)]
        return tuple(other.carried(*one) for one in outcome.sent)

    def _after(self, before: Configuration, outcomes: Mapping[End, Outcome]) -> tuple[Configuration | None, str]:
        """The configuration after that at one end or at both; where a bound cuts it off, which."""
        after = before
        for end, outcome in outcomes.items():
            if outcome.cut:
                return None, outcome.cut
            frame = self.frames[end]
            local = Local(frame.states.index(outcome.state), tuple(outcome.values[var] for var in frame.slots))
            after = replace(after, a=local) if end == "A" else replace(after, b=local)
        for end, outcome in outcomes.items():  # A's first, as the explorer has it
            fuller, cut = self._put(after, peer(end), self._sent(end, outcome))
            if fuller is None:
                return None, cut
            after = fuller
        return after, ""

    def _put(self, before: Configuration, to: End, sent: tuple[Carried, ...]) -> tuple[Configuration | None, str]:
        channel, way = self.system.way(to), before.towards(to)
        for carried in sent:
            fuller = put(channel, way, carried)
            if fuller is None and not channel.loses:
                return None, f"the channel to {to} was full ({channel.capacity} in flight)"
            way = way if fuller is None else fuller
        return with_way(before, to, way), ""


__all__ = ["Interpreter", "Move", "Outcome", "read"]
