"""What is said of free numbers, with numbers put in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace

from checker.rows.configuration import Carried, Local, Value
from checker.symbolic.arcs import MODULUS
from checker.symbolic.numbers import Base, Word, value
from checker.symbolic.steps import Happened
from spec.notation.channels import Channel
from spec.notation.messages import Flying
from spec.notation.systems import System


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


def happened(one: Happened, numbers: Mapping[Base, int]) -> Happened:
    """The step with its numbers put in."""
    after = tuple((end, _local(local, numbers)) for end, local in one.after)
    return replace(one, message=one.message and carried(one.message, numbers), after=after)


def _local(one: Local, numbers: Mapping[Base, int]) -> Local:
    return replace(one, values=tuple(_value(value, numbers) for value in one.values))


def _value(one: Value, numbers: Mapping[Base, int]) -> Value:
    if isinstance(one, frozenset):
        return frozenset(_numbers(each, numbers) for each in one)
    return _number(one, numbers)


def carried(one: Carried, numbers: Mapping[Base, int]) -> Carried:
    """The message with its numbers put in."""
    return replace(one, values=_numbers(one.values, numbers))


def _numbers(values: Sequence[int], numbers: Mapping[Base, int]) -> tuple[int, ...]:
    return tuple(_number(one, numbers) for one in values)


def _number(one: int, numbers: Mapping[Base, int]) -> int:
    return (value(one.bases, numbers) + one.offset) % MODULUS if isinstance(one, Word) else one
