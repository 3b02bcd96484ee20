"""The reading rule, literally: the reference that every engine is held to.  Slow, and meant to be read.

Read the rows from the top.  A row fires when the end is at one of its states, its event occurs and its guard
holds; its effects happen in the order written.  Reading goes on below it, from the new state, unless it says
RETURN.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.bounds import out_of_bounds
from checker.configuration import Carried, Configuration, EndFrame, Local, Value, drawn, frames, used
from checker.evaluate import Reader, holds, number
from checker.results import Action
from spec.notation import nodes
from spec.notation.channels import Channel, Hop, Store
from spec.notation.messages import Message, Send
from spec.notation.nodes import End, Var
from spec.notation.rows import Arrival, Call, Effect, Event, Row, Then
from spec.notation.systems import ENDS, System
from spec.notation.variables import Assign, Draw, Remember


@dataclass(frozen=True)
class Outcome:
    """An end after an event: where it is, what it sent, which rows fired; ``cut`` names a bound that was met."""

    state: str
    values: Mapping[Var, Value]
    sent: tuple[tuple[type[Message], tuple[int, ...]], ...] = ()
    fired: tuple[Row, ...] = ()
    cut: str = ""
    returned: bool = field(default=False)


def read(
    frame: EndFrame, local: Local, event: Event, fields: Mapping[str, int], rows: Sequence[Row] | None = None
) -> list[Outcome]:
    """Every way in which the end may take the event: one, none (nothing fires), or one for each number chosen.

    ``rows``: read these instead of the machine's, in their order.
    """
    begin = Outcome(frame.states[local.state], dict(zip(frame.slots, local.values, strict=True)))
    if _used_up(frame, event, begin):
        return []
    outcomes = [begin]
    for row in frame.machine.rows if rows is None else rows:
        outcomes = [after for before in outcomes for after in _fire(frame, row, event, fields, before)]
    return [_spend(frame, event, outcome) for outcome in outcomes if outcome.fired or outcome.cut]


def _fire(
    frame: EndFrame, row: Row, event: Event, fields: Mapping[str, int], before: Outcome
) -> Iterator[Outcome]:
    if before.returned or before.cut or before.state not in [state.value for state in row.at]:
        yield before
        return
    if not (_occurs(row.on, event, fields) and holds(row.when, Reader(frame.system, before.values, fields))):
        yield before
        return
    outcomes = [replace(before, fired=(*before.fired, row), returned=row.then is Then.RETURN)]
    for effect in row.do:
        outcomes = [after for one in outcomes for after in _do(frame, effect, fields, one)]
    for outcome in outcomes:
        yield replace(outcome, state=outcome.state if row.to is None else row.to.value)


def _occurs(on: Event, event: Event, fields: Mapping[str, int]) -> bool:
    if isinstance(on, Arrival) and isinstance(event, Arrival):
        if on.message is not event.message:
            return False
        bits = fields[on.field.name] if on.field is not None else 0
        return bits & on.mask == on.mask
    return on == event


def _do(frame: EndFrame, effect: Effect, fields: Mapping[str, int], before: Outcome) -> Iterator[Outcome]:
    reader = Reader(frame.system, before.values, fields)
    if before.cut or (isinstance(effect, Assign | Remember) and effect.var not in before.values):
        yield before  # the second: what no property reads is not kept
    elif isinstance(effect, Send):
        values = tuple(
            _sent(frame.system, before.fired[-1], effect, field, number(value, reader))
            for field, value in zip(effect.message.fields, effect.values, strict=True)
        )
        yield replace(before, sent=(*before.sent, (effect.message, values)))
    elif isinstance(effect, Assign):
        yield _set(frame, before, effect.var, number(effect.value, reader))
    elif isinstance(effect, Draw):
        yield from _draw(frame, effect.var, before)
    elif isinstance(effect, Remember):
        yield _remember(before, effect, tuple(number(value, reader) for value in effect.values))


def _sent(system: System, row: Row, send: Send, field: nodes.Field, value: int) -> int:
    if isinstance(field.domain, nodes.Counts) and not 0 <= value <= system.value(field.domain.most):
        what = f"sends {send.message.__name__}.{field.name}, set"
        raise out_of_bounds(row, what, value, system.value(field.domain.most))
    return value % system.modulus if isinstance(field.domain, nodes.Seqs) else value


def _set(frame: EndFrame, before: Outcome, var: Var, value: int) -> Outcome:
    if isinstance(var.domain, nodes.Counts) and not 0 <= value <= frame.system.value(var.domain.most):
        what = f"takes {frame.end}.{var.name}"
        raise out_of_bounds(before.fired[-1], what, value, frame.system.value(var.domain.most))
    return replace(before, values={**before.values, var: value})


def _remember(before: Outcome, effect: Remember, values: tuple[int, ...]) -> Outcome:
    kept = before.values[effect.var]
    assert isinstance(kept, frozenset)
    return replace(before, values={**before.values, effect.var: kept | {values}})


def _draw(frame: EndFrame, var: Var, before: Outcome) -> Iterator[Outcome]:
    numbers = frame.numbers
    if not numbers.each_once:
        for value in dict.fromkeys(numbers.values):
            yield replace(before, values={**before.values, var: value})
        return
    counter = drawn(len(numbers.values))
    taken = before.values[counter]
    assert isinstance(taken, int)
    if taken == len(numbers.values):
        yield replace(before, cut=f"{frame.end} chose all of its numbers ({numbers})")
    else:
        yield replace(before, values={**before.values, var: numbers.values[taken], counter: taken + 1})


def _used_up(frame: EndFrame, event: Event, begin: Outcome) -> bool:
    most = frame.system.limit(frame.end, event)
    return most == 0 or (most is not None and begin.values[used(event, most)] == most)


def _spend(frame: EndFrame, event: Event, outcome: Outcome) -> Outcome:
    most = frame.system.limit(frame.end, event)
    if most is None:
        return outcome
    spent = outcome.values[used(event, most)]
    assert isinstance(spent, int)
    return replace(outcome, values={**outcome.values, used(event, most): spent + 1})


@dataclass(frozen=True, slots=True)
class Move:
    """One transition: what happened, and the configuration after it (None where a bound cut it off)."""

    action: Action
    end: End
    event: str
    message: Carried | None
    sent: tuple[Carried, ...]
    fired: tuple[Row, ...]
    after: Configuration | None
    cut: str = ""


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
        return Configuration(self.frames["A"].start(), self.frames["B"].start(), ways["A"], ways["B"])

    def moves(self, before: Configuration) -> list[Move]:
        """Every transition: A's calls and timers, what befalls each message towards A, then the same for B."""
        return [move for end in ENDS for move in self._at(before, end)]

    def _at(self, before: Configuration, end: End) -> Iterator[Move]:
        for event in self.frames[end].events:
            yield from self._taken(before, end, event, {}, "call" if isinstance(event, Call) else "timer", None)
        for carried in _movable(self.system.way(end), before.towards(end)):
            yield from self._hops(before, end, carried)

    def _hops(self, before: Configuration, to: End, carried: Carried) -> Iterator[Move]:
        channel, frame = self.system.way(to), self.frames[to]
        kind = frame.kinds[carried.kind]
        fields = {field.name: value for field, value in zip(kind.fields, carried.values, strict=True)}
        removed = _with(before, to, without(before.towards(to), carried))
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
        frame, other = self.frames[end], self.frames["B" if end == "A" else "A"]
        found: list[Move] = []
        for outcome in read(frame, before.local(end), event, fields):
            sent = tuple(other.carried(*one) for one in outcome.sent)
            name = "" if isinstance(event, Arrival) else event.name
            after, cut = self._after(before, end, outcome, sent)
            found.append(Move(action, end, name, carried, sent, outcome.fired, after, cut))
        return found

    def _after(
        self, before: Configuration, end: End, outcome: Outcome, sent: tuple[Carried, ...]
    ) -> tuple[Configuration | None, str]:
        if outcome.cut:
            return None, outcome.cut
        frame = self.frames[end]
        local = Local(frame.states.index(outcome.state), tuple(outcome.values[var] for var in frame.slots))
        after = replace(before, a=local) if end == "A" else replace(before, b=local)
        to: End = "B" if end == "A" else "A"
        channel, way = self.system.way(to), after.towards(to)
        for carried in sent:
            fuller = put(channel, way, carried)
            if fuller is None and not channel.loses:
                return None, f"the channel to {to} was full ({channel.capacity} in flight)"
            way = way if fuller is None else fuller
        return _with(after, to, way), ""


def put(channel: Channel, way: tuple[Carried, ...], carried: Carried) -> tuple[Carried, ...] | None:
    """The way with one message more; None if it is full."""
    if channel.store is Store.SET and carried in way:
        return way
    if channel.capacity is not None and len(way) >= channel.capacity:
        return None
    return (*way, carried) if channel.store is Store.FIFO else tuple(sorted((*way, carried)))


def without(way: tuple[Carried, ...], carried: Carried) -> tuple[Carried, ...]:
    """The way with one copy of that message less."""
    index = way.index(carried)
    return way[:index] + way[index + 1 :]


def _movable(channel: Channel, way: tuple[Carried, ...]) -> tuple[Carried, ...]:
    return way[:1] if channel.store is Store.FIFO else tuple(dict.fromkeys(way))


def _with(configuration: Configuration, to: End, way: tuple[Carried, ...]) -> Configuration:
    return replace(configuration, to_a=way) if to == "A" else replace(configuration, to_b=way)
