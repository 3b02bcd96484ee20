"""A counterexample with numbers put in, taken by the reference interpreter step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace

from checker.configuration import Carried, Configuration, Local, Value
from checker.describe import Words
from checker.interpret import Interpreter, Move
from checker.literal_replay import step_of
from checker.property_reader import true_in
from checker.results import Step, Trace
from checker.symbolic.arcs import MODULUS
from checker.symbolic.explorer import Found, Symbolic
from checker.symbolic.numbers import Base, Word, value
from checker.symbolic.steps import Happened
from spec.notation.channels import Channel
from spec.notation.formulas import Bool
from spec.notation.messages import Flying
from spec.notation.systems import System


def concrete(found: Symbolic, where: Found, numbers: Mapping[Base, int], title: str, shows: Bool) -> Trace:
    """The run to that state with these numbers.  LookupError if the reference interpreter cannot take it."""
    interpreter = Interpreter(numbered(found.interpreter.system, numbers), found.ghosts)
    words = Words(interpreter.frames)
    at = interpreter.start()
    points, steps = [words.point(at)], list[Step]()
    for happened in _delivered(found, found.path(where, numbers), numbers):
        taken = _taken(interpreter, at, happened)
        if taken is None:
            continue
        assert taken.after is not None
        at = taken.after
        points.append(words.point(at))
        steps.append(step_of(words, taken, points[-2], points[-1]))
    if not true_in(shows, interpreter.system, interpreter.frames, at):
        raise LookupError("the run with these numbers does not show it")
    return Trace(points[0], tuple(steps), title, violates_at=len(steps))


def _delivered(found: Symbolic, run: Sequence[Happened], numbers: Mapping[Base, int]) -> list[Happened]:
    """The run, in which no copy stays in flight that is not used any more."""
    put_in = [_happened(one, numbers) for one in run]
    return [
        replace(one, action="deliver") if found.successors.network.may_take(one, put_in[place + 1 :]) else one
        for place, one in enumerate(put_in)
    ]


def _happened(one: Happened, numbers: Mapping[Base, int]) -> Happened:
    after = tuple((end, _local(local, numbers)) for end, local in one.after)
    return replace(one, message=_carried(one.message, numbers), after=after)


def _local(one: Local, numbers: Mapping[Base, int]) -> Local:
    return replace(one, values=tuple(_value(value, numbers) for value in one.values))


def _value(one: Value, numbers: Mapping[Base, int]) -> Value:
    if isinstance(one, frozenset):
        return frozenset(_numbers(each, numbers) for each in one)
    return _number(one, numbers)


def _carried(one: Carried | None, numbers: Mapping[Base, int]) -> Carried | None:
    return one and replace(one, values=_numbers(one.values, numbers))


def numbered(system: System, numbers: Mapping[Base, int]) -> System:
    """The system with its free numbers put in."""
    made = copy(system)
    isn = {end: replace(rule, values=_numbers(rule.values, numbers)) for end, rule in system.isn.items()}
    start = {
        end: replace(one, values=tuple((var, _number(given, numbers)) for var, given in one.values))
        for end, one in system.start.items()
    }
    flying = tuple(_flying(one, numbers) for one in system.in_flight)
    both = system.channel
    channel = _channel(both, numbers) if isinstance(both, Channel) else tuple(_channel(one, numbers) for one in both)
    changes = {"isn": isn, "start": start, "in_flight": flying, "channel": channel}
    for name, given in changes.items():
        object.__setattr__(made, name, given)
    return made


def _channel(one: Channel, numbers: Mapping[Base, int]) -> Channel:
    if one.attacker is None:
        return one
    return replace(one, attacker=replace(one.attacker, by=tuple(_flying(each, numbers) for each in one.attacker.by)))


def _flying(one: Flying, numbers: Mapping[Base, int]) -> Flying:
    return replace(one, values=_numbers(one.values, numbers))


def _numbers(values: Sequence[int], numbers: Mapping[Base, int]) -> tuple[int, ...]:
    return tuple(_number(one, numbers) for one in values)


def _number(one: int, numbers: Mapping[Base, int]) -> int:
    return (value(one.bases, numbers) + one.offset) % MODULUS if isinstance(one, Word) else one


def _taken(interpreter: Interpreter, at: Configuration, happened: Happened) -> Move | None:
    """The interpreter's own step of that name; None where what was lost is not there, being equal to what was."""
    for one in interpreter.moves(at):
        same = (one.action, one.end, one.event, one.message) == (
            happened.action,
            happened.end,
            happened.event,
            happened.message,
        )
        if not same or (one.fired, one.peer_fired) != (happened.fired, happened.peer_fired) or one.after is None:
            continue
        if all(one.after.local(end) == local for end, local in happened.after):
            return one
    if happened.action == "lose":
        return None
    raise LookupError(f"with these numbers {happened.event or happened.action} cannot happen at {happened.end}")
