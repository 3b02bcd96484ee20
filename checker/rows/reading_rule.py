"""The reading rule, literally: what one end does with one event.  Slow, and meant to be read.

Read the rows from the top.  A row fires when the end is at one of its states, its event occurs and its guard
holds; its effects happen in the order written.  Reading goes on below it, from the new state, unless it says
RETURN.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.rows.configuration import DRAWN, EndFrame, Local, Value, drawn, used
from checker.rows.evaluate import Reader, holds, number
from checker.rows.out_of_bounds import out_of_bounds
from spec.notation import nodes
from spec.notation.events import Arrival, Event
from spec.notation.messages import Message, Send
from spec.notation.nodes import Var
from spec.notation.rows import Effect, Row, Then
from spec.notation.systems import System
from spec.notation.variables import Assign, Draw, Remember, StartOver


@dataclass(frozen=True)
class Outcome:
    """An end after an event: where it is, what it sent, which rows fired.

    ``cut`` names a bound that was met; ``fired`` then has the rows too that might have fired after it.
    """

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
    begin = stay(frame, local)
    if _used_up(frame, event, begin):
        return []
    outcomes = [begin]
    table = _table(frame, event, begin.state) if rows is None else rows
    for place, row in enumerate(table):
        outcomes = [
            _perhaps(after, event, table[place + 1 :]) if after.cut and not before.cut else after
            for before in outcomes
            for after in _fire(frame, row, event, fields, before)
        ]
    return [_spend(frame, event, outcome) for outcome in outcomes if outcome.fired or outcome.cut]


def _table(frame: EndFrame, event: Event, state: str) -> tuple[Row, ...]:
    """What there is to read, looked for once."""
    rows = frame.met.get((event, state))
    if rows is None:
        rows = frame.met[event, state] = _met(state, event, frame.machine.rows)
    return rows


def _met(state: str, event: Event, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows that wait for the event, in states in which the end may be when they are read, being in this one now."""
    states, found = {state}, list[Row]()
    for row in rows:
        if _waits(row.on, event) and not states.isdisjoint(at.value for at in row.at):
            found.append(row)
            if row.to is not None and row.then is Then.CONTINUE:
                states.add(row.to.value)
    return tuple(found)


def stay(frame: EndFrame, local: Local) -> Outcome:
    """The end as it is."""
    return Outcome(frame.states[local.state], dict(zip(frame.slots, local.values, strict=True)))


def _fire(frame: EndFrame, row: Row, event: Event, fields: Mapping[str, int], before: Outcome) -> Iterator[Outcome]:
    if before.returned or before.cut or before.state not in [state.value for state in row.at]:
        yield before
        return
    if not (occurs(row.on, event, fields) and holds(row.when, Reader(frame.system, before.values, fields))):
        yield before
        return
    outcomes = [replace(before, fired=(*before.fired, row), returned=row.then is Then.RETURN)]
    for effect in row.do:
        outcomes = [after for one in outcomes for after in _do(frame, effect, fields, one)]
    for outcome in outcomes:
        yield replace(outcome, state=outcome.state if row.to is None else row.to.value)


def _perhaps(cut: Outcome, event: Event, below: Sequence[Row]) -> Outcome:
    """With the rows that may be read below the one in which a bound was met."""
    found = () if cut.returned else _met(cut.state, event, below)
    return replace(cut, fired=(*cut.fired, *found))


def _waits(on: Event, event: Event) -> bool:
    """Whether a row that waits for the one may fire on the other, with some bits or others."""
    return on.message is event.message if isinstance(on, Arrival) and isinstance(event, Arrival) else on == event


def occurs(on: Event, event: Event, fields: Mapping[str, int]) -> bool:
    """Whether what a row waits for is what happens."""
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
            _sent(frame.system, before.fired[-1], effect, field, number(value, reader)) if frame.sends(field) else 0
            for field, value in effect.fields()
        )
        yield replace(before, sent=(*before.sent, (effect.message, values)))
    elif isinstance(effect, Assign):
        yield _set(frame, before, effect.var, number(effect.value, reader))
    elif isinstance(effect, Draw):
        yield from _draw(frame, effect.var, before)
    elif isinstance(effect, StartOver):
        forgotten = {var: 0 for var in before.values if var.name == DRAWN}
        yield replace(before, values={**before.values, **forgotten})
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
